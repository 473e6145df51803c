// SPDX-License-Identifier: MIT
// Inverse transverse Mercator.
#include "engine/generate/geographic.hpp"

#include <charconv>
#include <cmath>
#include <numbers>

#include "engine/base/elementary.hpp"

namespace muster::generate {

std::optional<TransverseMercator> TransverseMercator::of(int epsg) {
  TransverseMercator projection;
  if (epsg >= 4534 && epsg <= 4554) {
    projection.middle_ = 75 + 3.0 * (epsg - 4534);
  } else if ((epsg >= 32601 && epsg <= 32660) || (epsg >= 32701 && epsg <= 32760)) {
    projection.middle_ = 6.0 * (epsg % 100) - 183;
    projection.scale_ = 0.9996;
    projection.false_northing_m_ = epsg > 32700 ? 1e7 : 0;
    projection.inverse_flattening_ = 298.257223563;
  } else {
    return std::nullopt;
  }
  return projection;
}

LonLat TransverseMercator::geographic(double easting_m, double northing_m) const {
  namespace e = elementary;
  const double f = 1 / inverse_flattening_;
  const double n = f / (2 - f);
  const double n2 = n * n, n3 = n2 * n, n4 = n2 * n2, n5 = n4 * n, n6 = n3 * n3;
  const double radius = 6'378'137.0 / (1 + n) * (1 + n2 / 4 + n4 / 64 + n6 / 256);
  const double beta[] = {
      n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360 - 81 * n5 / 512 + 96199 * n6 / 604800,
      n2 / 48 + n3 / 15 - 437 * n4 / 1440 + 46 * n5 / 105 - 1118711 * n6 / 3870720,
      17 * n3 / 480 - 37 * n4 / 840 - 209 * n5 / 4480 + 5569 * n6 / 90720,
      4397 * n4 / 161280 - 11 * n5 / 504 - 830251 * n6 / 7257600,
      4583 * n5 / 161280 - 108847 * n6 / 3991680,
      20648693 * n6 / 638668800};
  const double xi = (northing_m - false_northing_m_) / (scale_ * radius);
  const double eta = (easting_m - 500'000) / (scale_ * radius);
  double xi0 = xi;
  double eta0 = eta;
  for (int j = 1; j <= 6; ++j) {
    const double k = 2.0 * j;
    const double grow = e::exp(k * eta);
    xi0 -= beta[j - 1] * e::sin(k * xi) * 0.5 * (grow + 1 / grow);
    eta0 -= beta[j - 1] * e::cos(k * xi) * 0.5 * (grow - 1 / grow);
  }
  const double grow = e::exp(eta0);
  const double sinh_eta = 0.5 * (grow - 1 / grow);
  const double cos_xi = e::cos(xi0);
  const double lon = e::atan2(sinh_eta, cos_xi);
  // From the conformal latitude's tangent to the latitude's by Newton's method (Karney 2011,
  // 19-21).
  const double conformal = e::sin(xi0) / std::sqrt(sinh_eta * sinh_eta + cos_xi * cos_xi);
  const double ecc2 = f * (2 - f);
  const double ecc = std::sqrt(ecc2);
  double tau = conformal;
  for (int i = 0; i < 6; ++i) {
    const double sine = tau / std::sqrt(1 + tau * tau);
    const double atanh = 0.5 * e::log((1 + ecc * sine) / (1 - ecc * sine));
    const double up = e::exp(ecc * atanh);
    const double sigma = 0.5 * (up - 1 / up);
    const double here = tau * std::sqrt(1 + sigma * sigma) - sigma * std::sqrt(1 + tau * tau);
    tau += (conformal - here) / std::sqrt(1 + here * here) * (1 + (1 - ecc2) * tau * tau) /
           ((1 - ecc2) * std::sqrt(1 + tau * tau));
  }
  const double degree = 180 / std::numbers::pi;
  return {middle_ + lon * degree, e::atan(tau) * degree};
}

int epsg_code(const std::string& crs) {
  if (!crs.starts_with("EPSG:")) return 0;
  int code = 0;
  const char* end = crs.data() + crs.size();
  const auto result = std::from_chars(crs.data() + 5, end, code);
  return result.ec == std::errc{} && result.ptr == end ? code : 0;
}

}  // namespace muster::generate
