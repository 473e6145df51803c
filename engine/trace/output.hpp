// SPDX-License-Identifier: MIT
// The file side of a Writer: encodes what it is given, keeps it until a flush, then writes all in
// one order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/trace/buffer_pool.hpp"
#include "engine/trace/schema.hpp"

namespace muster::trace {

using Bytes = std::vector<std::byte>;

/// Rows of a chunk: about 8 KiB of the widest column of slow tables, 8,192 of fast ones.
std::uint32_t chunk_rows(const TableInfo& table);

// Jobs, in the order of the caller's calls.
struct ChunkJob {  // a chunk that is full
  std::uint32_t table = 0;
  std::vector<Bytes> columns;
};
struct StepJob {  // one step of a field, as stored
  std::uint32_t field = 0;
  Bytes values;
};
struct MaximumJob {
  std::uint32_t raster = 0;
  Bytes values;
};
struct RewriteJob {
  std::string path;  // of the dataset
  Type type = Type::U8;
  Bytes values;
};
struct Tail {  // the chunk of a table that is not full, where it has changed since the last flush
  std::uint32_t table = 0;
  std::uint64_t rows = 0;  // of the whole table
  std::vector<Bytes> columns;
};
struct FlushJob {
  SimTime time = 0;
  bool commit = true;  // false: `close` follows, which does
  std::vector<Tail> tails;
};
using Job = std::variant<ChunkJob, StepJob, MaximumJob, RewriteJob, FlushJob>;

/// Not thread-safe. Every failure is a RunError with the system's reason; after one, nothing more
/// reaches the file.
class Output {
 public:
  /// Buffers of encoded chunks go to `pool`.
  Output(const std::filesystem::path& path, const Header& header, BufferPool& pool);
  ~Output();  // leaves the file as of the last flush

  // Creation, in one order.
  void add_table(const TableInfo& table);
  void add_field(const FieldInfo& field);    // after add_table("fields/<name>") of its times
  void add_maximum(const FieldInfo& field);  // all values missing
  void write_text(std::string_view path, std::string_view text, std::string_view long_name);
  void write_table(const TableInfo& table, std::uint64_t rows, std::span<const Bytes> columns);
  void write_raster(std::string_view path, const FieldInfo& info,
                    std::span<const std::byte> values);

  void run(Job job);
  /// What waits for the next flush.
  void state(StateArchive& archive);
  void close(SimTime end, std::uint64_t fingerprint, bool complete);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace muster::trace
