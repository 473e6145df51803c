// SPDX-License-Identifier: MIT
// The caller's side: rows are copied once, into the chunk that they will be written in.
#include "engine/trace/writer.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/trace/buffer_pool.hpp"
#include "engine/trace/job_queue.hpp"
#include "engine/trace/output.hpp"
#include "engine/trace/stored_bytes.hpp"

namespace muster::trace {

namespace {

struct TableIn {
  TableInfo info;
  std::uint32_t chunk_rows = 1;
  std::uint64_t rows = 0;      // of the whole table
  bool changed = false;        // since the last keyframe
  std::vector<Bytes> columns;  // of the chunk that fills
};

template <class List>
std::uint32_t index_of(const List& list, std::string_view name, auto name_of_one) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const auto& one) { return name_of_one(one) == name; });
  if (found == list.end()) throw std::out_of_range{"this trace records no " + std::string{name}};
  return static_cast<std::uint32_t>(found - list.begin());
}

TableInfo times_of(const FieldInfo& field) {
  return {"fields/" + field.name,
          field.long_name,
          Growth::Slow,
          {{"time_us", Type::I64, "us", "simulated time since the start"}}};
}

}  // namespace

struct Writer::Impl {
  Header header;
  std::vector<TableIn> tables;
  std::vector<FieldInfo> fields;
  std::vector<FieldInfo> maxima;
  std::vector<TableInfo> static_tables;
  std::vector<std::uint64_t> static_rows;
  std::uint32_t first_field = 0;     // tables[first_field + f] holds the times of field f
  std::uint32_t keyframe_table = 0;  // /keyframes, then /keyframes/movers
  std::uint64_t keyframes = 0;
  WriterFigures figures;
  BufferPool pool;
  Output output;
  JobQueue queue;  // after `output`, which its thread uses

  Impl(const std::filesystem::path& path, const Header& header_of_run, const WriterOptions& options)
      : header{header_of_run},
        output{path, header_of_run, pool},
        queue{output, options.queue_bytes} {}

  void add_table(TableInfo info) {
    TableIn& table = tables.emplace_back();
    table.info = std::move(info);
    table.chunk_rows = chunk_rows(table.info);
    table.columns.resize(table.info.columns.size());
    output.add_table(table.info);
  }
  void append(std::uint32_t index, std::span<const Column> columns);
  void push(Job job, std::size_t bytes) {
    figures.bytes_in += bytes;
    queue.push(std::move(job), bytes);
  }
};

void Writer::Impl::append(std::uint32_t index, std::span<const Column> columns) {
  TableIn& table = tables[index];
  const std::uint64_t rows = check_columns(table.info, columns);
  for (std::uint64_t first = 0; first < rows;) {
    const std::uint64_t filled = table.rows % table.chunk_rows;
    const std::uint64_t count = std::min<std::uint64_t>(rows - first, table.chunk_rows - filled);
    std::size_t bytes = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const ColumnInfo& info = table.info.columns[c];
      if (filled == 0) {
        if (table.info.growth == Growth::Fast) table.columns[c] = pool.take();
        table.columns[c].reserve(table.chunk_rows * row_bytes(info));
      }
      append_bytes(table.columns[c], columns[c], info, first, count);
      bytes += table.columns[c].size();
    }
    table.rows += count;
    table.changed = true;
    first += count;
    if (filled + count == table.chunk_rows) {
      push(ChunkJob{index, std::exchange(table.columns, std::vector<Bytes>(columns.size()))},
           bytes);
    }
  }
}

Writer::Writer(const std::filesystem::path& path, const Header& header, const Schema& schema,
               WriterOptions options)
    : impl_{std::make_unique<Impl>(path, header, options)} {
  for (const TableInfo& table : schema.tables) impl_->add_table(table);
  impl_->first_field = static_cast<std::uint32_t>(impl_->tables.size());
  impl_->fields = schema.fields;
  for (const FieldInfo& field : schema.fields) {
    impl_->add_table(times_of(field));
    impl_->output.add_field(field);
  }
  impl_->maxima = schema.maxima;
  for (const FieldInfo& field : schema.maxima) impl_->output.add_maximum(field);
  impl_->keyframe_table = static_cast<std::uint32_t>(impl_->tables.size());
  for (TableInfo& table : keyframe_tables(counted())) impl_->add_table(std::move(table));
}

