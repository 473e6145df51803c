// SPDX-License-Identifier: MIT
// Rasters and layers that tests write through GDAL.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace muster::input::test {

struct RasterToWrite {
  int cols = 0;
  int rows = 0;
  double x0 = 0;
  double y0 = 0;
  double dx = 1;
  double dy = -1;
  std::string crs;  // empty: none
  std::optional<double> nodata;
  std::string type = "Float32";  // GDAL's name
  std::function<double(int row, int col)> value;
};

void write_tiff(const std::string& path, const RasterToWrite& raster);

/// Maps in time of a netCDF file; `raster` gives their cells, its `value` counts for nothing.
struct NetcdfToWrite {
  RasterToWrite raster;
  std::vector<double> time;
  std::string units = "seconds since 2024-04-30 06:00:00";  // empty: none
  std::string calendar;                                     // empty: none
  bool has_times = true;
  struct Variable {
    std::string name;
    std::function<double(std::size_t step, int row, int col)> value;
  };
  std::vector<Variable> variables;
};

/// Rows from the south up, as models write them.
void write_netcdf(const std::string& path, const NetcdfToWrite& file);

struct FeatureToWrite {
  std::string wkt;
  std::vector<std::string> fields;
};

/// `driver`: "GPKG", "GeoJSON", "KML", "XLSX", ... All fields are texts.
void write_layer(const std::string& driver, const std::string& path, const std::string& layer,
                 const std::string& crs, const std::vector<std::string>& field_names,
                 const std::vector<FeatureToWrite>& features);

}  // namespace muster::input::test
