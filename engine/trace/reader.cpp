// SPDX-License-Identifier: MIT
// Finds out what a file holds, and reads it without trusting its sizes.
#include "engine/trace/reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/trace/encode.hpp"
#include "engine/trace/hdf5.hpp"

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

/// The block of `count` entries of the first dimension from `first`, all of the others.
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

template <class T>
Values as(const std::vector<std::byte>& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
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

std::vector<float> decode(const FieldInfo& info, const std::vector<std::byte>& bytes) {
  std::vector<float> values(info.grid.size());
  if (info.storage == Type::U16) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::uint16_t code = 0;
      std::memcpy(&code, bytes.data() + i * sizeof code, sizeof code);
      values[i] = restore(code, info.scale_factor, info.add_offset);
    }
  } else if (!values.empty()) {
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  }
  return values;
}

/// What the file holds, by path.
struct Contents {
  Header header;
  std::vector<TableInfo> tables;
  std::vector<std::uint64_t> rows;
  std::vector<FieldInfo> fields;
  std::vector<std::vector<SimTime>> field_times;
  std::vector<FieldInfo> rasters;  // name = path of the dataset
};

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

[[noreturn]] void no_such(const std::string& file, std::string_view what) {
  throw InputError{file, "holds no " + std::string{what}};
}

}  // namespace

struct Reader::Impl {
  std::filesystem::path path;
  std::optional<JournaledFile> file;
  Handle h5;
  std::uint64_t generation = 0;
  Contents contents;

  std::string name() const { return path.string(); }
  void open();
  void open_h5();
  void read_contents();
  /// Runs `action` while the writer of a live file is held off, on the file as it is now.
  template <class Action>
  auto locked(Action action);

  std::size_t table_index(std::string_view table) const;
  std::size_t field_index(std::string_view field) const;
};

void Reader::Impl::open() {
  h5 = {};
  file.reset();
  try {
    file.emplace(JournaledFile::open(path));
  } catch (const RunError& error) {
    throw InputError{name(), "cannot be read", error.what()};
  }
}

