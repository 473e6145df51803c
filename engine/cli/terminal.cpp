// SPDX-License-Identifier: MIT
#include "engine/cli/terminal.hpp"

#include <cmath>
#include <cstdio>

namespace muster::cli {

void print_problems(const Diagnostics& diagnostics) {
  for (const Problem& problem : diagnostics.problems()) {
    std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  }
}

std::string with_commas(std::int64_t number) {
  std::string text = std::to_string(number);
  const std::size_t digits = number < 0 ? 1 : 0;
  for (std::size_t i = text.size(); i > digits + 3; i -= 3) text.insert(i - 3, 1, ',');
  return text;
}

std::string counted(std::int64_t number, const std::string& singular, const std::string& plural) {
  return with_commas(number) + ' ' + (number == 1 ? singular : plural);
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  char text[64];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld h %02lld min %02lld s",
                  static_cast<long long>(whole / 3600), static_cast<long long>(whole / 60 % 60),
                  static_cast<long long>(whole % 60));
  } else if (whole >= 60) {
    std::snprintf(text, sizeof text, "%lld min %02lld s", static_cast<long long>(whole / 60),
                  static_cast<long long>(whole % 60));
  } else {
    std::snprintf(text, sizeof text, "%.1f s", seconds);
  }
  return text;
}

}  // namespace muster::cli