Writer::~Writer() = default;

void Writer::write_text(std::string_view path, std::string_view text, std::string_view long_name) {
  impl_->queue.drain();
  impl_->output.write_text(path, text, long_name);
}

void Writer::write_table(const TableInfo& info, std::span<const Column> columns) {
  TableInfo table = info;
  for (std::size_t c = 0; c < std::min(columns.size(), table.columns.size()); ++c) {
    ColumnInfo& column = table.columns[c];
    if (column.type != Type::Text) continue;
    if (const auto* texts = std::get_if<std::span<const std::string>>(&columns[c])) {
      column.width = 1;
      for (const std::string& text : *texts)
        column.width = std::max(column.width, static_cast<std::uint32_t>(text.size()));
    }
  }
  if (columns.empty()) {
    impl_->queue.drain();
    impl_->output.write_table(table, 0, std::vector<Bytes>(table.columns.size()));
    return;
  }
  const std::uint64_t rows = check_columns(table, columns);
  std::vector<Bytes> bytes(columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c)
    append_bytes(bytes[c], columns[c], table.columns[c], 0, rows);
  impl_->queue.drain();
  impl_->output.write_table(table, rows, bytes);
  impl_->static_tables.push_back(std::move(table));
  impl_->static_rows.push_back(rows);
}

void Writer::write_raster(std::string_view path, const FieldInfo& info,
                          std::span<const double> values) {
  const Bytes bytes = stored(info, values);
  impl_->queue.drain();
  impl_->output.write_raster(path, info, bytes);
}

TableId Writer::table(std::string_view path) const {
  return TableId{index_of(impl_->tables, path,
                          [](const TableIn& one) -> std::string_view { return one.info.path; })};
}

FieldId Writer::field(std::string_view name) const {
  return FieldId{index_of(impl_->fields, name,
                          [](const FieldInfo& one) -> std::string_view { return one.name; })};
}

RasterId Writer::maximum(std::string_view name) const {
  return RasterId{index_of(impl_->maxima, name,
                           [](const FieldInfo& one) -> std::string_view { return one.name; })};
}

const Header& Writer::header() const {
  return impl_->header;
}

const TableInfo& Writer::info(TableId table) const {
  return impl_->tables.at(table.get()).info;
}

std::vector<std::string> Writer::counted() const {
  std::vector<std::string> paths;
  for (std::uint32_t t = 0; t < impl_->keyframe_table; ++t)
    paths.push_back(impl_->tables[t].info.path);
  return paths;
}

void Writer::append(TableId table, std::span<const Column> columns) {
  impl_->append(table.get(), columns);
}

void Writer::append_field(FieldId field, SimTime time, std::span<const double> values) {
  append_stored(field, time, stored(impl_->fields.at(field.get()), values));
}

void Writer::append_stored(FieldId field, SimTime time, std::vector<std::byte> values) {
  const FieldInfo& info = impl_->fields.at(field.get());
  if (values.size() != info.grid.size() * size_of(info.storage))
    mismatch(info.name, "values do not fill the grid");
  const Column times = std::span<const std::int64_t>{&time, 1};
  impl_->append(impl_->first_field + field.get(), {&times, 1});
  const std::size_t bytes = values.size();
  impl_->push(StepJob{field.get(), std::move(values)}, bytes);
}

void Writer::set_maximum(RasterId raster, std::span<const double> values) {
  Bytes bytes = stored(impl_->maxima.at(raster.get()), values);
  const std::size_t size = bytes.size();
  impl_->push(MaximumJob{raster.get(), std::move(bytes)}, size);
}

