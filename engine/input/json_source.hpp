// SPDX-License-Identifier: MIT
// Where JSON values come from: files and command line options; and what is wrong with them, by
// place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/input/json_value.hpp"

namespace muster::input {

struct JsonSource {
  std::string display;       // the file as the user would type it, or the option
  std::string text;          // of a file
  std::string folder;        // absolute; relative paths in the source start here
  std::string named_folder;  // the same as the case would name it: "" for the case's own folder
  bool option = false;       // a command line option: has no lines
};

/// One thing wrong, before its token is turned into line and column.
struct JsonIssue {
  std::uint32_t origin = 0;
  std::uint32_t token = 0;
  std::string pointer;  // within the source; options: within the case
  std::string what;
  std::string hint;
};

/// Collects issues and hands them over sorted by place. Beyond kMost further issues are only
/// counted.
class JsonIssues {
 public:
  static constexpr std::size_t kMost = 1000;

  void add(JsonIssue issue);
  bool empty() const { return issues_.empty(); }
  /// Scans the text of every source that has an issue once.
  void report(const std::vector<JsonSource>& sources, Diagnostics& diagnostics) const;

 private:
  std::vector<JsonIssue> issues_;
  std::size_t dropped_ = 0;
};

/// `key` as a step of a JSON pointer (RFC 6901).
std::string pointer_step(const std::string& key);

}  // namespace muster::input
