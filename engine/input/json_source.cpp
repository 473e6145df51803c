// SPDX-License-Identifier: MIT
#include "engine/input/json_source.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/input/json_parse.hpp"

namespace muster::input {

void JsonIssues::add(JsonIssue issue) {
  if (issues_.size() < kMost) {
    issues_.push_back(std::move(issue));
  } else {
    ++dropped_;
  }
}

void JsonIssues::report(const std::vector<JsonSource>& sources, Diagnostics& diagnostics) const {
  std::vector<JsonIssue> sorted = issues_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const JsonIssue& a, const JsonIssue& b) {
    return std::tie(a.origin, a.token, a.pointer) < std::tie(b.origin, b.token, b.pointer);
  });
  for (auto first = sorted.begin(); first != sorted.end();) {
    const JsonSource& source = sources[first->origin];
    const auto last = std::find_if(
        first, sorted.end(), [&](const JsonIssue& issue) { return issue.origin != first->origin; });
    std::vector<std::uint32_t> tokens;
    for (auto issue = first; issue != last; ++issue) tokens.push_back(issue->token);
    const std::vector<TextPlace> places =
        source.option ? std::vector<TextPlace>{} : places_of(source.text, tokens);
    for (auto issue = first; issue != last; ++issue) {
      std::string where = source.display;
      if (!source.option) {
        const TextPlace& place = places[static_cast<std::size_t>(issue - first)];
        where += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
      }
      if (!issue->pointer.empty()) where += ": " + issue->pointer;
      diagnostics.error(where, issue->what, issue->hint);
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
