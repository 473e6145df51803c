// SPDX-License-Identifier: MIT
// Pressure diffusion against conservation, closed values and its own two series.
#include "engine/hazard/landslide/diffusion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace muster::hazard::landslide {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

TEST(Diffusion, IntegralOfErfcHasTabulatedValues) {
  EXPECT_NEAR(integral_erfc(0), 0.5641895835477563, 1e-15);
  EXPECT_NEAR(integral_erfc(0.5), 0.1996412283742457, 1e-15);
  EXPECT_NEAR(integral_erfc(1), 0.0502545416600122, 1e-15);
  EXPECT_EQ(integral_erfc(30), 0);
  EXPECT_EQ(integral_erfc(kEndless), 0);
}

TEST(Diffusion, StoresWhatFlowsIn) {
  // The head's integral over the layer grows as D t: nothing leaves through the base.
  const double d = 2, diffusivity = 3e-4;
  for (const double t : {0.001, 0.05, 0.2499, 0.2501, 1.0, 40.0, 1e6}) {
    const double time_s = t * d * d / diffusivity;
    const int panels = 2000;
    double sum = 0;
    for (int i = 0; i <= panels; ++i) {
      const double weight = i == 0 || i == panels ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * flux_response_m(d * i / panels, d, diffusivity, time_s);
    }
    const double stored = sum * d / panels / 3;
    EXPECT_NEAR(stored / (diffusivity * time_s), 1, 1e-8) << t;
  }
}

TEST(Diffusion, ImagesAndEigenfunctionsAgree) {
  const double d = 1.7, diffusivity = 5e-5, change_over = 0.25 * d * d / diffusivity;
  for (int i = 0; i <= 17; ++i) {
    const double z = d * i / 17;
    EXPECT_NEAR(flux_response_m(z, d, diffusivity, change_over * (1 - 1e-14)),
                flux_response_m(z, d, diffusivity, change_over * (1 + 1e-14)), 2e-14 * d);
    EXPECT_NEAR(load_response(z, d, diffusivity, change_over * (1 - 1e-14)),
                load_response(z, d, diffusivity, change_over * (1 + 1e-14)), 2e-14);
  }
}

TEST(Diffusion, EndlessGroundIsADeepBasement) {
  const double diffusivity = 1e-6, time_s = 7e6;
  EXPECT_NEAR(flux_response_m(0, kEndless, diffusivity, time_s),
              2 * std::sqrt(diffusivity * time_s / M_PI), 1e-14);
  for (const double z : {0.0, 0.1, 2.0, 9.0}) {
    EXPECT_NEAR(flux_response_m(z, kEndless, diffusivity, time_s),
                flux_response_m(z, 100, diffusivity, time_s), 1e-15);
    EXPECT_NEAR(load_response(z, kEndless, diffusivity, time_s),
                load_response(z, 100, diffusivity, time_s), 1e-15);
  }
  EXPECT_NEAR(load_response(2, kEndless, diffusivity, time_s),
              std::erfc(1 / std::sqrt(diffusivity * time_s)), 1e-15);
}

TEST(Diffusion, LoadIsWholeAtTheTopAndInTheEnd) {
  EXPECT_NEAR(load_response(0, 1, 1e-4, 500), 1, 1e-15);
  EXPECT_NEAR(load_response(0, 1, 1e-4, 50000), 1, 1e-15);
  EXPECT_NEAR(load_response(1, 1, 1e-4, 1e9), 1, 1e-15);
  EXPECT_EQ(load_response(0, 0, 1e-4, 1), 1);
}

TEST(Diffusion, IsNothingBeforeItBegins) {
  EXPECT_EQ(flux_response_m(0, 2, 1e-4, 0), 0);
  EXPECT_EQ(flux_response_m(0, 2, 1e-4, -5), 0);
  EXPECT_EQ(load_response(0, 2, 1e-4, 0), 0);
}

TEST(Diffusion, IsFiniteAndGrowsAtAnyTime) {
  for (const double d : {1e-3, 1.0, 1e4, kEndless}) {
    for (const double share : {0.0, 0.3, 1.0}) {
      const double z = share * (std::isfinite(d) ? d : 1.0);
      double flux_before = 0, load_before = 0;
      for (double time_s = 1e-300; time_s < 1e20; time_s *= 7) {
        const double flux = flux_response_m(z, d, 1e-5, time_s);
        const double load = load_response(z, d, 1e-5, time_s);
        ASSERT_TRUE(std::isfinite(flux) && std::isfinite(load));
        ASSERT_GE(flux, flux_before * (1 - 1e-12) - 1e-16);
        ASSERT_GE(load, load_before - 1e-14);
        ASSERT_LE(load, 1 + 1e-14);
        flux_before = flux;
        load_before = load;
      }
    }
  }
}

}  // namespace
}  // namespace muster::hazard::landslide
