// SPDX-License-Identifier: MIT
// Hazards that another model has computed, or that were seen. See world_file.hpp for where the
// fields are listed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace muster::cases {

/// Maps of water at one time.
struct DepthStep {
  double time_s = 0;
  std::string path{};  // depth, m
  std::int64_t band = 1;
  std::string speed_path{};  // m/s; empty: not known
  std::int64_t speed_band = 1;
};

/// Times at which fire or water came to cells.
struct ArrivalMap {
  std::string raster{};
  std::int64_t band = 1;
  double unit_s = 1;    // 60 where the raster holds minutes
  double offset_s = 0;  // of its zero, since the case's start
};

/// Maps of water in time in one netCDF file.
struct FloodNetcdf {
  std::string path{};
  std::string depth_variable{};
  std::string speed_variable{};  // empty: not known
  std::string crs{};
  double shift_s = 0;  // of its times
};

/// Water that comes to each cell once and stays as deep as it is said to be.
struct FloodArrival {
  ArrivalMap when{};
  std::string depth_raster{};  // m, or
  std::int64_t depth_band = 1;
  std::optional<double> depth_m{};  // everywhere that water comes to
};

/// Polygons, each with a time.
struct PerimeterLayer {
  std::string path{};
  std::string layer{};
  std::string crs{};
  std::string time_column = "time";
  std::string utc_offset{};  // of times that carry none; empty: that of the case's start
};

/// Water that was seen at some times: inside the polygons, until those of the next time.
struct FloodExtents {
  PerimeterLayer polygons{};
  double depth_m = 0;
};

/// Byram's fireline intensity where a fire came.
struct IntensityMap {
  std::string raster{};
  std::int64_t band = 1;
  double unit_kw_m = 1;
};

}  // namespace muster::cases
