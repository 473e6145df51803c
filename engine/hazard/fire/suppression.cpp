// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/suppression.hpp"

#include <algorithm>
#include <cmath>

namespace muster::hazard::fire {

namespace {

bool in_grid(const world::Grid& grid, double x, double y) {
  return x >= grid.x0 && x <= grid.x0 + grid.cols * grid.cell_m && y <= grid.y0 &&
         y >= grid.y0 - grid.rows * grid.cell_m;
}

struct CrewRate {
  int fuel_model;
  double type_one_ch_h;
  double type_two_ch_h;
};
constexpr double kMetresPerChain = 20.1168;
constexpr CrewRate kCrewRates[] = {{1, 30, 18}, {2, 24, 16}, {3, 5, 3}, {4, 5, 3},   {5, 6, 4},
                                   {6, 6, 4},   {7, 4, 2},   {8, 7, 5}, {9, 28, 16}, {10, 6, 4},
                                   {11, 15, 9}, {12, 7, 4},  {13, 5, 3}};

}  // namespace

double length_m(const Break& line) {
  double sum = 0;
  for (std::size_t k = 0; k + 3 < line.line_m.size(); k += 2) {
    const double dx = line.line_m[k + 2] - line.line_m[k];
    const double dy = line.line_m[k + 3] - line.line_m[k + 1];
    sum += std::sqrt(dx * dx + dy * dy);
  }
  return sum;
}

double built_length_m(const Break& line, SimTime time) {
  if (time < line.from) return 0;
  const double whole = length_m(line);
  if (line.built_m_h <= 0) return whole;
  return std::min(whole, line.built_m_h * to_seconds(time - line.from) / 3600);
}

SimTime built_at(const Break& line, double along_m) {
  if (line.built_m_h <= 0) return line.from;
  return line.from + from_seconds(along_m / line.built_m_h * 3600);
}

double crew_rate_m_h(int fuel_model, CrewType type) {
  const auto* const row =
      std::find_if(std::begin(kCrewRates), std::end(kCrewRates),
                   [&](const CrewRate& r) { return r.fuel_model == fuel_model; });
  if (row == std::end(kCrewRates)) return 0;
  return kMetresPerChain * (type == CrewType::One ? row->type_one_ch_h : row->type_two_ch_h);
}

void check(const Break& line, const world::Grid& grid, Diagnostics& diagnostics) {
  const std::string where = "fire break '" + line.id + "'";
  if (line.line_m.size() < 4 || line.line_m.size() % 2 != 0)
    diagnostics.error(where, "needs a line of two points or more");
  for (std::size_t k = 0; k + 1 < line.line_m.size(); k += 2) {
    if (in_grid(grid, line.line_m[k], line.line_m[k + 1])) continue;
    diagnostics.error(where, "point " + std::to_string(k / 2) + " lies outside the terrain");
    break;
  }
  if (!(line.width_m > 0 && line.width_m <= 10000))
    diagnostics.error(where, "its width must be above 0 and at most 10,000 m");
  if (!(line.built_m_h >= 0 && line.built_m_h <= 1e6))
    diagnostics.error(where, "the rate of building must lie between 0 (all at once) and 1e6 m/h");
}

void check(const Drop& drop, const world::Grid& grid, Diagnostics& diagnostics) {
  const std::string where = "water drop '" + drop.id + "'";
  if (std::any_of(drop.cells.begin(), drop.cells.end(),
                  [&](std::uint32_t cell) { return cell >= grid.size(); }))
    diagnostics.error(where, "has a cell outside the terrain");
  if (!(drop.coverage_l_m2 > 0 && drop.coverage_l_m2 <= 1000))
    diagnostics.error(where,
                      "its coverage must be above 0 and at most 1,000 litres a square metre");
  if (drop.until <= drop.from) diagnostics.error(where, "must dry after it has fallen");
}

}  // namespace muster::hazard::fire
