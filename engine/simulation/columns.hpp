// SPDX-License-Identifier: MIT
// Rows in memory to columns of a trace.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>
#include <vector>

#include "engine/trace/writer.hpp"

namespace muster::simulation {

/// A column that holds its values; lives as long as the call that it is an argument of.
template <class T>
struct Values {
  std::vector<T> values;
  operator trace::Column() const { return std::span<const T>{values}; }
};

/// `field` (a member or a function) of every row.
template <class Rows, class Field>
auto column(const Rows& rows, Field field) {
  using Row = typename Rows::value_type;
  Values<std::remove_cvref_t<std::invoke_result_t<Field, const Row&>>> out;
  out.values.reserve(rows.size());
  for (const Row& row : rows) out.values.push_back(std::invoke(field, row));
  return out;
}

template <class T>
Values<T> constant(std::size_t rows, T value) {
  return {std::vector<T>(rows, value)};
}

}  // namespace muster::simulation
