// SPDX-License-Identifier: MIT
// Longitude and latitude of points in the projections that districts are generated in.
#pragma once

#include <optional>
#include <string>

namespace muster::generate {

struct LonLat {
  double lon = 0;
  double lat = 0;
};

/// A transverse Mercator projection, undone by Krueger's series of 1912 to the sixth order (Karney
/// 2011, equation 36): errors below 1e-8 m within 20 degrees of the middle.
class TransverseMercator {
 public:
  /// Of EPSG codes 4534-4554 (CGCS2000, three degrees wide, plain easting) and 32601-32660,
  /// 32701-32760 (UTM); nothing for others.
  static std::optional<TransverseMercator> of(int epsg);
  LonLat geographic(double easting_m, double northing_m) const;

 private:
  double middle_ = 0;  // degrees
  double scale_ = 1;
  double false_northing_m_ = 0;
  double inverse_flattening_ = 298.257222101;
};

/// Number of "EPSG:n"; 0 for any other text.
int epsg_code(const std::string& crs);

}  // namespace muster::generate
