// SPDX-License-Identifier: MIT
// Walks groups and attributes, trusting no size.
#include "engine/trace/contents.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::trace {

namespace {

using h5::check;
using h5::Handle;
using h5::own;

constexpr int kDeepest = 4;
constexpr std::uint64_t kUnchecked = std::uint64_t{1} << 20;  // bytes
/// Deflate makes at most 1032 bytes of one (zlib, technical details).
constexpr std::uint64_t kLargestRatio = 1100;

/// Refuses sizes that the stored bytes cannot yield, before memory is taken for them.
void check_size(hid_t dataset, std::uint64_t bytes, std::uint64_t file_bytes,
                const std::string& path) {
  if (bytes <= kUnchecked) return;
  const std::uint64_t stored = std::min<std::uint64_t>(H5Dget_storage_size(dataset), file_bytes);
  if (bytes / kLargestRatio > stored)
    throw RunError{path + ": claims more values than the file can hold"};
}

std::uint64_t product(std::span<const std::uint64_t> extent, std::uint64_t bytes,
                      const std::string& path) {
  for (const std::uint64_t n : extent) {
    if (n != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / n / 2)
      throw RunError{path + ": claims more values than the file can hold"};
    bytes *= n;
  }
  return bytes;
}

std::size_t value_bytes(const h5::Stored& stored) {
  return stored.type == Type::Text ? stored.width : size_of(stored.type);
}

template <class T>
Values as(const std::vector<std::byte>& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

}  // namespace

std::vector<std::byte> read_block(hid_t dataset, const h5::Stored& stored, std::uint64_t first,
                                  std::uint64_t count, std::uint64_t file_bytes,
                                  const std::string& path) {
  std::vector<std::uint64_t> block = stored.extent;
  if (!block.empty()) block[0] = count;
  const std::uint64_t bytes = product(block, value_bytes(stored), path);
  check_size(dataset, bytes, file_bytes, path);
  std::vector<std::byte> values(bytes);
  if (bytes == 0) return values;
  const Handle type = h5::type_of(stored.type, stored.width);
  if (block.empty()) {
    check(H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), path);
    return values;
  }
  std::vector<hsize_t> start(block.size(), 0), shape(block.begin(), block.end());
  start[0] = first;
  const Handle file_space = own(H5Dget_space(dataset), H5Sclose, path);
  check(H5Sselect_hyperslab(file_space.get(), H5S_SELECT_SET, start.data(), nullptr, shape.data(),
                            nullptr),
        path);
  const Handle memory =
      own(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, path);
  check(H5Dread(dataset, type.get(), memory.get(), file_space.get(), H5P_DEFAULT, values.data()),
        path);
  return values;
}

Values as_values(const h5::Stored& stored, const std::vector<std::byte>& bytes) {
  switch (stored.type) {
    case Type::I64:
      return as<std::int64_t>(bytes);
    case Type::U32:
      return as<std::uint32_t>(bytes);
    case Type::U16:
      return as<std::uint16_t>(bytes);
    case Type::U8:
      return as<std::uint8_t>(bytes);
    case Type::F32:
      return as<float>(bytes);
    case Type::F64:
      return as<double>(bytes);
    case Type::Text:
      break;
  }
  std::vector<std::string> texts;
  for (std::size_t at = 0; at + stored.width <= bytes.size(); at += stored.width) {
    const char* text = reinterpret_cast<const char*>(bytes.data()) + at;
    texts.emplace_back(text, strnlen(text, stored.width));
  }
  return texts;
}

namespace {

Header read_header(hid_t file, const std::string& name) {
  const Handle root = own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, name);
  if (!h5::has_attribute(root.get(), "format") || h5::read_text(root.get(), "format") != kFormat)
    throw InputError{name, "is an HDF5 file but not a trace",
                     "give the RUN.h5 that `muster run` wrote"};
  const std::int64_t version = h5::read_integer(root.get(), "version");
  if (version != kVersion)
    throw InputError{name,
                     "is a trace of version " + std::to_string(version) +
                         "; this program reads version " + std::to_string(kVersion),
                     "run the case again, or use the program that wrote it"};
  Header header;
  header.name = h5::read_text(root.get(), "name");
  header.start = h5::read_text(root.get(), "start");
  header.horizon_us = h5::read_integer(root.get(), "horizon_us");
  header.seed = h5::read_unsigned(root.get(), "seed");
  header.crs = h5::read_text(root.get(), "crs");
  header.record = h5::read_text(root.get(), "record");
  header.fingerprint = h5::read_unsigned(root.get(), "fingerprint");
  header.complete = h5::read_integer(root.get(), "complete") != 0;
  header.end_us = h5::read_integer(root.get(), "end_us");
  return header;
}

