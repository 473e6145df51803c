// SPDX-License-Identifier: MIT
// One raster file on the grid.
#include <utility>

#include "engine/input/raster.hpp"

namespace muster::input {

std::optional<Resampled> raster_on_grid(const std::string& path, Sampling sampling,
                                        std::span<const double> never, const world::Grid& grid,
                                        const std::string& crs, Import& import, int band) {
  std::optional<SourceRaster> opened = open_raster(path, "", import, band);
  if (!opened) return std::nullopt;
  return raster_on_grid(std::move(*opened), sampling, never, grid, crs, import);
}

std::optional<Resampled> raster_on_grid(SourceRaster source, Sampling sampling,
                                        std::span<const double> never, const world::Grid& grid,
                                        const std::string& crs, Import& import) {
  const std::optional<Box> box = box_in(source, crs, import);
  if (!box) return std::nullopt;
  if (!box->overlaps(box_of(grid))) {
    import.diagnostics.error(source.path, "lies elsewhere: it covers " + to_string(*box) +
                                              ", the grid " + to_string(box_of(grid)) + " (" + crs +
                                              ")");
    return std::nullopt;
  }
  if (!read_window(source, box_of(grid), crs, never, 1, import)) return std::nullopt;
  const std::size_t errors = import.diagnostics.errors();
  Resampled result = sampling == Sampling::Codes
                         ? nearest(source, grid, crs, import)
                         : resample(std::span{&source, 1}, grid, crs, import);
  if (import.diagnostics.errors() != errors) return std::nullopt;
  return result;
}

}  // namespace muster::input
