// SPDX-License-Identifier: MIT
// A trace file as a Source.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "engine/trace/source.hpp"

namespace muster::trace {

/// Reads whole traces and those of runs that were killed, which show everything up to their last
/// keyframe (header().complete is false). Never writes to the trace. Opening costs a few
/// milliseconds; reading a step or a range of rows decompresses the chunks that hold it.
class Reader : public Source {
 public:
  /// Throws InputError for a file that is missing, no trace, of another version, cut short or
  /// damaged.
  explicit Reader(const std::filesystem::path& path);
  ~Reader() override;

  /// Another process is still writing the file: it shows the run up to the keyframe that was the
  /// last when the Reader was made or `refresh` was called.
  bool live() const override;
  /// Of a live file: takes up what has been recorded since; references and spans obtained before
  /// are void.
  void refresh();

  const std::filesystem::path& path() const;
  std::uint64_t file_bytes() const;

  const Header& header() const override;
  std::string text(std::string_view path) const override;
  const std::vector<TableInfo>& tables() const override;
  std::uint64_t rows(std::string_view table) const override;
  Values read(std::string_view table, std::string_view column, std::uint64_t first = 0,
              std::uint64_t count = kAllRows) const override;
  std::uint64_t stored_bytes(std::string_view path) const override;
  const std::vector<FieldInfo>& fields() const override;
  std::span<const SimTime> field_times(std::string_view field) const override;
  std::vector<float> field_step(std::string_view field, std::uint64_t step) const override;
  /// As stored: what Writer::append_stored takes.
  std::vector<std::byte> stored_step(std::string_view field, std::uint64_t step) const;
  const std::vector<FieldInfo>& rasters() const override;
  std::vector<float> raster(std::string_view path) const override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace muster::trace
