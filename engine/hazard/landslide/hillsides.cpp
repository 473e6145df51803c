// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/hillsides.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/elementary.hpp"
#include "engine/base/parallel.hpp"
#include "engine/hazard/landslide/check.hpp"

namespace muster::hazard::landslide {

namespace {

/// Heights about a cell, continued beyond the edge of the grid.
class Around {
 public:
  Around(const world::Raster<double>& height, int row, int col)
      : height_{height}, row_{row}, col_{col} {}
  double operator()(int down, int right) const {
    if (inside(down, right)) return at(down, right);
    const double here = at(0, 0);
    if (down != 0 && right != 0) return ((*this)(down, 0) + (*this)(0, right)) - here;
    return inside(-down, -right) ? 2.0 * here - at(-down, -right) : here;
  }

 private:
  bool inside(int down, int right) const {
    return height_.grid.contains(row_ + down, col_ + right);
  }
  double at(int down, int right) const { return height_.at(row_ + down, col_ + right); }
  const world::Raster<double>& height_;
  int row_, col_;
};

template <class T>
bool fits(const std::vector<T>& field, const world::Grid& grid, const char* name,
          Diagnostics& diagnostics) {
  if (field.size() == 1 || field.size() == grid.size()) return true;
  diagnostics.error(name,
                    "needs one value, or one for each of " + std::to_string(grid.size()) +
                        " cells (has " + std::to_string(field.size()) + ")",
                    "rasters must have the shape of the terrain");
  return false;
}

}  // namespace

std::vector<double> slopes_rad(const world::Raster<double>& elevation_m) {
  const world::Grid& grid = elevation_m.grid;
  std::vector<double> slope(grid.size());
  parallel_for(
      static_cast<std::size_t>(grid.rows),
      [&](std::size_t line) {
        const int row = static_cast<int>(line);
        for (int col = 0; col < grid.cols; ++col) {
          const Around z{elevation_m, row, col};
          const double east = (z(-1, 1) + z(1, 1)) + 2.0 * z(0, 1);
          const double west = (z(-1, -1) + z(1, -1)) + 2.0 * z(0, -1);
          const double south = (z(1, -1) + z(1, 1)) + 2.0 * z(1, 0);
          const double north = (z(-1, -1) + z(-1, 1)) + 2.0 * z(-1, 0);
          const double x = (east - west) / (8.0 * grid.cell_m);
          const double y = (south - north) / (8.0 * grid.cell_m);
          slope[grid.index(row, col)] = elementary::atan(std::sqrt(x * x + y * y));
        }
      },
      16);
  return slope;
}

Ground ground_at(const Hillsides& hillsides, std::size_t cell) {
  Ground ground{hillsides.soils[value_at(hillsides.soil, cell)],
                value_at(hillsides.slope_rad, cell), value_at(hillsides.water_table_m, cell),
                value_at(hillsides.basement_m, cell), value_at(hillsides.background_m_s, cell)};
  const double added_pa = value_at(hillsides.added_cohesion_pa, cell);
  ground.soil.cohesion_pa = std::max(0.0, ground.soil.cohesion_pa + added_pa);
  return ground;
}

void check(const Hillsides& hillsides, Diagnostics& diagnostics) {
  const world::Grid& grid = hillsides.grid;
  if (grid.rows < 1 || grid.cols < 1 || !(grid.cell_m > 0.0) || grid.size() > 0xffffffffu) {
    diagnostics.error("landslide grid",
                      "needs at least one row and column and a cell size above 0");
    return;
  }
  // Soils are checked in ground without slope, so that each is named once.
  for (std::size_t i = 0; i < hillsides.soils.size(); ++i) {
    Ground level;
    level.soil = hillsides.soils[i];
    check(level, "soil " + std::to_string(i), diagnostics);
  }
  if (hillsides.soils.empty()) diagnostics.error("soils", "at least one is needed");
  bool whole = fits(hillsides.soil, grid, "soil of the cells", diagnostics);
  whole &= fits(hillsides.slope_rad, grid, "slope", diagnostics);
  whole &= fits(hillsides.water_table_m, grid, "water table", diagnostics);
  whole &= fits(hillsides.basement_m, grid, "basement", diagnostics);
  whole &= fits(hillsides.background_m_s, grid, "background infiltration", diagnostics);
  whole &= fits(hillsides.added_cohesion_pa, grid, "added cohesion", diagnostics);
  if (!whole || hillsides.soils.empty() || !diagnostics.ok()) return;

  struct Fault {
    const char* where;
    const char* must;
    std::size_t cells = 0, first = 0;
  };
  Fault faults[] = {{"soil of the cells", "must be one of the soils"},
                    {"slope", "must be at least 0 and below pi/2"},
                    {"water table", "its depth must be at least 0 and finite"},
                    {"basement", "its depth must be above 0 and finite"},
                    {"background infiltration", "must be at most the hydraulic conductivity"},
                    {"added cohesion", "must be finite"}};
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    const std::uint16_t soil = value_at(hillsides.soil, cell);
    const double slope = value_at(hillsides.slope_rad, cell);
    const double table = value_at(hillsides.water_table_m, cell);
    const double basement = value_at(hillsides.basement_m, cell);
    const double background = value_at(hillsides.background_m_s, cell);
    const bool known = soil < hillsides.soils.size();
    const bool good[] = {known,
                         slope >= 0.0 && slope < M_PI_2,
                         table >= 0.0 && std::isfinite(table),
                         basement > 0.0 && std::isfinite(basement),
                         std::isfinite(background) &&
                             (!known || background <= hillsides.soils[soil].conductivity_m_s),
                         std::isfinite(value_at(hillsides.added_cohesion_pa, cell))};
    for (std::size_t i = 0; i < std::size(good); ++i)
      if (!good[i] && faults[i].cells++ == 0) faults[i].first = cell;
  }
  const auto cols = static_cast<std::size_t>(grid.cols);
  for (const Fault& fault : faults) {
    if (fault.cells == 0) continue;
    diagnostics.error(fault.where, fault.must,
                      std::to_string(fault.cells) + " such cells, the first in row " +
                          std::to_string(fault.first / cols) + ", column " +
                          std::to_string(fault.first % cols));
  }
}

}  // namespace muster::hazard::landslide
