// SPDX-License-Identifier: MIT
// What every reader of geodata is handed, to report to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/case_file.hpp"
#include "engine/input/load.hpp"

namespace muster::input {

/// Where a reader leaves what it found. References to parts of the Loaded that is being filled.
struct Import {
  Diagnostics& diagnostics;
  std::vector<Finding>& findings;
  std::vector<cases::InputFile>& inputs;

  /// Adds a finding; a count of 0 is not worth a line.
  void find(std::string name, std::int64_t count, std::string note = {});
  /// Hashes a file that is about to be read and lists it. False, with a problem reported, where it
  /// cannot be read. A file that is named twice is listed once.
  bool take(const std::string& path);
};

/// 'text', for messages.
std::string in_quotes(std::string_view text);

/// Problems of one file's rows: the first kMost in full, of the rest their number.
class RowProblems {
 public:
  static constexpr std::size_t kMost = 20;

  RowProblems(Diagnostics& diagnostics, std::string path)
      : diagnostics_{diagnostics}, path_{std::move(path)} {}
  RowProblems(const RowProblems&) = delete;
  RowProblems& operator=(const RowProblems&) = delete;
  ~RowProblems();

  void error(std::size_t line, std::string what, std::string hint = {});
  std::size_t count() const { return count_; }

 private:
  Diagnostics& diagnostics_;
  std::string path_;
  std::size_t count_ = 0;
};

}  // namespace muster::input
