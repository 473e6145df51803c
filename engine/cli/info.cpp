// SPDX-License-Identifier: MIT
// `muster info`.
#include <cinttypes>
#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/trace/reader.hpp"

namespace muster::cli {

namespace {

std::string bytes_text(std::uint64_t bytes) {
  char text[32];
  if (bytes < 1'000'000) {
    std::snprintf(text, sizeof text, "%.1f kB", static_cast<double>(bytes) / 1e3);
  } else {
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  }
  return text;
}

void print_header(const trace::Reader& reader) {
  const trace::Header& header = reader.header();
  std::printf("name         %s\n", header.name.c_str());
  std::printf("start        %s\n", header.start.c_str());
  std::printf("horizon      %s\n", duration(to_seconds(header.horizon_us)).c_str());
  std::printf("seed         %" PRIu64 "\n", header.seed);
  if (!header.crs.empty()) std::printf("crs          %s\n", header.crs.c_str());
  if (!header.record.empty()) std::printf("record       %s\n", header.record.c_str());
  if (header.complete) {
    std::printf("fingerprint  %016" PRIx64 "\n", header.fingerprint);
    std::printf("complete     yes, ends at %s\n", duration(to_seconds(header.end_us)).c_str());
  } else {
    std::printf("complete     no, %s up to %s\n", reader.live() ? "being written," : "cut short,",
                duration(to_seconds(header.end_us)).c_str());
  }
  std::printf("size         %s\n", bytes_text(reader.file_bytes()).c_str());
}

}  // namespace

int info(const std::string& path) {
  const trace::Reader reader{path};
  print_header(reader);
  if (!reader.tables().empty()) std::printf("\n%-28s %14s %12s\n", "table", "rows", "size");
  for (const trace::TableInfo& table : reader.tables()) {
    std::printf("%-28s %14s %12s\n", table.path.c_str(),
                with_commas(static_cast<std::int64_t>(reader.rows(table.path))).c_str(),
                bytes_text(reader.stored_bytes(table.path)).c_str());
  }
  if (!reader.fields().empty()) std::printf("\n%-28s %14s %12s\n", "field", "steps", "size");
  for (const trace::FieldInfo& field : reader.fields()) {
    std::printf(
        "%-28s %14s %12s  %u x %u, %s\n", field.name.c_str(),
        with_commas(static_cast<std::int64_t>(reader.field_times(field.name).size())).c_str(),
        bytes_text(reader.stored_bytes("fields/" + field.name)).c_str(), field.grid.rows,
        field.grid.cols, field.units.c_str());
  }
  return kDone;
}

}  // namespace muster::cli
