// SPDX-License-Identifier: MIT
#include "engine/cli/option_values.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>

#include "engine/case/suggest.hpp"

namespace muster::cli {

namespace {

std::string must_be(const std::string& what, const std::string& text) {
  return "must be " + what + " (is \"" + text + "\")";
}

}  // namespace

std::string positive_fault(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  const bool good = !text.empty() && *end == '\0' && std::isfinite(value) && value > 0;
  return good ? "" : must_be("a number above 0", text);
}

std::string whole_fault(const std::string& text, std::int64_t least, std::int64_t most) {
  char* end = nullptr;
  errno = 0;
  const long long value = std::strtoll(text.c_str(), &end, 10);
  const bool good = !text.empty() && *end == '\0' && errno == 0 && value >= least && value <= most;
  return good ? ""
              : must_be(
                    "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                    text);
}

std::string choice_fault(const std::string& text, const std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), text) != names.end()) return "";
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) all += i + 1 == names.size() ? " or " : ", ";
    all += names[i];
  }
  const std::string hint = cases::did_you_mean(text, names);
  return must_be(all, text) + (hint.empty() ? "" : "; " + hint);
}

}  // namespace muster::cli