FieldInfo read_field_info(hid_t dataset, const h5::Stored& stored, std::string name) {
  FieldInfo info;
  info.name = std::move(name);
  info.units = h5::read_text(dataset, "units");
  info.long_name = h5::read_text(dataset, "long_name");
  const std::vector<double> transform = h5::read_numbers(dataset, "geotransform");
  const std::size_t rank = stored.extent.size();
  if (transform.size() != info.grid.geotransform.size() || rank < 2 ||
      (stored.type != Type::U16 && stored.type != Type::F32) ||
      stored.extent[rank - 1] > 0xffffffffu || stored.extent[rank - 2] > 0xffffffffu)
    throw RunError{info.name + ": is no grid of values"};
  std::copy(transform.begin(), transform.end(), info.grid.geotransform.begin());
  info.grid.rows = static_cast<std::uint32_t>(stored.extent[rank - 2]);
  info.grid.cols = static_cast<std::uint32_t>(stored.extent[rank - 1]);
  info.storage = stored.type;
  if (stored.type == Type::U16) {
    info.scale_factor = h5::read_numbers(dataset, "scale_factor").at(0);
    info.add_offset = h5::read_numbers(dataset, "add_offset").at(0);
  }
  return info;
}

ColumnInfo read_column_info(hid_t dataset, const h5::Stored& stored, std::string name) {
  ColumnInfo info;
  info.name = std::move(name);
  info.type = stored.type;
  info.units = h5::read_text(dataset, "units");
  info.long_name = h5::read_text(dataset, "long_name");
  info.width = stored.type == Type::Text ? stored.width : 1;
  if (stored.extent.size() == 2) info.width = static_cast<std::uint32_t>(stored.extent[1]);
  if (h5::has_attribute(dataset, "names")) info.names = h5::read_texts(dataset, "names");
  return info;
}

void scan(hid_t file, const std::string& path, int depth, std::uint64_t file_bytes,
          Contents& contents) {
  if (depth > kDeepest) throw RunError{path + ": groups are nested too deep"};
  const Handle group =
      own(H5Gopen2(file, path.empty() ? "/" : path.c_str(), H5P_DEFAULT), H5Gclose, path);
  TableInfo table;
  table.path = path;
  std::optional<std::uint64_t> rows;
  std::optional<FieldInfo> field;
  std::vector<SimTime> times;
  for (const std::string& name : h5::children(group.get())) {
    const std::string child = path.empty() ? name : path + "/" + name;
    const Handle object = own(H5Oopen(group.get(), name.c_str(), H5P_DEFAULT), H5Oclose, child);
    if (H5Iget_type(object.get()) == H5I_GROUP) {
      scan(file, child, depth + 1, file_bytes, contents);
      continue;
    }
    const h5::Stored stored = h5::stored(object.get());
    if (stored.extent.empty()) continue;  // a text
    if (h5::has_attribute(object.get(), "geotransform")) {
      if (stored.extent.size() == 2) {
        contents.rasters.push_back(read_field_info(object.get(), stored, child));
      } else {
        const std::size_t slash = path.find_last_of('/');
        field = read_field_info(object.get(), stored,
                                path.substr(slash == std::string::npos ? 0 : slash + 1));
        if (stored.extent.size() != 3) throw RunError{child + ": is no series of grids"};
      }
      continue;
    }
    if (stored.extent.size() > 2) throw RunError{child + ": has too many dimensions"};
    if (rows && *rows != stored.extent[0])
      throw RunError{child + ": is longer or shorter than its neighbours"};
    rows = stored.extent[0];
    table.columns.push_back(read_column_info(object.get(), stored, name));
  }
  if (field) {
    const std::string child = path + "/time_us";
    const Handle dataset = own(H5Dopen2(file, child.c_str(), H5P_DEFAULT), H5Dclose, child);
    const h5::Stored stored = h5::stored(dataset.get());
    const Values values = as_values(
        stored, read_block(dataset.get(), stored, 0, stored.extent.at(0), file_bytes, child));
    if (!std::holds_alternative<std::vector<std::int64_t>>(values))
      throw RunError{child + ": holds no times"};
    contents.fields.push_back(*field);
    contents.field_times.push_back(std::get<std::vector<std::int64_t>>(values));
  } else if (!table.columns.empty() && !path.empty()) {
    table.long_name = h5::read_text(group.get(), "long_name");
    contents.tables.push_back(std::move(table));
    contents.rows.push_back(*rows);
  }
}

}  // namespace

Contents read_contents(hid_t file, const std::string& name, std::uint64_t file_bytes) {
  Contents contents;
  contents.header = read_header(file, name);
  scan(file, "", 0, file_bytes, contents);
  for (std::size_t f = 0; f < contents.fields.size(); ++f) {
    const std::string child = "fields/" + contents.fields[f].name + "/value";
    const Handle dataset = own(H5Dopen2(file, child.c_str(), H5P_DEFAULT), H5Dclose, child);
    if (h5::stored(dataset.get()).extent.at(0) != contents.field_times[f].size())
      throw RunError{child + ": does not fit its times"};
  }
  return contents;
}

}  // namespace muster::trace
