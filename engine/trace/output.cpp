// SPDX-License-Identifier: MIT
// The order of HDF5 calls, which decides the bytes of the file.
#include "engine/trace/output.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/trace/datasets.hpp"
#include "engine/trace/encode.hpp"

namespace muster::trace {

namespace {

using h5::check;
using h5::Handle;
using h5::own;

// Small enough that encoding the padding of a chunk that is not full costs little at each flush,
// large enough for deflate's window of 32 KiB.
constexpr std::uint32_t kFastRows = 8192;
constexpr std::uint32_t kSlowBytes = 8192;

struct ColumnOut {
  Handle dataset;
  std::size_t element_bytes = 1;  // of one stored value, the unit of the shuffle filter
  std::uint32_t width = 1;        // second dimension, 1 for none and for texts
  std::vector<Bytes> pending;     // encoded chunks
};

struct TableOut {
  std::string path;
  bool compressed = false;
  std::uint32_t chunk_rows = 1;
  std::uint64_t chunks = 0;  // full ones in the file
  std::vector<ColumnOut> columns;
};

struct FieldOut {
  std::string path;
  Handle dataset;
  GridInfo grid;
  std::uint32_t tile_rows = 1, tile_cols = 1;
  std::size_t element_bytes = 2;
  std::uint64_t steps = 0;     // in the file
  std::vector<Bytes> pending;  // encoded tiles, all of a step in row-major order
  std::uint64_t tiles() const {
    return std::uint64_t{(grid.rows + tile_rows - 1) / tile_rows} *
           ((grid.cols + tile_cols - 1) / tile_cols);
  }
};

}  // namespace

std::uint32_t chunk_rows(const TableInfo& table) {
  if (table.growth == Growth::Fast) return kFastRows;
  std::size_t widest = 1;
  for (const ColumnInfo& column : table.columns) widest = std::max(widest, row_bytes(column));
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(kSlowBytes / widest, 8, 1024));
}

struct Output::Impl {
  BufferPool& pool;
  std::string name;
  JournaledFile file;
  Handle h5;
  std::vector<TableOut> tables;
  std::vector<FieldOut> fields;
  std::vector<Handle> maxima;
  std::map<std::uint32_t, Bytes> new_maxima;
  std::map<std::string, RewriteJob> rewrites;

  Impl(const std::filesystem::path& path, const Header& header, BufferPool& buffers);
  ~Impl() { file.abandon(); }

  void write_chunk(ColumnOut& column, std::uint64_t index, const TableOut& table,
                   const Bytes& bytes);
  void write_tail(Tail& tail);
  void write_steps(FieldOut& field);
  void take(ChunkJob job);
  void take(StepJob job);
  void take(MaximumJob job) { new_maxima[job.raster] = std::move(job.values); }
  void take(RewriteJob job) {
    std::string path = job.path;
    rewrites[std::move(path)] = std::move(job);
  }
  void take(FlushJob job);

  /// Runs `action`; a failure ends all writing and carries the system's reason where there is one.
  template <class Action>
  void guarded(Action action) {
    h5::quiet();
    try {
      action();
    } catch (const RunError&) {
      const std::string reason = file.error();
      file.abandon();
      if (reason.empty()) throw;
      throw RunError{reason};
    }
  }
};

Output::Impl::Impl(const std::filesystem::path& path, const Header& header, BufferPool& buffers)
    : pool{buffers}, name{path.string()}, file{JournaledFile::create(path)} {
  guarded([&] {
    h5 = h5::create_file(name, file);
    const Handle root = own(H5Gopen2(h5.get(), "/", H5P_DEFAULT), H5Gclose, name);
    h5::write_attribute(root.get(), "format", kFormat);
    h5::write_attribute(root.get(), "version", std::int64_t{kVersion});
    h5::write_attribute(root.get(), "name", header.name);
    h5::write_attribute(root.get(), "start", header.start);
    h5::write_attribute(root.get(), "horizon_us", std::int64_t{header.horizon_us});
    h5::write_attribute(root.get(), "seed", header.seed);
    h5::write_attribute(root.get(), "crs", header.crs);
    h5::write_attribute(root.get(), "record", header.record);
    h5::write_attribute(root.get(), "fingerprint", std::uint64_t{0});
    h5::write_attribute(root.get(), "complete", std::int64_t{0});
    h5::write_attribute(root.get(), "end_us", std::int64_t{0});
  });
}

void Output::Impl::write_chunk(ColumnOut& column, std::uint64_t index, const TableOut& table,
                               const Bytes& bytes) {
  const hsize_t offset[2] = {index * table.chunk_rows, 0};
  check(H5Dwrite_chunk(column.dataset.get(), H5P_DEFAULT, 0, offset, bytes.size(), bytes.data()),
        table.path);
}

