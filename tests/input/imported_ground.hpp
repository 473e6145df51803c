// SPDX-License-Identifier: MIT
// A city with one imported hazard, and maps on its own cells.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "engine/input/forcing.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input::test {

struct ImportedGround : TinyCity {
  cases::CaseFile file;
  ImportedGround() : TinyCity(2) {
    file.start = "2024-04-30T08:00:00+02:00";
    file.horizon_s = 86400;
    file.event.hazards.emplace_back();
    file.event.hazards[0].kind = cases::HazardKind::Imported;
  }
  cases::Hazard& hazard() { return file.event.hazards[0]; }
  const world::Grid& grid() const { return world.terrain.grid; }
  world::HazardForcing read() {
    world::HazardForcing forcing = read_forcing(file, world, books.import)[0];
    return forcing;
  }
  RasterToWrite own_cells() const {
    RasterToWrite raster;
    raster.cols = grid().cols;
    raster.rows = grid().rows;
    raster.x0 = grid().x0;
    raster.y0 = grid().y0;
    raster.dx = grid().cell_m;
    raster.dy = -grid().cell_m;
    raster.crs = kCrs;
    return raster;
  }
  /// The path of a map on the model's own cells; `value` by row and column.
  std::string map(const std::string& name, std::function<double(int row, int col)> value,
                  std::optional<double> nodata = {}) const {
    RasterToWrite raster = own_cells();
    raster.nodata = nodata;
    raster.value = std::move(value);
    write_tiff(scratch.path(name), raster);
    return scratch.path(name);
  }
  /// As WKT: `cols` columns of the northernmost five rows from `first_col` on.
  std::string square(double first_col, double cols) const {
    const double x0 = grid().x0 + first_col * grid().cell_m, x1 = x0 + cols * grid().cell_m;
    const double y1 = grid().y0, y0 = y1 - 5 * grid().cell_m;
    const auto at = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
    return "POLYGON((" + at(x0, y0) + "," + at(x1, y0) + "," + at(x1, y1) + "," + at(x0, y1) + "," +
           at(x0, y0) + "))";
  }
};

}  // namespace muster::input::test
