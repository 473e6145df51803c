// SPDX-License-Identifier: MIT
// Writes a trace while the run goes on: the caller hands over batches, one thread compresses and
// writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/trace/schema.hpp"

namespace muster::trace {

using Column =
    std::variant<std::span<const std::int64_t>, std::span<const std::uint32_t>,
                 std::span<const std::uint16_t>, std::span<const std::uint8_t>,
                 std::span<const float>, std::span<const double>, std::span<const std::string>>;

using TableId = Id<struct TraceTableTag>;
using FieldId = Id<struct TraceFieldTag>;
using RasterId = Id<struct TraceRasterTag>;

/// What a trace will hold beside its static data, in the order of writing.
struct Schema {
  std::vector<TableInfo>
      tables;  // Slow and Fast ones; without those of /keyframes, which are always there
  std::vector<FieldInfo> fields;  // /fields/<name>
  std::vector<FieldInfo> maxima;  // /fields_max/<name>
};

struct WriterOptions {
  std::size_t queue_bytes = std::size_t{64}
                            << 20;  // the caller waits while more than this is queued
};

/// Where the movers are at one moment: those on a link (x and y are NaN) and those off the network
/// (link is kNone). Movers that are neither are left out. Arrays of one length, by ascending mover.
struct Movers {
  std::vector<std::uint32_t> mover;
  std::vector<std::uint32_t> link;
  std::vector<SimTime> entry_us;
  std::vector<double> x, y;
};

/// Figures of the writer for the provenance beside the trace; they differ from run to run.
struct WriterFigures {
  double write_cpu_s = 0;      // processor time of the writer thread
  double waited_s = 0;         // time in which the caller waited for room in the queue
  std::uint64_t bytes_in = 0;  // handed over
};

/// Data becomes visible in the file at keyframes and at `close` only, all of it or none: a run that
/// is killed at any moment after its first keyframe leaves the trace as of its last one. The bytes
/// of the file are a function of what was handed over between keyframes, in each table's order;
/// neither the size of batches nor the order between tables matters.
///
/// Between keyframes the file is held under an exclusive lock; PATH.journal exists beside it.
/// Failures of writing (disk full) throw RunError at the next call. A Writer that is destroyed
/// without `close` leaves the file as of the last keyframe. Calls come from one thread. `append`
/// costs about a memcpy.
class Writer {
 public:
  /// Replaces what is at `path`. Throws RunError where it cannot be made.
  Writer(const std::filesystem::path& path, const Header& header, const Schema& schema,
         WriterOptions options = {});
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Static data: each once, before the first keyframe or after the last.
  void write_text(std::string_view path, std::string_view text, std::string_view long_name);
  /// Columns in the order of `info.columns`; no column or no row is right too.
  void write_table(const TableInfo& info, std::span<const Column> columns);
  void write_table(const TableInfo& info, std::initializer_list<Column> columns) {
    write_table(info, std::span{columns.begin(), columns.size()});
  }
  /// `path` is that of the dataset, "world/terrain/elevation_m"; info.name is not used.
  void write_raster(std::string_view path, const FieldInfo& info, std::span<const double> values);

  // During the run.
  const Header& header() const;
  const TableInfo& info(TableId table) const;
  /// The tables and fields ("fields/<name>") that keyframes count rows of, in their order.
  std::vector<std::string> counted() const;
  TableId table(std::string_view path) const;     // throws std::out_of_range
  FieldId field(std::string_view name) const;     // throws std::out_of_range
  RasterId maximum(std::string_view name) const;  // throws std::out_of_range
  /// Rows in the final order; times do not go back within a table. Columns in the order of the
  /// table's.
  void append(TableId table, std::span<const Column> columns);
  void append(TableId table, std::initializer_list<Column> columns) {
    append(table, std::span{columns.begin(), columns.size()});
  }
  void append_field(FieldId field, SimTime time, std::span<const double> values);
  /// The same from values as they are stored (FieldInfo).
  void append_stored(FieldId field, SimTime time, std::vector<std::byte> values);
  /// Replaces the values of /fields_max/<name> at the next keyframe.
  void set_maximum(RasterId raster, std::span<const double> values);
  /// Replaces one column of a static table (number columns only; as many rows) at the next
  /// keyframe.
  void rewrite(std::string_view table, std::string_view column, Column values);
  /// Records where the movers are and makes everything handed over so far visible. Ascending times.
  void keyframe(SimTime time, const Movers& movers);

  /// Saves or restores what was handed over since the last keyframe; see `resume`.
  void state(StateArchive& archive);
  std::uint64_t keyframes() const;

  /// Makes everything visible and ends the file. `complete` is false for a run that was
  /// interrupted.
  void close(SimTime end, std::uint64_t fingerprint, bool complete);
  /// After `close`.
  const WriterFigures& figures() const;

 private:
  void flush(SimTime time, bool commit);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace muster::trace