void Writer::rewrite(std::string_view table, std::string_view column, Column values) {
  const std::uint32_t index =
      index_of(impl_->static_tables, table,
               [](const TableInfo& one) -> std::string_view { return one.path; });
  const TableInfo& info = impl_->static_tables[index];
  const ColumnInfo& one = info.columns.at(index_of(
      info.columns, column, [](const ColumnInfo& c) -> std::string_view { return c.name; }));
  const std::string path = info.path + "/" + one.name;
  if (!one.late) mismatch(path, "is not a column that may be rewritten");
  if (type_of(values) != one.type || length(values) != impl_->static_rows[index] * one.width)
    mismatch(path, "wrong type or length");
  Bytes bytes;
  append_bytes(bytes, values, one, 0, impl_->static_rows[index]);
  const std::size_t size = bytes.size();
  impl_->push(RewriteJob{path, one.type, std::move(bytes)}, size);
}

void Writer::keyframe(SimTime time, const Movers& movers) {
  Impl& impl = *impl_;
  const std::size_t n = movers.mover.size();
  if (movers.link.size() != n || movers.entry_us.size() != n || movers.x.size() != n ||
      movers.y.size() != n)
    mismatch("keyframe", "arrays of different lengths");
  std::vector<std::int64_t> offsets;
  for (std::uint32_t t = 0; t < impl.keyframe_table; ++t)
    offsets.push_back(static_cast<std::int64_t>(impl.tables[t].rows));
  if (offsets.empty()) offsets.push_back(0);
  const auto first = static_cast<std::int64_t>(impl.tables[impl.keyframe_table + 1].rows);
  const std::vector<Column> row{std::span<const std::int64_t>{&time, 1},
                                std::span<const std::int64_t>{&first, 1},
                                std::span<const std::int64_t>{offsets}};
  impl.append(impl.keyframe_table, row);
  const std::vector<Column> columns{
      std::span<const std::uint32_t>{movers.mover}, std::span<const std::uint32_t>{movers.link},
      std::span<const std::int64_t>{movers.entry_us}, std::span<const double>{movers.x},
      std::span<const double>{movers.y}};
  impl.append(impl.keyframe_table + 1, columns);
  ++impl.keyframes;
  flush(time, true);
}

void Writer::flush(SimTime time, bool commit) {
  FlushJob job;
  job.time = time;
  job.commit = commit;
  std::size_t bytes = 0;
  for (std::uint32_t t = 0; t < impl_->tables.size(); ++t) {
    TableIn& table = impl_->tables[t];
    if (!std::exchange(table.changed, false)) continue;
    job.tails.push_back({t, table.rows, table.columns});
    for (const Bytes& column : table.columns) bytes += column.size();
  }
  impl_->push(std::move(job), bytes);
}

std::uint64_t Writer::keyframes() const {
  return impl_->keyframes;
}

void Writer::state(StateArchive& archive) {
  Impl& impl = *impl_;
  impl.queue.drain();
  archive.enter("trace");
  std::uint64_t keyframes = impl.keyframes;
  archive("keyframes", keyframes);
  if (keyframes != impl.keyframes)
    throw RunError{"the saved state belongs to another moment of the trace"};
  for (TableIn& table : impl.tables) {
    archive.enter(table.info.path);
    archive("rows", table.rows);
    std::uint8_t changed = table.changed;
    archive("changed", changed);
    table.changed = changed != 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      archive("tail" + std::to_string(c), table.columns[c]);
    archive.leave();
  }
  impl.output.state(archive);
  archive.leave();
}

void Writer::close(SimTime end, std::uint64_t fingerprint, bool complete) {
  flush(end, false);
  impl_->queue.drain();
  impl_->output.close(end, fingerprint, complete);
  impl_->figures.write_cpu_s = impl_->queue.cpu_s();
  impl_->figures.waited_s = impl_->queue.waited_s();
}

const WriterFigures& Writer::figures() const {
  return impl_->figures;
}

}  // namespace muster::trace
