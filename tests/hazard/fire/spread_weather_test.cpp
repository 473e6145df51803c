// SPDX-License-Identifier: MIT
// Fire goes on from where it is when the weather changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

constexpr int kGrass = 102;

Inputs two_winds(int cells, double cell_m, double first_deg, double then_deg, double wind_m_s,
                 SimTime change) {
  Inputs inputs = flat_ground(cells, cell_m, kGrass, wind_m_s, first_deg);
  Weather then = inputs.weather[0];
  then.from = change;
  then.wind_from_deg = then_deg + 180;
  inputs.weather.push_back(then);
  inputs.ignitions = {point_ignition(cells * cell_m / 2, cells * cell_m / 2)};
  return inputs;
}

/// Reach of an ellipse about its rear focus in a direction (its support function) per second.
double reach_m_s(const Ellipse& ellipse, Vector heading, Vector towards) {
  return normal_rate_m_s(ellipse, heading.x * towards.x + heading.y * towards.y);
}

// The fire at the end is the Minkowski sum of two ellipses: its reach in any direction is the sum
// of theirs.
TEST(FireWeather, TurningWindGivesTheSumOfTwoEllipses) {
  constexpr int kCells = 401;
  constexpr double kCell_m = 30;
  for (const double ratio : {1.5, 3.0}) {
    const double wind = wind_for(kGrass, ratio);
    const Ellipse ellipse = flat_fire(kGrass, wind).ellipse;
    const double half_s = 0.2 * kCells * kCell_m / ellipse.head_rate_m_s;
    for (const double turn : {0.0, 30.0, 90.0, 180.0}) {
      const double first_deg = 20, then_deg = first_deg + turn;
      Spread fire{two_winds(kCells, kCell_m, first_deg, then_deg, wind, from_seconds(half_s))};
      fire.advance(0, from_seconds(2 * half_s));
      const double middle = kCells * kCell_m / 2;
      double area = 0;
      constexpr int kDirections = 3600;
      double reach[kDirections];
      for (int k = 0; k < kDirections; ++k) {
        const Vector towards = direction(k * 360.0 / kDirections);
        reach[k] = half_s * (reach_m_s(ellipse, direction(first_deg), towards) +
                             reach_m_s(ellipse, direction(then_deg), towards));
      }
      const double step = 2 * std::numbers::pi / kDirections;
      for (int k = 0; k < kDirections; ++k) {  // area of a convex body: int (h^2 - h'^2) / 2
        const double slope = (reach[(k + 1) % kDirections] - reach[k]) / step;
        area += (reach[k] * reach[k] - slope * slope) / 2 * step;
      }
      EXPECT_NEAR(burnt_area_m2(fire) / area, 1, 0.01) << ratio << ' ' << turn;
      for (int k = 0; k < kDirections; k += 100) {
        const Vector towards = direction(k * 360.0 / kDirections);
        double seen = 0;
        for (std::size_t cell = 0; cell < fire.grid().size(); ++cell) {
          if (std::isinf(fire.arrival_s()[cell])) continue;
          const Vector p = place_of(fire.grid(), cell);
          seen = std::max(seen, (p.x - middle) * towards.x + (p.y - middle) * towards.y);
        }
        EXPECT_NEAR(seen, reach[k], 1.5 * kCell_m) << ratio << ' ' << turn << ' ' << k;
      }
    }
  }
}

TEST(FireWeather, WeatherThatStaysChangesNothing) {
  Inputs inputs = flat_ground(101, 30, kGrass, 4, 25);
  inputs.ignitions = {point_ignition(1500, 1000)};
  Spread once{inputs};
  for (int k = 1; k < 40; ++k) {
    Weather same = inputs.weather[0];
    same.from = k * from_seconds(60);
    inputs.weather.push_back(same);
  }
  Spread often{std::move(inputs)};
  once.advance(0, from_seconds(2400));
  often.advance(0, from_seconds(2400));
  EXPECT_EQ(once.fingerprint(), often.fingerprint());
}