void Output::Impl::write_tail(Tail& tail) {
  TableOut& table = tables[tail.table];
  const std::size_t full = table.columns.front().pending.size();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    ColumnOut& column = table.columns[c];
    const hsize_t extent[2] = {tail.rows, column.width};
    check(H5Dset_extent(column.dataset.get(), extent), table.path);
    for (std::size_t i = 0; i < full; ++i)
      write_chunk(column, table.chunks + i, table, column.pending[i]);
    column.pending.clear();
    Bytes& rest = tail.columns[c];
    if (rest.empty()) continue;
    rest.resize(table.chunk_rows * column.width * column.element_bytes);
    write_chunk(column, table.chunks + full, table,
                table.compressed ? encode(rest, column.element_bytes) : rest);
  }
  table.chunks += full;
}

void Output::Impl::write_steps(FieldOut& field) {
  if (field.pending.empty()) return;
  const std::uint64_t steps = field.pending.size() / field.tiles();
  const hsize_t extent[3] = {field.steps + steps, field.grid.rows, field.grid.cols};
  check(H5Dset_extent(field.dataset.get(), extent), field.path);
  std::size_t next = 0;
  for (std::uint64_t s = 0; s < steps; ++s)
    for (std::uint32_t row = 0; row < field.grid.rows; row += field.tile_rows)
      for (std::uint32_t col = 0; col < field.grid.cols; col += field.tile_cols) {
        const hsize_t offset[3] = {field.steps + s, row, col};
        const Bytes& tile = field.pending[next++];
        check(H5Dwrite_chunk(field.dataset.get(), H5P_DEFAULT, 0, offset, tile.size(), tile.data()),
              field.path);
      }
  field.steps += steps;
  field.pending.clear();
}

void Output::Impl::take(ChunkJob job) {
  TableOut& table = tables[job.table];
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    ColumnOut& column = table.columns[c];
    if (!table.compressed) {
      column.pending.push_back(std::move(job.columns[c]));
      continue;
    }
    column.pending.push_back(encode(job.columns[c], column.element_bytes));
    pool.give(std::move(job.columns[c]));
  }
}

void Output::Impl::take(StepJob job) {
  FieldOut& field = fields[job.field];
  const std::size_t cell = field.element_bytes;
  for (std::uint32_t row = 0; row < field.grid.rows; row += field.tile_rows)
    for (std::uint32_t col = 0; col < field.grid.cols; col += field.tile_cols) {
      Bytes tile(std::size_t{field.tile_rows} * field.tile_cols * cell);
      const std::uint32_t rows = std::min(field.tile_rows, field.grid.rows - row);
      const std::uint32_t cols = std::min(field.tile_cols, field.grid.cols - col);
      for (std::uint32_t r = 0; r < rows; ++r)
        std::memcpy(tile.data() + std::size_t{r} * field.tile_cols * cell,
                    job.values.data() + (std::size_t{row + r} * field.grid.cols + col) * cell,
                    cols * cell);
      field.pending.push_back(encode(tile, cell));
    }
}

