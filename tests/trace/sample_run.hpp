// SPDX-License-Identifier: MIT
// A made-up run whose data are a function of row numbers, for the tests of writer, reader and
// playback.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/trace/writer.hpp"

namespace muster::trace::test {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A folder of its own for each test, removed with its content.
class Folder {
 public:
  Folder();
  ~Folder();
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct SampleSize {
  std::uint32_t movers = 500;
  std::uint32_t links = 300;
  std::uint32_t rows = 40, cols = 70;  // of the field
  std::uint32_t barriers = 60;         // every 60 s
  std::uint32_t keyframe_every = 10;   // barriers
  std::uint32_t movements_a_barrier = 3000;
};

/// Produces the run barrier by barrier; `batch` only cuts what is handed over into smaller pieces.
class SampleRun {
 public:
  explicit SampleRun(SampleSize size = {}, std::uint32_t batch = 1u << 30)
      : size_{size}, batch_{batch} {}

  static Header header();
  Schema schema() const;
  void write_static(Writer& writer) const;
  /// Hands over the data of barrier `b`, with a keyframe where one is due.
  void barrier(Writer& writer, std::uint32_t b);
  void finish(Writer& writer) const;

  std::uint32_t barriers() const { return size_.barriers; }
  static SimTime time_of(std::uint32_t b) { return static_cast<SimTime>(b) * 60 * kSecond; }
  double depth(std::uint32_t b, std::size_t cell) const;

  /// All of it.
  void write(const std::filesystem::path& path, WriterOptions options = {});

  // Where the movers are, by the plain rule: the model that playback is compared with.
  struct Mover {
    std::uint32_t link = kNone;
    SimTime entry_us = 0;
    bool off_road = false;
    double x = 0, y = 0;
    bool operator==(const Mover&) const = default;
  };
  const std::vector<Mover>& movers() const { return movers_; }

 private:
  SampleSize size_;
  std::uint32_t batch_;
  std::vector<Mover> movers_;
};

}  // namespace muster::trace::test