void Reader::Impl::open_h5() {
  generation = file->generation();
  std::array<std::byte, 48> start{};
  if (!file->read(0, start)) throw RunError{file->error()};
  constexpr unsigned char kSignature[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  if (std::memcmp(start.data(), kSignature, sizeof kSignature) != 0) {
    const bool empty =
        std::all_of(start.begin(), start.end(), [](std::byte b) { return b == std::byte{}; });
    if (empty)
      throw InputError{name(), "is empty: its run ended before anything was recorded",
                       "run the case again"};
    throw InputError{name(), "is not a trace", "give the RUN.h5 that `muster run` wrote"};
  }
  std::uint64_t length = 0;  // at byte 40 of a superblock of version 0
  std::memcpy(&length, start.data() + 40, sizeof length);
  if (start[8] == std::byte{0} && length > file->size())
    throw InputError{name(),
                     "is cut short: it has " + std::to_string(file->size()) + " of " +
                         std::to_string(length) + " bytes",
                     "copy it again"};
  h5 = h5::open_file(name(), *file, h5::Access::Read);
}

void Reader::Impl::read_contents() {
  Contents fresh;
  fresh.header = read_header(h5.get(), name());
  scan(h5.get(), "", 0, file->size(), fresh);
  for (std::size_t f = 0; f < fresh.fields.size(); ++f) {
    const std::string child = "fields/" + fresh.fields[f].name + "/value";
    const Handle dataset = own(H5Dopen2(h5.get(), child.c_str(), H5P_DEFAULT), H5Dclose, child);
    if (h5::stored(dataset.get()).extent.at(0) != fresh.field_times[f].size())
      throw RunError{child + ": does not fit its times"};
  }
  contents = std::move(fresh);
}

template <class Action>
auto Reader::Impl::locked(Action action) {
  h5::quiet();
  while (true) {
    {
      const JournaledFile::ReadGuard guard{*file};
      if (!file->live() || (!file->writer_gone() && file->generation() == generation))
        return action();
    }
    open();
    const JournaledFile::ReadGuard guard{*file};
    open_h5();
  }
}

std::size_t Reader::Impl::table_index(std::string_view table) const {
  for (std::size_t t = 0; t < contents.tables.size(); ++t)
    if (contents.tables[t].path == table) return t;
  no_such(name(), "table " + std::string{table});
}

std::size_t Reader::Impl::field_index(std::string_view field) const {
  for (std::size_t f = 0; f < contents.fields.size(); ++f)
    if (contents.fields[f].name == field) return f;
  no_such(name(), "field " + std::string{field});
}

Reader::Reader(const std::filesystem::path& path) : impl_{std::make_unique<Impl>()} {
  impl_->path = path;
  h5::quiet();
  impl_->open();
  try {
    const JournaledFile::ReadGuard guard{*impl_->file};
    impl_->open_h5();
    impl_->read_contents();
  } catch (const RunError& error) {
    throw InputError{path.string(), std::string{"is damaged: "} + error.what(),
                     "copy it again or run the case again"};
  } catch (const std::out_of_range&) {
    throw InputError{path.string(), "is damaged: an attribute is empty",
                     "copy it again or run the case again"};
  }
}

Reader::~Reader() {
  h5::quiet();
}

bool Reader::live() const {
  return impl_->file->live();
}

void Reader::refresh() {
  impl_->locked([&] { impl_->read_contents(); });
}

const std::filesystem::path& Reader::path() const {
  return impl_->path;
}

std::uint64_t Reader::file_bytes() const {
  return impl_->file->size();
}

std::uint64_t Reader::stored_bytes(std::string_view path) const {
  return impl_->locked([&] {
    const std::string name{path};
    const Handle object = own(H5Oopen(impl_->h5.get(), name.c_str(), H5P_DEFAULT), H5Oclose, name);
    if (H5Iget_type(object.get()) == H5I_DATASET)
      return std::uint64_t{H5Dget_storage_size(object.get())};
    std::uint64_t bytes = 0;
    for (const std::string& child : h5::children(object.get())) {
      const Handle one = own(H5Oopen(object.get(), child.c_str(), H5P_DEFAULT), H5Oclose, name);
      if (H5Iget_type(one.get()) == H5I_DATASET) bytes += H5Dget_storage_size(one.get());
    }
    return bytes;
  });
}

const Header& Reader::header() const {
  return impl_->contents.header;
}

std::string Reader::text(std::string_view path) const {
  return impl_->locked([&]() -> std::string {
    const std::string name{path};
    if (H5Lexists(impl_->h5.get(), name.c_str(), H5P_DEFAULT) <= 0) return {};
    const Handle dataset =
        own(H5Dopen2(impl_->h5.get(), name.c_str(), H5P_DEFAULT), H5Dclose, name);
    const h5::Stored stored = h5::stored(dataset.get());
    if (stored.type != Type::Text || !stored.extent.empty()) throw RunError{name + ": is no text"};
    const auto bytes = read_block(dataset.get(), stored, 0, 1, impl_->file->size(), name);
    const char* text = reinterpret_cast<const char*>(bytes.data());
    return {text, strnlen(text, bytes.size())};
  });
}

const std::vector<TableInfo>& Reader::tables() const {
  return impl_->contents.tables;
}

std::uint64_t Reader::rows(std::string_view table) const {
  return impl_->contents.rows[impl_->table_index(table)];
}

Values Reader::read(std::string_view table, std::string_view column, std::uint64_t first,
                    std::uint64_t count) const {
  const std::size_t index = impl_->table_index(table);
  const TableInfo& info = impl_->contents.tables[index];
  if (find_column(info, column) == nullptr)
    no_such(impl_->name(), "column " + std::string{table} + "/" + std::string{column});
  first = std::min(first, impl_->contents.rows[index]);
  count = std::min(count, impl_->contents.rows[index] - first);
  const std::string path = info.path + "/" + std::string{column};
  return impl_->locked([&] {
    const Handle dataset =
        own(H5Dopen2(impl_->h5.get(), path.c_str(), H5P_DEFAULT), H5Dclose, path);
    const h5::Stored stored = h5::stored(dataset.get());
    return as_values(stored,
                     read_block(dataset.get(), stored, first, count, impl_->file->size(), path));
  });
}

const std::vector<FieldInfo>& Reader::fields() const {
  return impl_->contents.fields;
}

std::span<const SimTime> Reader::field_times(std::string_view field) const {
  return impl_->contents.field_times[impl_->field_index(field)];
}

std::vector<std::byte> Reader::stored_step(std::string_view field, std::uint64_t step) const {
  const std::size_t index = impl_->field_index(field);
  if (step >= impl_->contents.field_times[index].size())
    no_such(impl_->name(), "step " + std::to_string(step) + " of field " + std::string{field});
  const std::string path = "fields/" + std::string{field} + "/value";
  return impl_->locked([&] {
    const Handle dataset =
        own(H5Dopen2(impl_->h5.get(), path.c_str(), H5P_DEFAULT), H5Dclose, path);
    return read_block(dataset.get(), h5::stored(dataset.get()), step, 1, impl_->file->size(), path);
  });
}

std::vector<float> Reader::field_step(std::string_view field, std::uint64_t step) const {
  return decode(impl_->contents.fields[impl_->field_index(field)], stored_step(field, step));
}

const std::vector<FieldInfo>& Reader::rasters() const {
  return impl_->contents.rasters;
}

std::vector<float> Reader::raster(std::string_view path) const {
  for (const FieldInfo& info : impl_->contents.rasters) {
    if (info.name != path) continue;
    return impl_->locked([&] {
      const Handle dataset =
          own(H5Dopen2(impl_->h5.get(), info.name.c_str(), H5P_DEFAULT), H5Dclose, info.name);
      const h5::Stored stored = h5::stored(dataset.get());
      return decode(info, read_block(dataset.get(), stored, 0, info.grid.rows, impl_->file->size(),
                                     info.name));
    });
  }
  no_such(impl_->name(), "raster " + std::string{path});
}

}  // namespace muster::trace
