// SPDX-License-Identifier: MIT
// A made-up town with a river that rises: a small trace of everything that the viewer draws.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/time.hpp"

namespace muster::viewer::test {

struct TownSize {
  int streets = 12;  // a side
  double block_m = 160;
  int parties = 600;
  SimTime horizon = 7200 * kSecond;
  double cell_m = 20;
};

inline constexpr SimTime kFieldStep = 300 * kSecond;
inline constexpr SimTime kKeyframeStep = 600 * kSecond;

/// Writes the trace. With `stop_after` the writer is dropped without closing once that time has
/// passed, as by a kill.
void write_town(const std::filesystem::path& path, const TownSize& size = {},
                SimTime stop_after = kNever);

/// A folder of its own for each test, removed with its content.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace muster::viewer::test
