// SPDX-License-Identifier: MIT
// Saved engine states beside a trace: RUN.states.h5 holds a group of plain arrays for each saved
// time.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"

namespace muster::trace {

/// "RUN.h5" -> "RUN.states.h5".
std::filesystem::path states_of(const std::filesystem::path& trace);

/// Adds the state at `time` to a file, or replaces it there. The file changes in `finish`, as a
/// whole: a run that is killed while it saves loses no earlier state. Uncompressed; throws
/// RunError.
class StateSaver : public StateArchive {
 public:
  StateSaver(const std::filesystem::path& path, SimTime time);
  ~StateSaver() override;  // without `finish`: nothing is saved
  void finish();
  bool loading() const override { return false; }

 private:
  void transfer(const std::string& name, std::size_t element_bytes,
                std::vector<std::byte>& bytes) override;

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The state at `time`. Throws InputError where the file holds none, RunError where an array is
/// missing or has elements of another size.
class StateLoader : public StateArchive {
 public:
  StateLoader(const std::filesystem::path& path, SimTime time);
  ~StateLoader() override;
  bool loading() const override { return true; }

 private:
  void transfer(const std::string& name, std::size_t element_bytes,
                std::vector<std::byte>& bytes) override;

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Ascending. Throws InputError where `path` holds no saved states.
std::vector<SimTime> saved_times(const std::filesystem::path& path);

}  // namespace muster::trace
