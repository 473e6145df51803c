// SPDX-License-Identifier: MIT
// Where JSON values come from: files and command line options; and what is wrong with them, by
// place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/case_file.hpp"
#include "engine/input/json_value.hpp"

namespace muster::input {

struct JsonSource {
  std::string display;         // the file as the user would type it, or the option
  std::string text;            // of a file
  std::string folder;          // absolute; relative paths in the source start here
  std::string named_folder;    // the same as the case would name it: "" for the case's own folder
  bool option = false;         // a command line option: has no lines
  std::size_t first_line = 1;  // of the text, in its file
};

/// Something wrong with one value. Its token is turned into line and column when it is reported.
struct JsonIssue {
  std::uint32_t origin = 0;
  std::uint32_t token = 0;
  std::string pointer;  // within the source
  std::string what;
  std::string hint;
  std::size_t line = 0;  // 0: where the token is
  std::size_t column = 0;
};

/// The sources of one reading, and every issue found in them. Not thread-safe.
class JsonSources {
 public:
  static constexpr std::size_t kMostIssues = 1000;  // more are only counted

  /// Reads a file whose display and folders are given. Returns what is wrong with the file ("no
  /// such file", ...) or nothing; what is wrong with its text becomes issues, and `whole` says
  /// whether `json` is usable all the same.
  std::string add_file(JsonSource source, const std::string& absolute, const std::string& named,
                       Json& json, bool& whole);
  /// The same for JSON lines: a value for each line that is not blank, a source each. Lines that
  /// are not whole are left out.
  std::string add_lines(const JsonSource& source, const std::string& absolute,
                        const std::string& named, std::vector<Json>& lines);
  /// An option with paths that start in the current folder. Returns its origin.
  std::uint32_t add_option(const std::string& display, const std::string& case_folder);
  /// Parses a text of an option; false where it is no JSON.
  bool parse_option(std::string_view text, std::uint32_t origin, Json& json);

  const JsonSource& operator[](std::uint32_t origin) const { return sources_[origin]; }
  /// Files in the order of reading, with their hashes.
  const std::vector<cases::InputFile>& inputs() const { return inputs_; }

  void add(JsonIssue issue);
  bool ok() const { return issues_.empty(); }
  std::size_t issues() const { return issues_.size() + dropped_; }
  /// Of a value of one of the sources: "case.json:3:12: /pointer". Scans the text.
  std::string where(const Json& json, const std::string& pointer) const;
  /// Hands over the issues, sorted by source and place. Scans each text that has one once.
  void report(Diagnostics& diagnostics) const;

 private:
  bool parse(JsonSource source, Json& json);

  std::vector<JsonSource> sources_;
  std::vector<cases::InputFile> inputs_;
  std::vector<JsonIssue> issues_;
  std::size_t dropped_ = 0;
};

/// `key` as a step of a JSON pointer (RFC 6901).
std::string pointer_step(const std::string& key);

}  // namespace muster::input
