// SPDX-License-Identifier: MIT
// Values in time and cells of the grid, as case files state them. See world_file.hpp for where the
// fields are listed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace muster::cases {

/// Values in time: inline pairs (seconds since the case's start, value) or two columns of a table.
struct Series {
  std::vector<std::array<double, 2>> values;  // time_s, value
  std::string path;
  std::string time_column = "time";
  std::string value_column = "value";
  std::string
      utc_offset;  // "-03:00" where the table's times carry none; absent: the case start's own
  double date_only_hour = 12;  // a time that is a date only stands for this hour of that day
  std::vector<std::string> skip_kinds;  // rows whose column "kind" is one of these are left out

  bool empty() const { return values.empty() && path.empty(); }
};

/// Cells of the grid: inside a polygon, or all cells connected to a point that lie at or below a
/// height.
struct Area {
  std::string polygon;  // vector file
  std::string polygon_crs;
  std::vector<std::array<double, 2>> ring;            // x, y in the case's CRS
  std::optional<std::array<double, 2>> seed_lon_lat;  // flood fill from here ...
  std::optional<std::array<double, 2>> seed_x_y;
  double fill_to_m = 0;  // ... over cells not above this height
  std::string edge;      // "north", "east", "south", "west": the rim's cells
};

/// A point of the plane.
struct Place {
  std::optional<std::array<double, 2>> x_y;      // in the case's CRS, m
  std::optional<std::array<double, 2>> lon_lat;  // degrees
};

/// A line: inline, or one of a vector file.
struct PlaceLine {
  std::vector<std::array<double, 2>> x_y;
  std::vector<std::array<double, 2>> lon_lat;
  std::string path;
  std::string crs;
  std::string feature;  // value of the column `id`; empty: the file's only line
};

}  // namespace muster::cases
