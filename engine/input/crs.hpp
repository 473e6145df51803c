// SPDX-License-Identifier: MIT
// Coordinates of layers into the case's plane: EPSG codes, GCJ-02 and BD-09.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/base/error.hpp"

namespace muster::input {

struct LonLat {
  double lon = 0;
  double lat = 0;
};

/// China's obfuscated coordinates (map services) and back. The forward formulas are the published
/// polynomials; the inverse iterates until the forward result is met within 1e-10 degrees.
LonLat gcj02_from_wgs84(LonLat p);
LonLat wgs84_from_gcj02(LonLat p);
LonLat bd09_from_gcj02(LonLat p);
LonLat gcj02_from_bd09(LonLat p);

/// A box round China: coordinates in it may be shifted, so they need a stated CRS.
constexpr bool maybe_in_china(double lon, double lat) {
  return lon >= 73.4 && lon <= 135.2 && lat >= 18.0 && lat <= 53.7;
}

/// What a coordinate reference system is. Text as in case files ("EPSG:4547", "GCJ-02"), a PROJ
/// string or WKT.
struct CrsFacts {
  bool known = false;
  bool geographic = false;
  bool projected = false;
  bool northing_first =
      false;          // the first axis points north (EPSG 4490, 4491-4554): tables' x is north
  double metres = 1;  // of one unit of a projected system
  std::string name;
};
CrsFacts describe_crs(const std::string& crs);
bool same_crs(const std::string& a, const std::string& b);

/// From a layer's coordinates to the case's. Points are always x = east or longitude, y = north or
/// latitude, whatever the axis order of the EPSG code: who reads a table by axis order swaps
/// before. Results are rounded to 2^-10 m (about 1 mm): PROJ's last bits differ between processors,
/// the case's coordinates must not. Equal systems pass points through unchanged, and so do two that
/// are not stated: local metres. Not thread-safe.
class Projector {
 public:
  /// Reports to `diagnostics` under `where` if one of the systems is unknown; then good() is false.
  Projector(const std::string& from, const std::string& to, const std::string& where,
            Diagnostics& diagnostics);
  ~Projector();
  Projector(Projector&&) noexcept;
  Projector& operator=(Projector&&) noexcept;

  bool good() const { return good_; }
  bool identity() const;
  /// In place. Points that cannot be projected become NaN; their number is returned.
  std::size_t forward(std::span<double> x, std::span<double> y) const;
  /// As forward, but not rounded: for finding cells in a source raster.
  std::size_t forward_exact(std::span<double> x, std::span<double> y) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  bool good_ = false;
};

/// Metres of the case's plane for each metre on the ground, at a point; 1 where the projection
/// keeps lengths. Positive; 0 where it cannot be told.
double length_scale(const std::string& crs, double x, double y);

}  // namespace muster::input
