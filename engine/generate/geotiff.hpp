// SPDX-License-Identifier: MIT
// Rasters as GeoTIFF. Written here, because GDAL's bytes differ between its versions.
#pragma once

#include <string>

#include "engine/world/raster.hpp"

namespace muster::generate {

/// Bytes of a GeoTIFF (TIFF 6.0, OGC 19-008r4): one band of 32-bit floats, not compressed, pixel is
/// area, in the projected system `epsg`. The grid's corner is moved by the origin.
std::string geotiff(const world::Raster<float>& raster, int epsg, double origin_x_m,
                    double origin_y_m);

}  // namespace muster::generate
