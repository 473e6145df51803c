// SPDX-License-Identifier: MIT
// Makes the groups and datasets of a trace, and writes those that do not grow. Internal: includes
// HDF5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/hdf5.hpp"
#include "engine/trace/schema.hpp"

namespace muster::trace {

inline constexpr std::uint32_t kTile = 256;  // rows and columns of a chunk of a grid

struct Shape {
  std::span<const hsize_t> extent;
  bool grows = false;              // in its first dimension
  std::span<const hsize_t> chunk;  // empty: contiguous
  bool compressed = false;         // shuffle + deflate 1
};

/// Missing groups above are made. No object carries a time stamp.
h5::Handle create_dataset(hid_t file, const std::string& path, hid_t type, const Shape& shape);
void create_group(hid_t file, const std::string& path, std::string_view long_name);

void describe(hid_t dataset, const ColumnInfo& column);
void describe(hid_t dataset, const FieldInfo& field);

void write_text(hid_t file, const std::string& path, std::string_view text,
                std::string_view long_name);
/// Columns as stored; Text columns hold values of equal length.
void write_table(hid_t file, const TableInfo& table, std::uint64_t rows,
                 std::span<const std::vector<std::byte>> columns);
void write_raster(hid_t file, const std::string& path, const FieldInfo& info,
                  std::span<const std::byte> values);

}  // namespace muster::trace
