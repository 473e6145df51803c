// SPDX-License-Identifier: MIT
// Density bins, without a window.
#include "viewer/map/density_layer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace muster::viewer {
namespace {

double total(const DensityBins& bins) {
  double sum = 0;
  for (std::size_t r = 0; r < bins.rows(); ++r)
    for (std::size_t c = 0; c < bins.columns(); ++c)
      sum += bins.per_hectare(r, c) * bins.cell_m() * bins.cell_m() / 1e4;
  return sum;
}

TEST(DensityBins, KeepEveryoneInView) {
  Camera camera{{{0, 0}, {10000, 8000}}, 1000, 800};
  std::mt19937 random{5};
  for (const double factor : {1.0, 3.0, 1.7, 6.0}) {
    camera.zoom({500, 400}, factor);
    DensityBins bins{camera};
    const Bounds view = camera.view();
    double in_view = 0;
    for (int i = 0; i < 2000; ++i) {
      const Point p{static_cast<double>(random() % 10000), static_cast<double>(random() % 8000)};
      const bool inside = view.contains(p);
      if (inside) in_view += 2;
      if (inside) bins.add(p, 2);
    }
    bins.add({1e9, 1e9}, 5);
    EXPECT_NEAR(total(bins), in_view, 1e-6);
    const double pixels = bins.cell_m() / camera.metres_per_pixel();
    EXPECT_GE(pixels, 4);
    EXPECT_TRUE(pixels < 8 || bins.cell_m() == 32) << pixels;
  }
}

TEST(DensityBins, CellsDoNotMoveWithTheMap) {
  Camera camera{{{0, 0}, {10000, 8000}}, 1000, 800};
  camera.zoom({500, 400}, 4);
  const DensityBins before{camera};
  camera.pan(13, 29);
  const DensityBins after{camera};
  EXPECT_EQ(before.cell_m(), after.cell_m());
  const double shift = (after.bounds().min.x - before.bounds().min.x) / before.cell_m();
  EXPECT_EQ(shift, std::round(shift));
}

TEST(DensityBins, AreInPersonsAHectare) {
  const Camera camera{{{0, 0}, {10000, 8000}}, 1000, 800};
  DensityBins bins{camera};
  bins.add({5001, 4001}, 100);
  double most = 0;
  for (std::size_t r = 0; r < bins.rows(); ++r)
    for (std::size_t c = 0; c < bins.columns(); ++c) most = std::max(most, bins.per_hectare(r, c));
  EXPECT_DOUBLE_EQ(most, 100 / (bins.cell_m() * bins.cell_m() / 1e4));
}

}  // namespace
}  // namespace muster::viewer
