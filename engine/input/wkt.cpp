// SPDX-License-Identifier: MIT
// A parser for the one WKT type that road tables use.
#include "engine/input/wkt.hpp"

#include "engine/input/table.hpp"

namespace muster::input {

std::optional<std::vector<std::pair<double, double>>> line_of_wkt(std::string_view text) {
  const auto skip = [&] {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
                             text.front() == '\r')) {
      text.remove_prefix(1);
    }
  };
  const auto word = [&] {
    skip();
    std::size_t length = 0;
    while (length < text.size() && text[length] != ' ' && text[length] != '\t' &&
           text[length] != ',' && text[length] != '(' && text[length] != ')' &&
           text[length] != '\n' && text[length] != '\r') {
      ++length;
    }
    const std::string_view result = text.substr(0, length);
    text.remove_prefix(length);
    skip();
    return result;
  };
  const auto is = [](std::string_view a, std::string_view upper) {
    if (a.size() != upper.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const char c = a[i] >= 'a' && a[i] <= 'z' ? static_cast<char>(a[i] - 'a' + 'A') : a[i];
      if (c != upper[i]) return false;
    }
    return true;
  };
  if (!is(word(), "LINESTRING")) return std::nullopt;
  if (!text.empty() && text.front() != '(') {
    const std::string_view kind = word();
    if (!is(kind, "Z") && !is(kind, "M") && !is(kind, "ZM")) return std::nullopt;
  }
  if (text.empty() || text.front() != '(') return std::nullopt;
  text.remove_prefix(1);
  std::vector<std::pair<double, double>> points;
  while (true) {
    const std::optional<double> x = to_number(word()), y = to_number(word());
    if (!x || !y) return std::nullopt;
    points.emplace_back(*x, *y);
    while (!text.empty() && text.front() != ',' && text.front() != ')') {
      if (word().empty()) return std::nullopt;  // a further ordinate
    }
    if (text.empty()) return std::nullopt;
    const char next = text.front();
    text.remove_prefix(1);
    if (next == ')') break;
  }
  if (points.size() < 2) return std::nullopt;
  return points;
}

}  // namespace muster::input
