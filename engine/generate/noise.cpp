// SPDX-License-Identifier: MIT
// Value noise.
#include "engine/generate/noise.hpp"

#include <cmath>

namespace muster::generate {
namespace {

double blend(double t) {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

}  // namespace

double Noise::octave(double x, double y, int k) const {
  const double column = std::floor(x);
  const double row = std::floor(y);
  const auto value = [&](int dx, int dy) {
    // Lattice coordinates fit 32 bits each: districts are far smaller than 2^31 waves.
    const auto i = static_cast<std::uint32_t>(static_cast<std::int32_t>(column) + dx);
    const auto j = static_cast<std::uint32_t>(static_cast<std::int32_t>(row) + dy);
    const std::uint64_t place = (static_cast<std::uint64_t>(i) << 32) | j;
    return 2 * stream_.uniform(place, static_cast<std::uint32_t>(k)) - 1;
  };
  const double u = blend(x - column);
  const double v = blend(y - row);
  const double low = value(0, 0) * (1 - u) + value(1, 0) * u;
  const double high = value(0, 1) * (1 - u) + value(1, 1) * u;
  return low * (1 - v) + high * v;
}

double Noise::operator()(double x, double y) const {
  double sum = 0;
  double height = 1;
  double total = 0;
  double scale = 1 / wave_m_;
  for (int k = 0; k < octaves_; ++k, height *= 0.5, scale *= 2) {
    sum += height * octave(x * scale, y * scale, k);
    total += height;
  }
  return sum / total;
}

double Noise::ridged(double x, double y) const {
  double sum = 0;
  double height = 1;
  double total = 0;
  double scale = 1 / wave_m_;
  for (int k = 0; k < octaves_; ++k, height *= 0.5, scale *= 2) {
    sum += height * (1 - std::fabs(octave(x * scale, y * scale, k)));
    total += height;
  }
  return sum / total;
}

}  // namespace muster::generate
