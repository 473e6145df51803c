// SPDX-License-Identifier: MIT
// Rasters of any format that GDAL reads, resampled to the case's grid.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/world/raster.hpp"

namespace muster::input {

/// A rectangle in some CRS.
struct Box {
  double xmin = 0;
  double ymin = 0;
  double xmax = 0;
  double ymax = 0;
  bool overlaps(const Box& other) const {
    return xmin < other.xmax && other.xmin < xmax && ymin < other.ymax && other.ymin < ymax;
  }
};
std::string to_string(const Box& box);
Box box_of(const world::Grid& grid);

/// Most cells that are read of one file, and that a model grid may have. Checked before anything is
/// allocated: a header may claim what it likes.
inline constexpr double kMostRasterCells = 5e7;

/// One band of one file: what its header says, and once read_window was called the values of a
/// part.
struct SourceRaster {
  std::string path;       // as the case names it
  std::string gdal_path;  // inside an archive where that is one
  std::string crs;
  int width = 0;
  int height = 0;
  double x0 = 0;       // west edge of column 0
  double y0 = 0;       // north edge of row 0 (south edge where dy > 0)
  double dx = 0;       // > 0
  double dy = 0;       // < 0 usually
  bool bytes = false;  // 8-bit values: capped at 255
  int band = 1;

  int first_row = 0, first_col = 0, rows = 0, cols = 0;  // the part that was read
  std::vector<double> value;                             // row-major; NaN = void

  Box box() const;
};

/// Opens a file's header: a raster, or a .zip with one in it. `fallback_crs` holds where the file
/// carries none; neither is an error, as are rotated rasters. `variable`: the one of a netCDF file.
/// Nothing where something is wrong.
std::optional<SourceRaster> open_raster(const std::string& path, const std::string& fallback_crs,
                                        Import& import, int band = 1,
                                        const std::string& variable = {});

/// The rectangle round the raster in another CRS; nothing, with an error, where it cannot be
/// projected.
std::optional<Box> box_in(const SourceRaster& raster, const std::string& crs, Import& import);

/// Reads the part of the raster that `box` of `crs` needs. The file's no-data value, NaN,
/// infinities and `also_void` become NaN; the rest is multiplied by `unit`. False, with the problem
/// reported, where the part is too large or the file ends early. An empty part is no problem.
bool read_window(SourceRaster& raster, const Box& box, const std::string& crs,
                 std::span<const double> also_void, double unit, Import& import);

/// What became of each grid cell.
enum class Cover : std::uint8_t { None, Void, Known };

struct Resampled {
  std::vector<double> value;  // per grid cell, NaN where not known
  std::vector<Cover> cover;
};

/// Values at the grid's cells: bilinear between the source's cell centres; where the source is
/// finer, the mean of bilinear samples spread over the cell. Voids do not count, and a cell of
/// whose weight more than half is void is void. Later sources lie on top. Cells of a source that
/// has the grid's CRS and cells are copied bit by bit. Positions come from PROJ at every 16th cell,
/// rounded to 2^-16 of a source cell, so that the result is the same on every machine. O(cells).
Resampled resample(std::span<const SourceRaster> sources, const world::Grid& grid,
                   const std::string& crs, Import& import);

/// Codes at the grid's cells: of the source cell that holds each cell's centre.
Resampled nearest(const SourceRaster& source, const world::Grid& grid, const std::string& crs,
                  Import& import);

enum class Sampling { Amounts, Codes };

/// One raster file on the grid: amounts resampled, codes by the nearest cell. `never` are codes for
/// no value beside the file's own. Nothing, with the problem reported, where it cannot be read or
/// lies elsewhere.
std::optional<Resampled> raster_on_grid(const std::string& path, Sampling sampling,
                                        std::span<const double> never, const world::Grid& grid,
                                        const std::string& crs, Import& import, int band = 1);
/// The same, of a file that is open.
std::optional<Resampled> raster_on_grid(SourceRaster source, Sampling sampling,
                                        std::span<const double> never, const world::Grid& grid,
                                        const std::string& crs, Import& import);

/// Whether each point of `crs` lies in a source, and in a void of it.
std::vector<Cover> cover_of(std::span<const SourceRaster> sources, std::span<const double> x,
                            std::span<const double> y, const std::string& crs, Import& import);

}  // namespace muster::input
