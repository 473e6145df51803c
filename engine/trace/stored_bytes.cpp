// SPDX-License-Identifier: MIT
// Checks and copies.
#include "engine/trace/stored_bytes.hpp"

#include <cstring>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/trace/encode.hpp"

namespace muster::trace {

void mismatch(const std::string& where, const std::string& what) {
  throw std::invalid_argument{"trace " + where + ": " + what};
}

std::size_t length(const Column& column) {
  return std::visit([](const auto& values) { return values.size(); }, column);
}

Type type_of(const Column& column) {
  constexpr Type kTypes[] = {Type::I64, Type::U32, Type::U16, Type::U8,
                             Type::F32, Type::F64, Type::Text};
  return kTypes[column.index()];
}

std::uint64_t check_columns(const TableInfo& info, std::span<const Column> columns) {
  if (columns.size() != info.columns.size()) mismatch(info.path, "wrong number of columns");
  std::uint64_t rows = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const ColumnInfo& column = info.columns[c];
    if (type_of(columns[c]) != column.type) mismatch(info.path + "/" + column.name, "wrong type");
    const std::uint64_t here = length(columns[c]) / (column.type == Type::Text ? 1 : column.width);
    if (c > 0 && here != rows)
      mismatch(info.path + "/" + column.name, "length differs from the first column's");
    rows = here;
  }
  return rows;
}

void append_bytes(Bytes& out, const Column& column, const ColumnInfo& info, std::uint64_t first,
                  std::uint64_t count) {
  std::visit(
      [&](const auto& values) {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<Value, std::string>) {
          for (std::uint64_t i = first; i < first + count; ++i) {
            if (values[i].size() > info.width)
              throw RunError{"trace column " + info.name + " holds texts of at most " +
                             std::to_string(info.width) + " bytes: " + values[i]};
            const std::size_t at = out.size();
            out.resize(at + info.width);
            std::memcpy(out.data() + at, values[i].data(), values[i].size());
          }
        } else {
          const auto bytes = std::as_bytes(values.subspan(first * info.width, count * info.width));
          out.insert(out.end(), bytes.begin(), bytes.end());
        }
      },
      column);
}

Bytes stored(const FieldInfo& info, std::span<const double> values) {
  if (values.size() != info.grid.size()) mismatch(info.name, "values do not fill the grid");
  Bytes bytes(values.size() * size_of(info.storage));
  if (info.storage == Type::U16) {
    quantise(values, info.scale_factor, info.add_offset,
             reinterpret_cast<std::uint16_t*>(bytes.data()));
  } else {
    auto* out = reinterpret_cast<float*>(bytes.data());
    for (std::size_t i = 0; i < values.size(); ++i) out[i] = static_cast<float>(values[i]);
  }
  return bytes;
}

}  // namespace muster::trace
