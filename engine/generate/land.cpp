// SPDX-License-Identifier: MIT
// The valley put on cells.
#include "engine/generate/land.hpp"

#include "engine/base/parallel.hpp"

namespace muster::generate {

Land survey(const Valley& valley, double cell_m) {
  world::Grid grid;
  grid.cell_m = cell_m;
  grid.cols = static_cast<int>(std::ceil(valley.width_m() / cell_m - 1e-9));
  grid.rows = static_cast<int>(std::ceil(valley.height_m() / cell_m - 1e-9));
  grid.y0 = grid.rows * cell_m;
  const world::Raster<float> empty{grid};
  Land land{empty, empty, empty, empty, empty};
  parallel_for_dynamic(static_cast<std::size_t>(grid.rows), [&](std::size_t r) {
    const int row = static_cast<int>(r);
    for (int col = 0; col < grid.cols; ++col) {
      const Point p{grid.x_of(col), grid.y_of(row)};
      const double off_m = valley.off_m(p);
      const double ground = std::floor(valley.ground_m(p, off_m) * 100 + 0.5) / 100;
      land.ground.at(row, col) = static_cast<float>(ground);
      land.above_bank.at(row, col) = static_cast<float>(ground - valley.bank_m(p.x));
      land.off_m.at(row, col) = static_cast<float>(off_m);
      land.hill.at(row, col) = static_cast<float>(valley.hill_share(p, off_m));
      land.creek_m.at(row, col) = static_cast<float>(valley.creek_m(p));
    }
  });
  return land;
}

double height(const world::Raster<float>& ground, Point p) {
  const world::Grid& grid = ground.grid;
  const double u = std::clamp((p.x - grid.x0) / grid.cell_m - 0.5, 0.0, grid.cols - 1.0);
  const double v = std::clamp((grid.y0 - p.y) / grid.cell_m - 0.5, 0.0, grid.rows - 1.0);
  const int col = std::min(static_cast<int>(u), grid.cols - 2);
  const int row = std::min(static_cast<int>(v), grid.rows - 2);
  const double s = u - col;
  const double t = v - row;
  return (ground.at(row, col) * (1 - s) + ground.at(row, col + 1) * s) * (1 - t) +
         (ground.at(row + 1, col) * (1 - s) + ground.at(row + 1, col + 1) * s) * t;
}

}  // namespace muster::generate
