// SPDX-License-Identifier: MIT
// Opens a trace, says why one cannot be opened, and keeps up with one that grows.
#include "engine/trace/reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/trace/contents.hpp"
#include "engine/trace/encode.hpp"

namespace muster::trace {

namespace {

using h5::Handle;
using h5::own;

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
  void take_contents() { contents = read_contents(h5.get(), name(), file->size()); }
  /// Runs `action` while the writer of a live file is held off, on the file as it is now.
  [[noreturn]] void damaged(const RunError& error) const;
  template <class Action>
  auto locked(Action action);

  std::size_t table_index(std::string_view table) const;
  std::size_t field_index(std::string_view field) const;
};

void Reader::Impl::open() {
  h5 = {};
  file.reset();
  if (std::filesystem::is_directory(path)) throw InputError{name(), "this is a folder"};
  try {
    file.emplace(JournaledFile::open(path));
  } catch (const RunError& error) {
    std::string what = error.what();
    if (const std::string named = path.string() + ": "; what.starts_with(named))
      what.erase(0, named.size());
    throw InputError{name(), what};
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

void Reader::Impl::damaged(const RunError& error) const {
  throw InputError{name(), std::string{"is damaged: "} + error.what(),
                   "copy it again or run the case again"};
}

template <class Action>
auto Reader::Impl::locked(Action action) {
  h5::quiet();
  while (true) {
    {
      const JournaledFile::ReadGuard guard{*file};
      if (!file->live() || (!file->writer_gone() && file->generation() == generation)) {
        try {
          return action();
        } catch (const RunError& error) {
          damaged(error);
        }
      }
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
    impl_->take_contents();
  } catch (const RunError& error) {
    impl_->damaged(error);
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
  impl_->locked([&] { impl_->take_contents(); });
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
