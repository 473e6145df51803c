// SPDX-License-Identifier: MIT
// Values of the caller as the bytes that are stored. Internal to the writer.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/trace/output.hpp"
#include "engine/trace/writer.hpp"

namespace muster::trace {

/// A hand-over that does not fit the schema: an error of the program, so std::invalid_argument.
[[noreturn]] void mismatch(const std::string& where, const std::string& what);

std::size_t length(const Column& column);
Type type_of(const Column& column);
/// Rows of a batch; checks number, types and lengths of its columns.
std::uint64_t check_columns(const TableInfo& info, std::span<const Column> columns);
/// Appends rows [first, first + count) to `out`. Throws RunError for a text that is too long.
void append_bytes(Bytes& out, const Column& column, const ColumnInfo& info, std::uint64_t first,
                  std::uint64_t count);
/// A field's values; `values` fills its grid.
Bytes stored(const FieldInfo& info, std::span<const double> values);

}  // namespace muster::trace
