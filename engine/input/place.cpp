// SPDX-License-Identifier: MIT
#include "engine/input/place.hpp"

#include "engine/input/crs.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

namespace {

bool project(std::vector<double>& x, std::vector<double>& y, const std::string& crs,
             const std::string& where, Import& import) {
  const Projector projector("EPSG:4326", crs, where, import.diagnostics);
  if (!projector.good()) return false;
  if (projector.forward(x, y) == 0) return true;
  import.diagnostics.error(where, "cannot be projected to " + crs);
  return false;
}

}  // namespace

std::optional<std::array<double, 2>> place_xy(const cases::Place& place, const std::string& crs,
                                              const std::string& where, Import& import) {
  if (place.x_y) return place.x_y;
  if (!place.lon_lat) {
    import.diagnostics.error(where, "has no place", "state x_y or lon_lat");
    return std::nullopt;
  }
  std::vector<double> x{(*place.lon_lat)[0]}, y{(*place.lon_lat)[1]};
  if (!project(x, y, crs, where, import)) return std::nullopt;
  return std::array<double, 2>{x[0], y[0]};
}

std::optional<std::uint32_t> place_cell(const cases::Place& place, const world::Grid& grid,
                                        const std::string& crs, const std::string& where,
                                        Import& import) {
  const std::optional<std::array<double, 2>> xy = place_xy(place, crs, where, import);
  if (!xy) return std::nullopt;
  const int row = grid.row_of((*xy)[1]), col = grid.col_of((*xy)[0]);
  if (grid.contains(row, col)) return static_cast<std::uint32_t>(grid.index(row, col));
  import.diagnostics.error(where, "lies outside the grid (" + to_string(box_of(grid)) + ')',
                           "is it in the case's crs?");
  return std::nullopt;
}

std::vector<double> line_xy(const cases::PlaceLine& line, const std::string& crs,
                            const std::string& where, Import& import) {
  std::vector<double> x, y;
  const auto add = [&](double px, double py) {
    x.push_back(px);
    y.push_back(py);
  };
  if (!line.path.empty()) {
    for (const auto& [px, py] : read_line(line.path, line.crs, line.feature, crs, import))
      add(px, py);
    if (x.empty()) return {};
  } else {
    for (const auto& [px, py] : line.x_y.empty() ? line.lon_lat : line.x_y) add(px, py);
    if (line.x_y.empty() && !x.empty() && !project(x, y, crs, where, import)) return {};
  }
  if (x.size() < 2) {
    import.diagnostics.error(where, "needs at least two points");
    return {};
  }
  std::vector<double> xy;
  for (std::size_t i = 0; i < x.size(); ++i) xy.insert(xy.end(), {x[i], y[i]});
  return xy;
}

}  // namespace muster::input
