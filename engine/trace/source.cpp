// SPDX-License-Identifier: MIT
// Look-ups shared by every Source.
#include "engine/trace/source.hpp"

#include <algorithm>

namespace muster::trace {

const TableInfo* find_table(const Source& source, std::string_view path) {
  for (const TableInfo& table : source.tables())
    if (table.path == path) return &table;
  return nullptr;
}

const ColumnInfo* find_column(const TableInfo& table, std::string_view column) {
  for (const ColumnInfo& one : table.columns)
    if (one.name == column) return &one;
  return nullptr;
}

std::optional<std::uint64_t> step_at(std::span<const SimTime> times, SimTime time) {
  const auto after = std::upper_bound(times.begin(), times.end(), time);
  if (after == times.begin()) return std::nullopt;
  return static_cast<std::uint64_t>(after - times.begin()) - 1;
}

std::optional<std::uint64_t> nearest_step(std::span<const SimTime> times, SimTime time) {
  if (times.empty()) return std::nullopt;
  const auto at_or_after = std::lower_bound(times.begin(), times.end(), time);
  const auto index = static_cast<std::uint64_t>(at_or_after - times.begin());
  if (at_or_after == times.begin()) return 0;
  if (at_or_after == times.end()) return index - 1;
  return time - times[index - 1] <= times[index] - time ? index - 1 : index;
}

}  // namespace muster::trace