// The wind swings to and fro while the head moves three cells at a time: the sum of all the short
// ellipses is that of two long ones.
TEST(FireWeather, ManyChangesStayWithinACellAndAHalf) {
  constexpr int kCells = 301, kChanges = 40;
  constexpr double kCell_m = 30, kSwing_deg = 60;
  const double wind = wind_for(kGrass, 3);
  const Ellipse ellipse = flat_fire(kGrass, wind).ellipse;
  const double end_s = 110 * kCell_m / ellipse.head_rate_m_s;
  Inputs inputs =
      two_winds(kCells, kCell_m, 25, 25 + kSwing_deg, wind, from_seconds(end_s / kChanges));
  for (int k = 2; k < kChanges; ++k) {
    inputs.weather.push_back(inputs.weather[static_cast<std::size_t>(k % 2)]);
    inputs.weather.back().from = from_seconds(k * end_s / kChanges);
  }
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(end_s));
  const double middle = kCells * kCell_m / 2;
  for (int deg = 0; deg < 360; deg += 5) {
    const Vector towards = direction(deg);
    const double exact = end_s / 2 *
                         (reach_m_s(ellipse, direction(25), towards) +
                          reach_m_s(ellipse, direction(25 + kSwing_deg), towards));
    double seen = 0;
    for (std::size_t cell = 0; cell < fire.grid().size(); ++cell) {
      if (std::isinf(fire.arrival_s()[cell])) continue;
      const Vector p = place_of(fire.grid(), cell);
      seen = std::max(seen, (p.x - middle) * towards.x + (p.y - middle) * towards.y);
    }
    EXPECT_LT(seen, exact + 0.1 * kCell_m) << deg;  // never early
    EXPECT_GT(seen, exact - 1.6 * kCell_m) << deg;  // a cell counts once its centre is reached
  }
}

// Twenty changes by nothing: on ground whose fuel differs from patch to patch the front must
// neither leap ahead on slow ground nor fall back.
TEST(FireWeather, ChangesByNothingLeaveAFireOnUnevenGroundWhereItIs) {
  constexpr int kCells = 151, kChanges = 20;
  Inputs inputs = flat_ground(kCells, 30, kGrass, 4, 25);
  constexpr std::uint16_t kFuels[] = {102, 165, 122};
  for (std::size_t i = 0; i < inputs.fuel.size(); ++i) {
    const std::size_t row = i / kCells / 5, col = i % kCells / 5;
    inputs.fuel[i] = kFuels[(row * 7919 + col * 104729 + row * col * 31) % 3];
  }
  inputs.ignitions = {point_ignition(2265, 2265)};
  Spread once{inputs};
  const double end_s = 40000;
  once.advance(0, from_seconds(end_s));
  for (int k = 1; k < kChanges; ++k) {
    Weather again = inputs.weather[0];
    again.from = from_seconds(k * end_s / kChanges);
    again.wind_20ft_m_s += 1e-9 * (k % 2);
    inputs.weather.push_back(again);
  }
  Spread often{std::move(inputs)};
  often.advance(0, from_seconds(end_s));
  double sum_s = 0;
  std::size_t cells = 0;
  for (std::size_t i = 0; i < once.grid().size(); ++i) {
    if (std::isinf(once.arrival_s()[i]) && std::isinf(often.arrival_s()[i])) continue;
    sum_s += std::min(often.arrival_s()[i], end_s) - std::min(once.arrival_s()[i], end_s);
    ++cells;
  }
  EXPECT_GT(cells, 3000u);
  EXPECT_LT(std::fabs(sum_s / static_cast<double>(cells)), 0.005 * end_s);
  EXPECT_NEAR(burnt_area_m2(often) / burnt_area_m2(once), 1, 0.01);
}

