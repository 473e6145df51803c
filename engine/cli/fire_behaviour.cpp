// SPDX-License-Identifier: MIT
// `muster firebehaviour`.
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/elementary.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/hazard/fire/surface_fire.hpp"
#include "engine/hazard/fire/units.hpp"
#include "engine/input/table_row.hpp"

namespace muster::cli {

namespace {

namespace fire = hazard::fire;

constexpr double kDegree = std::numbers::pi / 180;

struct Column {
  const char* name;
  double least, most;
};

// What a row must hold beside its fuel_code. Bounds are those of what makes sense, not of the
// model's fit.
constexpr std::array<Column, 8> kNumbers{{{"m1h_pct", 0, 500},
                                          {"m10h_pct", 0, 500},
                                          {"m100h_pct", 0, 500},
                                          {"m_live_herb_pct", 0, 500},
                                          {"m_live_woody_pct", 0, 500},
                                          {"midflame_wind_mph", 0, 200},
                                          {"slope_deg", 0, 85},
                                          {"wind_from_upslope_deg", -360, 360}}};

struct Row {
  std::string id;
  const fire::FuelModel* fuel = nullptr;
  std::array<double, kNumbers.size()> number{};
};

Row read_row(input::TableRow& cells, std::string_view fuel_number) {
  Row row;
  row.id = cells.text(0);
  const std::string_view code = cells.text(1);
  row.fuel = fire::find_fuel_model(code);
  if (!row.fuel) {
    cells.fail("fuel_code must be a standard fuel model, such as FM1 or GR2 (is '" +
               std::string(code) + "')");
  } else if (!fuel_number.empty() && input::to_integer(fuel_number) != row.fuel->number) {
    cells.fail("fuel_number must be " + std::to_string(row.fuel->number) + ", that of " +
               std::string(row.fuel->code) + " (is '" + std::string(fuel_number) + "')");
  }
  for (std::size_t k = 0; k < kNumbers.size(); ++k)
    row.number[k] = cells.number(2 + k, kNumbers[k].least, kNumbers[k].most);
  return row;
}

std::vector<Row> read_rows(const std::string& path, Diagnostics& diagnostics) {
  std::vector<std::string> columns{"id", "fuel_code"};
  for (const Column& column : kNumbers) columns.emplace_back(column.name);
  std::vector<input::Finding> findings;
  std::vector<cases::InputFile> inputs;
  input::Import import{diagnostics, findings, inputs};
  input::Table table;
  std::vector<int> index;
  std::vector<Row> rows;
  if (!input::open_table(path, columns, import, table, index)) return rows;
  const int fuel_number = table.column("fuel_number");  // may be left out
  input::RowProblems problems{diagnostics, path};
  rows.reserve(table.rows());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    input::TableRow cells{table, index, r, problems};
    rows.push_back(read_row(cells, table.cell(r, fuel_number)));
  }
  return rows;
}

/// For a CSV cell.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

struct Cell {
  const char* name;
  double value;
};

/// What is computed, in the units that fire behaviour is published in and in SI.
std::vector<Cell> compute(const fire::FuelModel& fuel, const decltype(Row::number)& number) {
  const auto& [m1, m10, m100, herb, woody, wind_mph, slope_deg, wind_deg] = number;
  const fire::FuelBed bed =
      fire::fuel_bed(fuel, {m1 / 100, m10 / 100, m100 / 100, herb / 100, woody / 100});
  // Upslope is y, so that angles clockwise from upslope are those clockwise from north.
  const double wind_m_s = wind_mph * fire::kMetresPerSecondPerMilePerHour;
  const double angle = std::fmod(wind_deg, 360) * kDegree;
  const fire::SurfaceFire surface = fire::surface_fire(
      bed, {wind_m_s * elementary::sin(angle), wind_m_s * elementary::cos(angle)},
      {0, elementary::tan(slope_deg * kDegree)});
  const fire::Ellipse& ellipse = surface.ellipse;
  double heading_deg = elementary::atan2(surface.heading.x, surface.heading.y) / kDegree;
  if (heading_deg < 0) heading_deg += 360;

  constexpr double kFeetPerMinute = 1 / fire::kMetresPerSecondPerFootPerMinute;
  constexpr double kHour_s = 3600;
  return {
      {"ros_ft_min", ellipse.head_rate_m_s * kFeetPerMinute},
      {"ros_m_s", ellipse.head_rate_m_s},
      {"flame_length_ft", surface.flame_length_m / fire::kMetresPerFoot},
      {"flame_length_m", surface.flame_length_m},
      {"fireline_intensity_btu_ft_s", surface.intensity_kw_m / fire::kKwMPerBtuFtS},
      {"fireline_intensity_kw_m", surface.intensity_kw_m},
      {"heat_per_area_btu_ft2", bed.heat_per_area_kj_m2 / fire::kKjM2PerBtuFt2},
      {"reaction_intensity_btu_ft2_min", bed.reaction_intensity_kw_m2 * 60 / fire::kKjM2PerBtuFt2},
      {"residence_time_min", bed.residence_time_s / 60},
      {"lw_ratio", ellipse.length_to_width},
      {"eccentricity", fire::eccentricity(ellipse)},
      {"heading_backing_ratio", fire::head_to_back(ellipse)},
      {"backing_ros_ft_min", fire::backing_rate_m_s(ellipse) * kFeetPerMinute},
      {"flanking_ros_ft_min", fire::flanking_rate_m_s(ellipse) * kFeetPerMinute},
      {"dir_max_spread_deg_from_upslope", heading_deg},
      {"area_1h_acre", fire::area_m2(ellipse, kHour_s) / fire::kSquareMetresPerAcre},
      {"perimeter_1h_ft", fire::perimeter_m(ellipse, kHour_s) / fire::kMetresPerFoot},
      {"char_savr_1_ft", bed.surface_to_volume_1_m * fire::kMetresPerFoot},
      {"packing_ratio", bed.packing_ratio},
      {"relative_packing_ratio", bed.relative_packing_ratio},
      {"bulk_density_lb_ft3", bed.bulk_density_kg_m3 / fire::kKgM3PerLbFt3},
      {"heat_sink_btu_ft3", bed.heat_sink_kj_m3 / fire::kKjM3PerBtuFt3},
      {"live_mx_pct", bed.live_extinction_moisture * 100},
  };
}

void print_heading() {
  std::fputs("id,fuel_number,fuel_code", stdout);
  for (const Column& column : kNumbers) std::printf(",%s", column.name);
  for (const Cell& cell : compute({}, {})) std::printf(",%s", cell.name);
  std::fputc('\n', stdout);
}

void print_row(const Row& row) {
  std::printf("%s,%d,%s", quoted(row.id).c_str(), row.fuel->number,
              std::string(row.fuel->code).c_str());
  for (const double number : row.number) std::printf(",%.8g", number);
  for (const Cell& cell : compute(*row.fuel, row.number)) std::printf(",%.8g", cell.value);
  std::fputc('\n', stdout);
}

}  // namespace

int fire_behaviour(const std::string& path) {
  Diagnostics diagnostics;
  const std::vector<Row> rows = read_rows(path, diagnostics);
  print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  print_heading();
  for (const Row& row : rows) print_row(row);
  return kDone;
}

}  // namespace muster::cli
