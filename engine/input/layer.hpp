// SPDX-License-Identifier: MIT
// Rows with a place: tables with coordinates, and vector layers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/input/polygon.hpp"
#include "engine/input/table.hpp"

namespace muster::input {

/// Where a row lies, in the case's plane.
struct Shape {
  enum class Kind { Point, Line, Polygon };
  Kind kind = Kind::Point;
  std::vector<std::vector<std::pair<double, double>>> parts;  // a point's: one part of one point
};

/// `table` has the attributes, shape[row] the place of each row.
struct LayerRows {
  Table table;
  std::vector<Shape> shape;
  bool placed = true;  // else rows have no place, which is reported; the table can still be checked
};

/// Reads a table (.csv, .txt, .xlsx, .ods) with columns lon and lat, or x and y, or east and north;
/// or any layer that OGR reads. Coordinates: `layer.crs`; without it tables' lon, lat are WGS 84,
/// tables' x, y the case's own, and vector files' what the file says. Longitudes and latitudes
/// inside China without `layer.crs` are an error: they may be shifted. In tables x is the first
/// axis of the CRS, which is north for EPSG:4490 and 4491-4554. Every row that has no place is
/// reported, and rows of a table are returned all the same. Nothing is returned where anything else
/// is wrong.
std::optional<LayerRows> read_layer(const cases::Layer& layer, const std::string& case_crs,
                                    Import& import);

/// The file as a table alone, whatever its format. `mapped`: as in cases::Layer.
std::optional<Table> read_table(const std::string& path, const std::string& sheet,
                                const std::map<std::string, std::string>& mapped, Import& import);

/// The polygons of a vector file, or the ring that a CSV file of x, y rows lists. `crs` as in
/// read_layer. Empty, with a problem reported, where there is none.
std::vector<Polygon> read_polygons(const std::string& path, const std::string& crs,
                                   const std::string& case_crs, Import& import);

/// One line of a vector file, or that which a table of x, y rows lists: the only one, or that whose
/// column `id` is `feature`. Empty, with a problem reported, where there is none.
std::vector<std::pair<double, double>> read_line(const std::string& path, const std::string& crs,
                                                 const std::string& feature,
                                                 const std::string& case_crs, Import& import);

}  // namespace muster::input