void Output::Impl::take(FlushJob job) {
  for (Tail& tail : job.tails) write_tail(tail);
  for (FieldOut& field : fields) write_steps(field);
  for (const auto& [index, values] : new_maxima) {
    const Handle type = own(H5Dget_type(maxima[index].get()), H5Tclose, name);
    check(H5Dwrite(maxima[index].get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          name);
  }
  new_maxima.clear();
  for (const auto& [path, rewrite] : rewrites) {
    const Handle dataset = own(H5Dopen2(h5.get(), path.c_str(), H5P_DEFAULT), H5Dclose, path);
    check(H5Dwrite(dataset.get(), h5::type_of(rewrite.type, 1).get(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                   rewrite.values.data()),
          path);
  }
  rewrites.clear();
  if (!job.commit) return;
  const Handle root = own(H5Gopen2(h5.get(), "/", H5P_DEFAULT), H5Gclose, name);
  h5::write_attribute(root.get(), "end_us", std::int64_t{job.time});
  check(H5Fflush(h5.get(), H5F_SCOPE_GLOBAL), name);
  file.commit();
}

Output::Output(const std::filesystem::path& path, const Header& header, BufferPool& pool)
    : impl_{std::make_unique<Impl>(path, header, pool)} {}

Output::~Output() {
  h5::quiet();
}

void Output::add_table(const TableInfo& info) {
  impl_->guarded([&] {
    TableOut& table = impl_->tables.emplace_back();
    table.path = info.path;
    table.compressed = info.growth == Growth::Fast;
    table.chunk_rows = chunk_rows(info);
    create_group(impl_->h5.get(), info.path, info.long_name);
    for (const ColumnInfo& column : info.columns) {
      ColumnOut& out = table.columns.emplace_back();
      const bool text = column.type == Type::Text;
      out.element_bytes = text ? column.width : size_of(column.type);
      out.width = text ? 1 : column.width;
      const hsize_t extent[2] = {0, out.width}, chunk[2] = {table.chunk_rows, out.width};
      const std::size_t rank = out.width > 1 ? 2 : 1;
      out.dataset = create_dataset(impl_->h5.get(), info.path + "/" + column.name,
                                   h5::type_of(column.type, column.width).get(),
                                   {{extent, rank}, true, {chunk, rank}, table.compressed});
      describe(out.dataset.get(), column);
    }
  });
}

void Output::add_field(const FieldInfo& info) {
  impl_->guarded([&] {
    FieldOut& field = impl_->fields.emplace_back();
    field.path = "fields/" + info.name + "/value";
    field.grid = info.grid;
    field.tile_rows = std::min(kTile, info.grid.rows);
    field.tile_cols = std::min(kTile, info.grid.cols);
    field.element_bytes = size_of(info.storage);
    const hsize_t extent[3] = {0, info.grid.rows, info.grid.cols};
    const hsize_t chunk[3] = {1, field.tile_rows, field.tile_cols};
    field.dataset = create_dataset(impl_->h5.get(), field.path, h5::type_of(info.storage, 1).get(),
                                   {extent, true, chunk, true});
    describe(field.dataset.get(), info);
  });
}

void Output::add_maximum(const FieldInfo& info) {
  impl_->guarded([&] {
    const std::string path = "fields_max/" + info.name;
    const hsize_t extent[2] = {info.grid.rows, info.grid.cols};
    const Handle type = h5::type_of(info.storage, 1);
    Handle& dataset = impl_->maxima.emplace_back(
        create_dataset(impl_->h5.get(), path, type.get(), {extent, false, {}, false}));
    describe(dataset.get(), info);
    // All bits set is 65535 and a NaN: no value.
    const Bytes missing(info.grid.size() * size_of(info.storage), std::byte{0xff});
    check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, missing.data()), path);
  });
}

void Output::write_text(std::string_view path, std::string_view text, std::string_view long_name) {
  impl_->guarded([&] { trace::write_text(impl_->h5.get(), std::string{path}, text, long_name); });
}

void Output::write_table(const TableInfo& table, std::uint64_t rows,
                         std::span<const Bytes> columns) {
  impl_->guarded([&] { trace::write_table(impl_->h5.get(), table, rows, columns); });
}

void Output::write_raster(std::string_view path, const FieldInfo& info,
                          std::span<const std::byte> values) {
  impl_->guarded([&] { trace::write_raster(impl_->h5.get(), std::string{path}, info, values); });
}

void Output::run(Job job) {
  impl_->guarded([&] {
    std::visit([&](auto&& one) { impl_->take(std::forward<decltype(one)>(one)); }, std::move(job));
  });
}

namespace {

/// A list of byte arrays, as two arrays.
void transfer(StateArchive& archive, std::string_view name, std::vector<Bytes>& list) {
  std::vector<std::uint64_t> sizes;
  Bytes all;
  for (const Bytes& one : list) {
    sizes.push_back(one.size());
    all.insert(all.end(), one.begin(), one.end());
  }
  archive(std::string{name} + "_sizes", sizes);
  archive(name, all);
  if (!archive.loading()) return;
  list.clear();
  auto from = all.begin();
  for (const std::uint64_t size : sizes) {
    if (size > static_cast<std::uint64_t>(all.end() - from))
      throw RunError{"saved state is damaged"};
    list.emplace_back(from, from + static_cast<std::ptrdiff_t>(size));
    from += static_cast<std::ptrdiff_t>(size);
  }
}

}  // namespace

void Output::state(StateArchive& archive) {
  for (TableOut& table : impl_->tables) {
    archive.enter(table.path);
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      transfer(archive, "chunks" + std::to_string(c), table.columns[c].pending);
    archive.leave();
  }
  for (FieldOut& field : impl_->fields) transfer(archive, field.path, field.pending);
}

void Output::close(SimTime end, std::uint64_t fingerprint, bool complete) {
  impl_->guarded([&] {
    {
      const Handle root = own(H5Gopen2(impl_->h5.get(), "/", H5P_DEFAULT), H5Gclose, impl_->name);
      h5::write_attribute(root.get(), "fingerprint", fingerprint);
      h5::write_attribute(root.get(), "complete", std::int64_t{complete});
      h5::write_attribute(root.get(), "end_us", std::int64_t{end});
    }
    impl_->tables.clear();
    impl_->fields.clear();
    impl_->maxima.clear();
    check(H5Fflush(impl_->h5.get(), H5F_SCOPE_GLOBAL), impl_->name);
    impl_->h5 = {};
    if (!impl_->file.error().empty()) throw RunError{impl_->file.error()};
    impl_->file.commit();
    impl_->file.finish();
  });
}

}  // namespace muster::trace
