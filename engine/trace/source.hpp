// SPDX-License-Identifier: MIT
// What report, viewer and comparison read: the recorded data of one run, from a file or from a live
// run.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time.hpp"
#include "engine/trace/schema.hpp"

namespace muster::trace {

/// One column's values: as stored. Text comes without its padding.
using Values = std::variant<std::vector<std::int64_t>, std::vector<std::uint32_t>,
                            std::vector<std::uint16_t>, std::vector<std::uint8_t>,
                            std::vector<float>, std::vector<double>, std::vector<std::string>>;

inline constexpr std::uint64_t kAllRows = ~std::uint64_t{0};

/// Paths have no leading slash ("movements", "links/closed"). A name that is not there throws
/// InputError, unreadable data RunError. Calls of one Source come from one thread at a time.
class Source {
 public:
  virtual ~Source() = default;

  virtual const Header& header() const = 0;
  /// The run still goes on.
  virtual bool live() const { return false; }
  /// Empty where there is none. `path` is "case" for the resolved case's JSON.
  virtual std::string text(std::string_view path) const = 0;

  /// Tables present, by ascending path.
  virtual const std::vector<TableInfo>& tables() const = 0;
  virtual std::uint64_t rows(std::string_view table) const = 0;
  /// `count` rows from `first`, cut at the end; count * width values.
  virtual Values read(std::string_view table, std::string_view column, std::uint64_t first = 0,
                      std::uint64_t count = kAllRows) const = 0;

  /// Bytes that the dataset or the datasets of the table take; 0 where nothing is stored.
  virtual std::uint64_t stored_bytes(std::string_view) const { return 0; }

  /// /fields: steps in time.
  virtual const std::vector<FieldInfo>& fields() const = 0;
  virtual std::span<const SimTime> field_times(std::string_view field) const = 0;
  /// The field's values at step `step` (row-major, NaN = no value).
  virtual std::vector<float> field_step(std::string_view field, std::uint64_t step) const = 0;

  /// /fields_max (prefix "fields_max/") and /world/terrain ("world/terrain/"): values without time.
  virtual const std::vector<FieldInfo>& rasters() const = 0;
  virtual std::vector<float> raster(std::string_view path) const = 0;
};

/// nullptr where `path` is not among `source`'s tables.
const TableInfo* find_table(const Source& source, std::string_view path);
const ColumnInfo* find_column(const TableInfo& table, std::string_view column);

/// A column as numbers of type T, converted where it is stored as another; for T = std::string as
/// text.
template <class T>
std::vector<T> column(const Source& source, std::string_view table, std::string_view name,
                      std::uint64_t first = 0, std::uint64_t count = kAllRows) {
  return std::visit(
      [&](auto&& values) -> std::vector<T> {
        using From = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<From, T>) {
          return std::forward<decltype(values)>(values);
        } else if constexpr (std::is_arithmetic_v<From> && std::is_arithmetic_v<T>) {
          return {values.begin(), values.end()};
        } else {
          throw InputError{std::string{table} + "/" + std::string{name},
                           "holds values of another type"};
        }
      },
      source.read(table, name, first, count));
}

/// Step whose time is nearest to `time` (the earlier of two), or no value where there are no steps.
std::optional<std::uint64_t> nearest_step(std::span<const SimTime> times, SimTime time);
/// Last step at or before `time`.
std::optional<std::uint64_t> step_at(std::span<const SimTime> times, SimTime time);

}  // namespace muster::trace
