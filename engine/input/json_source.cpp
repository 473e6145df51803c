// SPDX-License-Identifier: MIT
#include "engine/input/json_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <tuple>

#include "engine/input/json_parse.hpp"
#include "engine/input/plain_file.hpp"
#include "engine/input/sha256.hpp"

namespace muster::input {

namespace {

namespace fs = std::filesystem;

/// What is wrong with the file, or nothing.
std::string read_text(const fs::path& path, std::string& text) {
  if (std::string fault = plain_file_fault(path); !fault.empty()) return fault;
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > kMaxJsonBytes) {
    return "larger than " + std::to_string(kMaxJsonBytes >> 20) + " MB";
  }
  std::ifstream file{path, std::ios::binary};
  if (!file) return "cannot be read";
  text.assign(std::istreambuf_iterator<char>{file}, {});
  return file.bad() ? "cannot be read to its end" : "";
}

std::string hint_for(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return "the file is UTF-16: save it as UTF-8";
  }
  if (text.starts_with("\x89HDF")) return "this is a trace: try `muster info`";
  return {};
}

std::string where_text(const JsonSource& source, const TextPlace& place,
                       const std::string& pointer) {
  std::string where = source.display;
  if (!source.option) {
    where += ':' + std::to_string(source.first_line + place.line - 1) + ':' +
             std::to_string(place.column);
  }
  return pointer.empty() ? where : where + ": " + pointer;
}

}  // namespace

std::string JsonSources::add_file(JsonSource source, const std::string& absolute,
                                  const std::string& named, Json& json, bool& whole) {
  whole = false;
  if (std::string fault = read_text(absolute, source.text); !fault.empty()) return fault;
  inputs_.push_back({named, sha256(source.text), static_cast<std::int64_t>(source.text.size())});
  whole = parse(std::move(source), json);
  return {};
}

std::string JsonSources::add_lines(const JsonSource& source, const std::string& absolute,
                                   const std::string& named, std::vector<Json>& lines) {
  std::string text;
  if (std::string fault = read_text(absolute, text); !fault.empty()) return fault;
  inputs_.push_back({named, sha256(text), static_cast<std::int64_t>(text.size())});
  JsonSource line = source;
  for (std::size_t first = 0, number = 1; first < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', first), text.size());
    line.text = text.substr(first, end - first);
    line.first_line = number;
    first = end + 1;
    if (line.text.find_first_not_of(" \t\r") == std::string::npos) continue;
    Json json;
    if (parse(line, json)) lines.push_back(std::move(json));
  }
  return {};
}

bool JsonSources::parse(JsonSource source, Json& json) {
  const auto origin = static_cast<std::uint32_t>(sources_.size());
  sources_.push_back(std::move(source));
  const std::string_view text = sources_.back().text;
  std::vector<JsonFault> faults;
  const bool whole = parse_json(text, origin, json, faults);
  for (const JsonFault& fault : faults) {
    // What stops the parser is last in the text.
    const auto token = fault.line == 0 ? fault.token : std::numeric_limits<std::uint32_t>::max();
    add({origin, token, "", fault.what, fault.line == 0 ? "" : hint_for(text), fault.line,
         fault.column});
  }
  return whole;
}

std::uint32_t JsonSources::add_option(const std::string& display, const std::string& case_folder) {
  constexpr std::size_t kMostShown = 100;
  const fs::path here = fs::current_path();
  sources_.push_back(
      {display.size() <= kMostShown ? display : display.substr(0, kMostShown) + "...", "",
       here.string(), here.lexically_relative(case_folder).string(), true});
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

bool JsonSources::parse_option(std::string_view text, std::uint32_t origin, Json& json) {
  std::vector<JsonFault> faults;
  const bool whole = parse_json(text, origin, json, faults);
  for (const JsonFault& fault : faults) {
    if (fault.line == 0) add({origin, 0, "", fault.what, ""});
  }
  return whole;
}

void JsonSources::add(JsonIssue issue) {
  if (issues_.size() < kMostIssues) {
    issues_.push_back(std::move(issue));
  } else {
    ++dropped_;
  }
}

std::string JsonSources::where(const Json& json, const std::string& pointer) const {
  const JsonSource& source = sources_[json.origin];
  return where_text(source, places_of(source.text, {json.token}).front(), pointer);
}

void JsonSources::report(Diagnostics& diagnostics) const {
  std::vector<JsonIssue> sorted = issues_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const JsonIssue& a, const JsonIssue& b) {
    return std::tie(a.origin, a.token, a.pointer) < std::tie(b.origin, b.token, b.pointer);
  });
  for (auto first = sorted.begin(); first != sorted.end();) {
    const JsonSource& source = sources_[first->origin];
    const auto last = std::find_if(
        first, sorted.end(), [&](const JsonIssue& issue) { return issue.origin != first->origin; });
    std::vector<std::uint32_t> tokens;
    for (auto issue = first; issue != last; ++issue) tokens.push_back(issue->token);
    const std::vector<TextPlace> places = places_of(source.text, tokens);
    for (auto issue = first; issue != last; ++issue) {
      TextPlace place = places[static_cast<std::size_t>(issue - first)];
      if (issue->line > 0) place = {issue->line, issue->column};
      diagnostics.error(where_text(source, place, issue->pointer), issue->what, issue->hint);
    }
    first = last;
  }
  if (dropped_ > 0) diagnostics.error("", "and " + std::to_string(dropped_) + " problems more");
}

std::string pointer_step(const std::string& key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace muster::input
