// SPDX-License-Identifier: MIT
// Lines of text, columns aligned.
#include "engine/trace/info.hpp"

#include <algorithm>
#include <cstdio>

namespace muster::trace {

namespace {

template <class... Values>
std::string format(const char* pattern, Values... values) {
  const int length = std::snprintf(nullptr, 0, pattern, values...);
  std::string text(static_cast<std::size_t>(std::max(length, 0)) + 1, '\0');
  std::snprintf(text.data(), text.size(), pattern, values...);
  text.pop_back();
  return text;
}

/// 93784 s -> "26:03:04".
std::string clock(SimTime time) {
  const auto s = static_cast<long long>(time / kSecond);
  return format("%02lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
}

std::string amount(std::uint64_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (bytes < 10'000) return format("%.0f B", value);
  if (bytes < 10'000'000) return format("%.1f kB", value * 1e-3);
  if (bytes < 10'000'000'000) return format("%.1f MB", value * 1e-6);
  return format("%.1f GB", value * 1e-9);
}

std::string line(const std::string& name, std::uint64_t count, const char* unit,
                 std::uint64_t bytes, const std::string& what) {
  return format("  %-28s %12llu %-6s %9s  %s\n", name.c_str(),
                static_cast<unsigned long long>(count), unit,
                bytes == 0 ? "" : amount(bytes).c_str(), what.c_str());
}

}  // namespace

std::string info(const Source& source) {
  const Header& header = source.header();
  std::string text;
  text += "name         " + header.name + "\n";
  text += "start        " + header.start + "\n";
  text += "horizon      " + clock(header.horizon_us) + "\n";
  text += "seed         " + std::to_string(header.seed) + "\n";
  text += "crs          " + header.crs + "\n";
  text += "recorded     " + header.record + "\n";
  if (header.complete) {
    text += "ended        " + clock(header.end_us) + "\n";
  } else if (source.live()) {
    text += "ended        not yet; the trace shows it up to " + clock(header.end_us) + "\n";
  } else {
    text += "ended        not: the run was cut short; the trace shows it up to " +
            clock(header.end_us) + "\n";
  }
  if (header.fingerprint != 0)
    text += format("fingerprint  %016llx\n", static_cast<unsigned long long>(header.fingerprint));
  text += "\ntables\n";
  for (const TableInfo& table : source.tables())
    text += line(table.path, source.rows(table.path), "rows", source.stored_bytes(table.path),
                 table.long_name);
  if (!source.fields().empty()) text += "\nfields\n";
  for (const FieldInfo& field : source.fields()) {
    const auto times = source.field_times(field.name);
    std::string what = field.long_name + ", " + field.units + ", " +
                       std::to_string(field.grid.rows) + " x " + std::to_string(field.grid.cols);
    if (!times.empty()) what += ", " + clock(times.front()) + " to " + clock(times.back());
    text +=
        line(field.name, times.size(), "steps", source.stored_bytes("fields/" + field.name), what);
  }
  if (!source.rasters().empty()) text += "\nmaps\n";
  for (const FieldInfo& field : source.rasters())
    text += line(field.name, field.grid.size(), "cells", source.stored_bytes(field.name),
                 field.long_name + ", " + field.units);
  return text;
}

}  // namespace muster::trace
