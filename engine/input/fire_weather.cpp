// SPDX-License-Identifier: MIT
// Tables of fire weather.
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "engine/case/time_text.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/series.hpp"

namespace muster::input {

namespace {

struct Column {
  const char* name;
  double least, most;
  const char* hint;
};
enum : std::size_t { kWind, kFrom, kTemperature, kHumidity, kDead, kHerb = kDead + 3, kWoody };
constexpr const char* kFractions = "moistures are fractions of dry mass: 0.06, not 6 %";
constexpr std::array<Column, 9> kColumns{{{"wind_m_s", 0, 100, "speeds are m/s"},
                                          {"wind_from_deg", -360, 720, ""},
                                          {"temperature_c", -60, 60, "degrees Celsius"},
                                          {"humidity_percent", 0, 100, "percent, 0 to 100"},
                                          {"dead_1h", 0, 1, kFractions},
                                          {"dead_10h", 0, 1, kFractions},
                                          {"dead_100h", 0, 1, kFractions},
                                          {"live_herb", 0, 5, kFractions},
                                          {"live_woody", 0, 5, kFractions}}};

struct Row {
  SimTime time = 0;
  std::array<double, kColumns.size()> value{};
};

class TableReader {
 public:
  TableReader(const cases::FireWeatherTable& spec, const std::string& where, Import& import)
      : spec_{spec}, where_{where}, import_{import} {}

  /// Rows with ascending times; none, with the problems reported, where something is wrong.
  std::vector<Row> rows(const std::string& case_start) {
    const std::optional<std::int64_t> start = cases::parse_time(case_start);
    const std::optional<Table> table = read_table(spec_.path, "", spec_.columns, import_);
    const std::size_t errors = import_.diagnostics.errors();
    if (!table || !find_columns(*table)) return {};
    const double offset_s =
        spec_.utc_offset.empty()
            ? offset_of(case_start)
            : static_cast<double>(cases::parse_utc_offset(spec_.utc_offset).value_or(0));
    std::vector<Row> rows;
    {
      RowProblems problems{import_.diagnostics, spec_.path};
      for (std::size_t r = 0; r < table->rows(); ++r) {
        if (const auto row = read(*table, r, start, offset_s, problems)) {
          if (!rows.empty() && row->time <= rows.back().time)
            problems.error(table->line(r), "does not come after the row before it",
                           "sort the rows by time, one row a time");
          rows.push_back(*row);
        }
      }
    }
    if (rows.empty() && import_.diagnostics.errors() == errors)
      import_.diagnostics.error(spec_.path, "holds no row");
    if (import_.diagnostics.errors() != errors) return {};
    return rows;
  }
  bool has(std::size_t column) const { return index_[column] >= 0; }

 private:
  bool find_columns(const Table& table) {
    Diagnostics& diagnostics = import_.diagnostics;
    const std::size_t errors = diagnostics.errors();
    const std::string header = spec_.path + ":" + std::to_string(table.header_line());
    time_ = find_column(table, "time", spec_.columns, diagnostics);
    for (std::size_t k = 0; k < kColumns.size(); ++k)
      index_[k] = find_column(table, kColumns[k].name, spec_.columns, diagnostics);
    if (diagnostics.errors() != errors) return false;  // a heading that was named is not there
    const auto need = [&](bool there, const std::string& name, const std::string& hint) {
      if (!there) diagnostics.error(header, "the column '" + name + "' is missing", hint);
    };
    const std::string named = "name its heading in " + where_ + "/columns";
    need(time_ >= 0, "time", named);
    need(has(kWind), "wind_m_s", named);
    need(has(kFrom), "wind_from_deg", named);
    if (!has(kDead) || !has(kDead + 1) || !has(kDead + 2)) {
      const std::string or_moisture = named + ", or give dead_1h, dead_10h and dead_100h";
      need(has(kTemperature), "temperature_c", or_moisture);
      need(has(kHumidity), "humidity_percent", or_moisture);
    }
    need(has(kHerb) || spec_.live_herb, "live_herb", "or state live_herb in " + where_);
    need(has(kWoody) || spec_.live_woody, "live_woody", "or state live_woody in " + where_);
    return diagnostics.errors() == errors;
  }

  std::optional<Row> read(const Table& table, std::size_t r, std::optional<std::int64_t> start,
                          double offset_s, RowProblems& problems) const {
    constexpr double kMostSeconds = 1e11;  // 3,000 years
    Row row;
    const std::string_view time = table.cell(r, time_);
    std::optional<double> at_s = to_number(time);
    if (!at_s && start) {
      at_s = table_time(time, offset_s, 0);
      if (at_s) *at_s -= static_cast<double>(*start);
    }
    if (!at_s || !(std::fabs(*at_s) <= kMostSeconds)) {
      problems.error(table.line(r), in_quotes(time) + " is no time",
                     "such as 2024-05-01T21:53, or s since the case's start");
      return std::nullopt;
    }
    row.time = from_seconds(*at_s);
    bool good = true;
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
      if (!has(k)) continue;
      const Column& column = kColumns[k];
      const std::optional<double> value = to_number(table.cell(r, index_[k]));
      if (!value || !(*value >= column.least && *value <= column.most)) {
        char range[64];
        std::snprintf(range, sizeof range, " must be a number from %g to %g", column.least,
                      column.most);
        problems.error(
            table.line(r),
            column.name + std::string{range} + ", not " + in_quotes(table.cell(r, index_[k])),
            column.hint);
        good = false;
        continue;
      }
      row.value[k] = *value;
    }
    return good ? std::optional{row} : std::nullopt;
  }

  const cases::FireWeatherTable& spec_;
  const std::string& where_;
  Import& import_;
  int time_ = -1;
  std::array<int, kColumns.size()> index_{};
};

}  // namespace

std::vector<world::FireWeatherRow> read_fire_weather(const cases::FireWeatherTable& spec,
                                                     const cases::CaseFile& file,
                                                     const std::string& where, Import& import) {
  TableReader reader{spec, where, import};
  const std::vector<Row> rows = reader.rows(file.start);
  if (rows.empty()) return {};
  std::vector<world::FireWeatherRow> weather;
  for (const Row& row : rows) {
    world::FireWeatherRow& one = weather.emplace_back();
    one.from = row.time;
    one.wind_m_s = row.value[kWind];
    one.wind_from_deg = row.value[kFrom];
    one.temperature_c = row.value[kTemperature];
    one.humidity_percent = row.value[kHumidity];
    for (std::size_t k = 0; k < one.dead.size(); ++k)
      if (reader.has(kDead + k)) one.dead[k] = row.value[kDead + k];
    one.live_herb = reader.has(kHerb) ? row.value[kHerb] : spec.live_herb.value_or(0);
    one.live_woody = reader.has(kWoody) ? row.value[kWoody] : spec.live_woody.value_or(0);
  }
  const bool early = rows.back().time < 0;
  const bool late = rows.front().time > from_seconds(file.horizon_s);
  if (early || late)
    import.diagnostics.warning(spec.path,
                               std::string{"every row lies "} +
                                   (early ? "before the case's start" : "after the case's end") +
                                   ": one row holds all the time",
                               "compare its times with start, horizon_s and utc_offset");
  import.find("rows of fire weather in " + std::filesystem::path(spec.path).filename().string(),
              static_cast<std::int64_t>(rows.size()));
  return weather;
}

}  // namespace muster::input
