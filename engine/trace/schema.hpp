// SPDX-License-Identifier: MIT
// The layout of a trace as data: every table, column, field, unit; writer, reader and info share
// it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::trace {

inline constexpr std::string_view kFormat = "muster-trace";
inline constexpr std::uint32_t kVersion = 1;

/// "No link", "no place", "nobody" in u32 columns. In /movements: the mover leaves the network.
inline constexpr std::uint32_t kNone = 0xffffffffu;

/// Longest texts of /decisions.
inline constexpr std::uint32_t kMostRoleBytes = 64;
inline constexpr std::uint32_t kMostOrderBytes = 960;

enum class Type : std::uint8_t { I64, U32, U16, U8, F32, F64, Text };

struct ColumnInfo {
  std::string name;
  Type type = Type::F64;
  std::string units;  // "1" for ids, codes and counts; "us" for times; "text"
  std::string long_name;
  /// Values a row: above 1 the dataset is [rows, width]. For Text the bytes of a value, where 0
  /// (static tables only) stands for the longest value.
  std::uint32_t width = 1;
  /// What the codes of the column mean, names[code]; empty where the column holds no codes.
  std::vector<std::string> names = {};
  /// Of a static table: the values come with Writer::rewrite, so the column is stored uncompressed.
  bool late = false;
};

enum class Growth : std::uint8_t {
  Static,  // written whole, once
  Slow,    // appended; uncompressed chunks, rewritten in place while they fill
  Fast     // appended; large chunks, shuffle + deflate 1
};

/// A group whose columns have one length. `path` has no leading slash.
struct TableInfo {
  std::string path;
  std::string long_name;
  Growth growth = Growth::Slow;
  std::vector<ColumnInfo> columns;
};

struct GridInfo {
  std::uint32_t rows = 0;
  std::uint32_t cols = 0;
  /// x = g[0] + col * g[1] + row * g[2], y = g[3] + col * g[4] + row * g[5] at the cells' corners
  /// (GDAL).
  std::array<double, 6> geotransform{0, 1, 0, 0, 0, -1};
  std::size_t size() const { return static_cast<std::size_t>(rows) * cols; }
  friend bool operator==(const GridInfo&, const GridInfo&) = default;
};

/// Values on a grid. Storage U16: round((value - add_offset) / scale_factor), 65535 = no value
/// (NaN), beyond 0..65534 the nearest of the two; so within the range the error is at most
/// scale_factor / 2. Storage F32: as is, NaN = no value.
struct FieldInfo {
  std::string name;
  std::string units;
  std::string long_name;
  GridInfo grid;
  Type storage = Type::F32;
  double scale_factor = 1;
  double add_offset = 0;
};

/// Attributes of the root. `start` is ISO 8601; `record` says in words what the trace leaves out.
struct Header {
  std::string name;
  std::string start;
  SimTime horizon_us = 0;
  std::uint64_t seed = 0;
  std::string crs;
  std::string record;
  // known at the end; while the run lasts and after a kill: 0, false, the time of the last flush
  std::uint64_t fingerprint = 0;
  bool complete = false;
  SimTime end_us = 0;
};

/// Every table that a trace may hold under a fixed name, in the order in which they are written. A
/// trace holds those that its writer names. The tables of open-ended groups are made by the
/// functions below.
const std::vector<TableInfo>& tables();
/// That of `tables()`; throws std::out_of_range where there is none.
const TableInfo& table(std::string_view path);
/// A copy of `info` whose coded column has these names.
TableInfo with_names(TableInfo info, std::string_view column, std::vector<std::string> names);

/// /links/<name>: time_us, link, value; changes only.
TableInfo link_table(std::string_view name, Type type, std::string_view units,
                     std::string_view long_name, std::vector<std::string> names = {});
/// /states_of/<name>: time_us, subject, state, value; changes only.
TableInfo state_table(std::string_view name, std::vector<std::string> state_names);
/// /series/<name>: time_us, value or value[n, k] with a name for each of the k columns.
TableInfo series_table(std::string_view name, std::string_view units, std::string_view long_name,
                       std::vector<std::string> value_names = {});

/// /keyframes (time_us, mover_first, row_offset[n, counted]) and /keyframes/movers, whose rows
/// [mover_first[i], mover_first[i + 1]) are keyframe i's movers. row_offset[i][t] rows of table
/// counted[t]
/// ("fields/<name>": steps) belong to times up to keyframe i.
std::vector<TableInfo> keyframe_tables(const std::vector<std::string>& counted);

/// Bytes of one value (of one row's `width` values for numbers, of the text for Text).
std::size_t row_bytes(const ColumnInfo& column);
std::size_t size_of(Type type);  // Text: 1
std::string_view name_of(Type type);

}  // namespace muster::trace
