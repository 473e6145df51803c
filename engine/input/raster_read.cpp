// SPDX-License-Identifier: MIT
// Raster files through GDAL.
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>

#include "engine/input/crs.hpp"
#include "engine/input/gdal_quiet.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {
namespace {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

Dataset open(const std::string& path) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  return Dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
}

bool ends_with(const std::string& text, const char* end) {
  const std::string_view tail(end);
  if (text.size() < tail.size()) return false;
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = text[text.size() - tail.size() + i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != tail[i]) return false;
  }
  return true;
}

/// The raster itself, or the first by name in a zip archive; `path` becomes GDAL's name for it.
Dataset open_any(std::string& path) {
  if (!ends_with(path, ".zip")) {
    if (ends_with(path, ".gz")) path = "/vsigzip/" + path;
    return open(path);
  }
  const std::string archive = "/vsizip/{" + path + "}";
  char** list = VSIReadDirRecursive(archive.c_str());
  std::vector<std::string> names;
  for (char** name = list; name && *name; ++name) names.emplace_back(*name);
  CSLDestroy(list);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    std::string inside = archive;
    inside.append("/").append(name);
    if (Dataset dataset = open(inside)) {
      path = inside;
      return dataset;
    }
  }
  return nullptr;
}

}  // namespace

std::optional<SourceRaster> open_raster(const std::string& path, const std::string& fallback_crs,
                                        Import& import, int band, const std::string& variable) {
  if (!import.take(path)) return std::nullopt;
  const GdalQuiet quiet;
  SourceRaster raster;
  raster.path = raster.gdal_path = path;
  if (!variable.empty()) raster.gdal_path = "NETCDF:\"" + path + "\":" + variable;
  const Dataset dataset = open_any(raster.gdal_path);
  if (!dataset || dataset->GetRasterCount() < 1) {
    import.diagnostics.error(path, "is no raster that GDAL can read" +
                                       (quiet.message().empty() ? "" : ": " + quiet.message()));
    return std::nullopt;
  }
  if (dataset->GetRasterCount() < band) {
    import.diagnostics.error(path, "has no band " + std::to_string(band) + ", only " +
                                       std::to_string(dataset->GetRasterCount()));
    return std::nullopt;
  }
  raster.band = band;
  raster.width = dataset->GetRasterXSize();
  raster.height = dataset->GetRasterYSize();
  double t[6];
  if (dataset->GetGeoTransform(t) != CE_None) {
    import.diagnostics.error(path, "does not say where it lies (no geotransform)",
                             "georeference it, for example with gdal_translate -a_ullr");
    return std::nullopt;
  }
  const bool finite = std::all_of(t, t + 6, [](double v) { return std::isfinite(v); });
  if (!finite || t[2] != 0 || t[4] != 0 || !(t[1] > 0) || t[5] == 0) {
    import.diagnostics.error(path, "is rotated or has cells of no size", "warp it with gdalwarp");
    return std::nullopt;
  }
  raster.x0 = t[0];
  raster.y0 = t[3];
  raster.dx = t[1];
  raster.dy = t[5];
  raster.bytes = dataset->GetRasterBand(band)->GetRasterDataType() == GDT_Byte;
  if (const char* wkt = dataset->GetProjectionRef()) raster.crs = wkt;
  if (raster.crs.empty()) raster.crs = fallback_crs;
  if (raster.crs.empty()) {
    import.diagnostics.error(
        path, "carries no coordinate system",
        "state it in the case (terrain.dem_crs for elevation, flood_netcdf.crs), or in the file: "
        "gdal_translate -a_srs EPSG:... " +
            path + " NEW.tif");
    return std::nullopt;
  }
  if (!describe_crs(raster.crs).known) {
    import.diagnostics.error(path, "its coordinate system is not known: " + raster.crs);
    return std::nullopt;
  }
  return raster;
}

bool read_window(SourceRaster& raster, const Box& box, const std::string& crs,
                 std::span<const double> also_void, double unit, Import& import) {
  // where the box lies among the source's cells: its rim and its inside, in steps fine enough for
  // the curve of a projection
  constexpr int kSteps = 32;
  std::vector<double> x, y;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      x.push_back(box.xmin + (box.xmax - box.xmin) * i / kSteps);
      y.push_back(box.ymin + (box.ymax - box.ymin) * j / kSteps);
    }
  }
  const Projector projector(crs, raster.crs, raster.path, import.diagnostics);
  if (!projector.good()) return false;
  projector.forward_exact(x, y);
  double left = std::numeric_limits<double>::infinity(), right = -left, top = left, bottom = -left;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) continue;
    const double col = (x[i] - raster.x0) / raster.dx, row = (y[i] - raster.y0) / raster.dy;
    left = std::min(left, col);
    right = std::max(right, col);
    top = std::min(top, row);
    bottom = std::max(bottom, row);
  }
  raster.value.clear();
  raster.rows = raster.cols = 0;
  if (!(left <= right)) return true;
  constexpr double kMargin = 2;  // bilinear neighbours, and the curve between the steps
  const auto clamped = [](double value, int most) {
    return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most)));
  };
  raster.first_col = clamped(std::floor(left - kMargin), raster.width);
  raster.first_row = clamped(std::floor(top - kMargin), raster.height);
  raster.cols = clamped(std::ceil(right + kMargin), raster.width) - raster.first_col;
  raster.rows = clamped(std::ceil(bottom + kMargin), raster.height) - raster.first_row;
  if (raster.cols <= 0 || raster.rows <= 0) {
    raster.cols = raster.rows = 0;
    return true;
  }
  const double cells = static_cast<double>(raster.cols) * raster.rows;
  if (cells > kMostRasterCells) {
    import.diagnostics.error(
        raster.path,
        "the part that is needed has " + std::to_string(raster.cols) + " x " +
            std::to_string(raster.rows) + " cells; at most 50 million are read",
        "state a smaller grid.extent, or make a coarser copy with gdalwarp -tr");
    raster.cols = raster.rows = 0;
    return false;
  }
  const GdalQuiet quiet;
  const Dataset dataset = open(raster.gdal_path);
  GDALRasterBand* band = dataset ? dataset->GetRasterBand(raster.band) : nullptr;
  raster.value.resize(static_cast<std::size_t>(cells));
  if (!band || band->RasterIO(GF_Read, raster.first_col, raster.first_row, raster.cols, raster.rows,
                              raster.value.data(), raster.cols, raster.rows, GDT_Float64, 0, 0,
                              nullptr) != CE_None) {
    import.diagnostics.error(raster.path, "ends before its data do: " + quiet.message(),
                             "fetch or export it again");
    raster.value.clear();
    raster.cols = raster.rows = 0;
    return false;
  }
  int has_nodata = 0, has_scale = 0, has_offset = 0;
  const double nodata = band->GetNoDataValue(&has_nodata);
  const double scale = band->GetScale(&has_scale), offset = band->GetOffset(&has_offset);
  for (double& value : raster.value) {
    bool is_void = !std::isfinite(value) || (has_nodata && value == nodata) ||
                   // a no-data value in double that the band's float cannot hold
                   (has_nodata && static_cast<float>(value) == static_cast<float>(nodata));
    for (const double code : also_void)
      is_void |= value == code || value == static_cast<float>(code);
    if (is_void) {
      value = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    if (has_scale) value *= scale;
    if (has_offset) value += offset;
    value *= unit;
  }
  return true;
}

}  // namespace muster::input