TEST(FireWeather, SplittingTheTimeChangesNoBit) {
  Inputs inputs = two_winds(101, 30, 0, 70, 5, from_seconds(1000));
  Spread whole{inputs}, parts{inputs};
  whole.advance(0, from_seconds(3000));
  for (int k = 0; k < 30; ++k) parts.advance(from_seconds(100 * k), from_seconds(100 * (k + 1)));
  EXPECT_GT(whole.burnt_cells(), 200u);
  EXPECT_EQ(whole.fingerprint(), parts.fingerprint());
}

TEST(FireWeather, RainStopsTheFireAndDryWeatherLetsItGoOn) {
  Inputs inputs = flat_ground(101, 30, kGrass, 3, 90);
  Weather wet = inputs.weather[0];
  wet.from = from_seconds(1800);
  wet.moisture = {.4, .4, .4, 3, 3};
  Weather dry = inputs.weather[0];
  dry.from = from_seconds(7200);
  inputs.weather = {inputs.weather[0], wet, dry};
  inputs.ignitions = {point_ignition(1515, 1515)};
  Spread paused{inputs};
  inputs.weather.resize(1);
  Spread straight{std::move(inputs)};
  paused.advance(0, from_seconds(7199));
  const std::size_t then = paused.burnt_cells();
  straight.advance(0, from_seconds(1800));
  EXPECT_EQ(then, straight.burnt_cells());
  paused.advance(from_seconds(7199), from_seconds(9000));
  straight.advance(from_seconds(1800), from_seconds(3600));
  for (std::size_t cell = 0; cell < paused.grid().size(); ++cell) {
    const double a = std::min(straight.arrival_s()[cell], 3600.0);
    const double b = std::min(paused.arrival_s()[cell], 9000.0);
    ASSERT_NEAR(b - (b > 1800 ? 5400 : 0), a, 30) << cell;  // a quarter of a cell at the head
  }
}

TEST(FireWeather, IgnitionOnWetFuelWaitsUntilItBurns) {
  Inputs inputs = flat_ground(41, 30, kGrass, 3, 90, {.4, .4, .4, 3, 3});
  Weather dry = flat_ground(2, 30, kGrass, 3, 90).weather[0];
  dry.from = from_seconds(3600);
  inputs.weather.push_back(dry);
  inputs.ignitions = {point_ignition(615, 615, from_seconds(60))};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(3599));
  EXPECT_EQ(fire.burnt_cells(), 0u);
  fire.advance(from_seconds(3599), from_seconds(3700));
  EXPECT_GT(fire.burnt_cells(), 0u);
}

TEST(FireWeather, ChangedAtABarrierAsIfItHadBeenKnown) {
  const Inputs known = two_winds(101, 30, 0, 70, 5, from_seconds(1000));
  Inputs unknown = known;
  unknown.weather.resize(1);
  Spread told{known}, changed{std::move(unknown)};
  told.advance(0, from_seconds(2500));
  changed.advance(0, from_seconds(1000));
  changed.set_weather({known.weather[1]}, from_seconds(1000));
  changed.advance(from_seconds(1000), from_seconds(2500));
  EXPECT_EQ(told.fingerprint(), changed.fingerprint());
}

TEST(FireWeather, GriddedWindAndMoistureOfOneValueAreThatValue) {
  Inputs inputs = flat_ground(61, 30, kGrass, 4, 130);
  inputs.ignitions = {point_ignition(900, 900)};
  Spread plain{inputs};
  Weather& w = inputs.weather[0];
  const std::size_t cells = inputs.fuel.size();
  w.gridded_wind_20ft_m_s.assign(cells, 4);
  w.gridded_wind_from_deg.assign(cells, 310);
  w.gridded_dead_1h.assign(cells, static_cast<float>(w.moisture.dead_1h));
  w.wind_20ft_m_s = 9;
  Spread gridded{std::move(inputs)};
  plain.advance(0, from_seconds(3000));
  gridded.advance(0, from_seconds(3000));
  EXPECT_EQ(plain.burnt_cells(), gridded.burnt_cells());
}

}  // namespace
}  // namespace muster::hazard::fire
