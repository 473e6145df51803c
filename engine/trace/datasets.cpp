// SPDX-License-Identifier: MIT
// Creation properties and attributes.
#include "engine/trace/datasets.hpp"

#include <algorithm>

#include "engine/trace/encode.hpp"

namespace muster::trace {

namespace {

using h5::check;
using h5::Handle;
using h5::own;

constexpr std::size_t kCompressAbove = 65536;  // bytes of a dataset that does not grow

Handle link_creation() {
  Handle list = own(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "HDF5 property list");
  check(H5Pset_create_intermediate_group(list.get(), 1), "HDF5 property list");
  return list;
}

void describe(hid_t dataset, std::string_view units, std::string_view long_name) {
  h5::write_attribute(dataset, "units", units);
  h5::write_attribute(dataset, "long_name", long_name);
}

}  // namespace

Handle create_dataset(hid_t file, const std::string& path, hid_t type, const Shape& shape) {
  const Handle creation = own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path);
  check(H5Pset_obj_track_times(creation.get(), false), path);
  check(H5Pset_fill_time(creation.get(), H5D_FILL_TIME_NEVER), path);
  if (!shape.chunk.empty())
    check(H5Pset_chunk(creation.get(), static_cast<int>(shape.chunk.size()), shape.chunk.data()),
          path);
  if (shape.compressed) {
    check(H5Pset_shuffle(creation.get()), path);
    check(H5Pset_deflate(creation.get(), 1), path);
  }
  std::vector<hsize_t> largest{shape.extent.begin(), shape.extent.end()};
  if (shape.grows) largest.at(0) = H5S_UNLIMITED;
  const Handle space = own(
      H5Screate_simple(static_cast<int>(shape.extent.size()), shape.extent.data(), largest.data()),
      H5Sclose, path);
  return own(H5Dcreate2(file, path.c_str(), type, space.get(), link_creation().get(),
                        creation.get(), H5P_DEFAULT),
             H5Dclose, path);
}

void create_group(hid_t file, const std::string& path, std::string_view long_name) {
  const Handle creation = own(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, path);
  check(H5Pset_obj_track_times(creation.get(), false), path);
  const Handle group =
      own(H5Gcreate2(file, path.c_str(), link_creation().get(), creation.get(), H5P_DEFAULT),
          H5Gclose, path);
  h5::write_attribute(group.get(), "long_name", long_name);
}

void describe(hid_t dataset, const ColumnInfo& column) {
  describe(dataset, column.units, column.long_name);
  if (!column.names.empty())
    h5::write_attribute(dataset, "names", std::span<const std::string>{column.names});
}

void describe(hid_t dataset, const FieldInfo& field) {
  describe(dataset, field.units, field.long_name);
  h5::write_attribute(dataset, "geotransform", std::span<const double>{field.grid.geotransform});
  if (field.storage == Type::U16) {
    h5::write_attribute(dataset, "scale_factor", field.scale_factor);
    h5::write_attribute(dataset, "add_offset", field.add_offset);
    h5::write_attribute(dataset, "_FillValue", std::uint64_t{kNoValue});
  }
}

void write_text(hid_t file, const std::string& path, std::string_view text,
                std::string_view long_name) {
  std::string padded{text};
  padded.resize(std::max<std::size_t>(padded.size(), 1));
  const Handle type = h5::type_of(Type::Text, static_cast<std::uint32_t>(padded.size()));
  const Handle dataset = create_dataset(file, path, type.get(), {});
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, padded.data()), path);
  describe(dataset.get(), "text", long_name);
}

void write_table(hid_t file, const TableInfo& table, std::uint64_t rows,
                 std::span<const std::vector<std::byte>> columns) {
  create_group(file, table.path, table.long_name);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const ColumnInfo& column = table.columns[c];
    const bool text = column.type == Type::Text;
    const std::uint32_t text_bytes =
        text && rows > 0 ? static_cast<std::uint32_t>(columns[c].size() / rows) : 1;
    const Handle type = h5::type_of(column.type, text_bytes);
    const hsize_t extent[2] = {rows, text ? 1 : column.width};
    const hsize_t chunk[2] = {std::min<hsize_t>(rows, 65536), extent[1]};
    const std::size_t rank = extent[1] > 1 ? 2 : 1;
    const bool large = columns[c].size() > kCompressAbove && !column.late;
    const std::string path = table.path + "/" + column.name;
    const Handle dataset = create_dataset(
        file, path, type.get(), {{extent, rank}, false, {chunk, large ? rank : 0}, large});
    if (rows > 0)
      check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, columns[c].data()),
            path);
    describe(dataset.get(), column);
  }
}

void write_raster(hid_t file, const std::string& path, const FieldInfo& info,
                  std::span<const std::byte> values) {
  const hsize_t extent[2] = {info.grid.rows, info.grid.cols};
  const hsize_t chunk[2] = {std::min(kTile, info.grid.rows), std::min(kTile, info.grid.cols)};
  const Handle type = h5::type_of(info.storage, 1);
  const Handle dataset = create_dataset(file, path, type.get(), {extent, false, chunk, true});
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), path);
  describe(dataset.get(), info);
}

}  // namespace muster::trace
