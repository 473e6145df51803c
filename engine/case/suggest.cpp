// SPDX-License-Identifier: MIT
#include "engine/case/suggest.hpp"

#include <algorithm>
#include <cstddef>

namespace muster::cases {

namespace {

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment
/// distance).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string did_you_mean(const std::string& given, const std::vector<std::string>& names) {
  constexpr std::size_t kLongest = 64;
  if (given.empty() || given.size() > kLongest) return {};
  const std::string* nearest = nullptr;
  std::size_t least = std::max<std::size_t>(2, given.size() / 3) + 1;
  for (const std::string& name : names) {
    if (name.size() > kLongest) continue;
    std::size_t distance = edit_distance(given, name);
    // A key without its unit, or with another one: "horizon" for "horizon_s".
    if (name.starts_with(given + "_")) distance = std::min<std::size_t>(distance, 1);
    if (distance < least && distance < name.size()) {
      least = distance;
      nearest = &name;
    }
  }
  return nearest ? "did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace muster::cases
