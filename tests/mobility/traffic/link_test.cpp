// SPDX-License-Identifier: MIT
// One road in closed form, by the kinematic wave (Newell 1993).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

SinkTraits exit_at(std::uint32_t node) {
  return {NodeId{node}, 0, 0};
}

constexpr SimTime seconds(double s) {
  return static_cast<SimTime>(s * 1e6);
}

TEST(Link, ModelOfTheStandardLink) {
  const LinkModel model = make_link_model({1000, 20, 0.6, 0.15, 5, 0});
  EXPECT_EQ(model.travel, seconds(50));
  EXPECT_EQ(model.hole_travel, seconds(200));
  EXPECT_EQ(model.storage, 150);
  EXPECT_EQ(model.exit_headway, 1'666'667);
  EXPECT_EQ(model.entry_headway, 1'666'667);
}

TEST(Link, StatedCapacityRulesWhereTheTriangleIsTooLow) {
  // Sioux Falls has 25,900 veh/h on six lanes: far more than 6 x 0.133 veh/m x 5 m/s can carry.
  const LinkTraits traits{500, 13.89, 25'900.0 / 3600, 6 / 7.5, 15 / 3.6, 0};
  const LinkModel model = make_link_model(traits);
  const double cycle_s = to_seconds(model.travel + model.hole_travel);
  EXPECT_GE(model.storage, traits.capacity_veh_s * cycle_s - 1e-6);
  EXPECT_LE(model.entry_headway, model.exit_headway);
}

TEST(Link, FreeFlowArrivesAfterTheSumOfTravelTimes) {
  Road road{4, {{0, 1, 700}, {1, 2, 1300, 0.6, 13.89}, {2, 3, 55.5, 0.6, 8.3}}, {exit_at(3)}};
  road.add(seconds(12), {0, 1, 2});
  road.build();
  road.engine().run(seconds(1000));
  const double expected = 12 + 700 / 20.0 + 1300 / 13.89 + 55.5 / 8.3;
  EXPECT_NEAR(to_seconds(road.arrival[0]), expected, 3e-6);  // 1 us a link
}

TEST(Link, PointBottleneck) {
  // Vehicle k at k / 0.6 s, discharge 0.4 a second; the first link holds everyone.
  Road road{3, {{0, 1, 4000, 0.6}, {1, 2, 1000, 0.4}}, {exit_at(2)}};
  for (int k = 0; k < 360; ++k) road.add(from_seconds(k / 0.6), {0, 1});
  road.build();
  road.engine().run(seconds(5000));
  const SimTime free = seconds(200 + 50);
  EXPECT_EQ(road.arrival[359], seconds(897.5) + free);
  SimTime delay = 0;
  for (int k = 0; k < 360; ++k) delay += road.arrival[k] - from_seconds(k / 0.6) - free;
  EXPECT_EQ(delay, seconds(53'850));  // (1/q - 1/lam) * 360 * 359 / 2
  // In the queue are those who would have left at free flow and have not; it is longest when the
  // last of them would have.
  const std::vector<SimTime> entries = road.entries(0);
  ASSERT_EQ(entries.size(), 360u);
  std::vector<SimTime> exits = road.arrival;
  std::sort(exits.begin(), exits.end());
  std::ptrdiff_t longest = 0;
  for (std::size_t k = 0; k < entries.size(); ++k) {
    const auto left = std::upper_bound(exits.begin(), exits.end(), entries[k] + free);
    longest = std::max(longest, static_cast<std::ptrdiff_t>(k + 1) - (left - exits.begin()));
  }
  EXPECT_EQ(longest, 120);  // (lam - q) T
}

TEST(Link, SpillbackReachesTheEntryAsTheWaveSays) {
  Road road{2, {{0, 1, 1000, 0.3}}, {exit_at(1)}};
  for (int k = 0; k < 600; ++k) road.add(seconds(2.0 * k), {0});
  road.build();
  std::vector<std::int32_t> occupancy;
  road.every(seconds(10),
             [&](SimTime) { occupancy.push_back(road.traffic().vehicles_on(road.id(0))); });
  road.engine().run(seconds(1000));
  const std::vector<SimTime> entries = road.entries(0);
  ASSERT_GT(entries.size(), 250u);
  // First vehicle that had to wait: t = 375 s within one headway of the outflow.
  std::size_t first = 0;
  while (first < entries.size() && entries[first] == seconds(2.0 * static_cast<double>(first)))
    ++first;
  EXPECT_NEAR(to_seconds(entries[first]), 375, 1 / 0.3);
  // From then on the inflow is the outflow, and 90 vehicles are on the link.
  const double span = to_seconds(entries[first + 100] - entries[first]);
  EXPECT_NEAR(100 / span, 0.3, 0.003);
  EXPECT_NEAR(occupancy[80], 90, 1);
}

TEST(Link, StartWaveTravelsBackward) {
  // 150 vehicles fill the link behind a barred road, one waits to enter; at t0 the road opens.
  Road road{3, {{0, 1}, {1, 2}}, {exit_at(2)}};
  for (int k = 0; k < 151; ++k) road.add(0, {0, 1});
  road.build();
  const SimTime t0 = seconds(1000);
  const std::vector<LinkId> gate{road.id(1)};
  road.at(0, [&](SimTime) { road.traffic().bar(gate); });
  road.at(t0, [&](SimTime) {
    EXPECT_EQ(road.traffic().vehicles_on(road.id(0)), 150);
    EXPECT_EQ(road.traffic().backlog(road.id(0)), 1u);
    road.traffic().open(road.engine(), gate);
    road.traffic().reconsider(road.engine());
  });
  road.engine().run(seconds(3000));
  const std::vector<SimTime> entered = road.entries(0);
  const std::vector<SimTime> left = road.entries(1);
  ASSERT_EQ(left.size(), 151u);
  EXPECT_EQ(left[0], t0);
  EXPECT_EQ(entered[150], t0 + seconds(200));                 // L / w after the first left
  EXPECT_NEAR(to_seconds(left[149] - t0), 149 / 0.6, 0.001);  // 248.33 s
}

TEST(Link, StartWaveReachesEveryPlaceOfTheRoadInItsTime) {
  // The same jam on ten pieces of 100 m, so that starts can be seen x metres from the exit.
  constexpr std::uint32_t kParts = 10;
  std::vector<LinkSpec> links;
  std::vector<std::uint32_t> route;
  for (std::uint32_t i = 0; i <= kParts; ++i) {
    links.push_back({i, i + 1, i < kParts ? 100.0 : 1000.0});
    route.push_back(i);
  }
  Road road{kParts + 2, links, {exit_at(kParts + 1)}};
  for (int k = 0; k < 151; ++k) road.add(0, route);
  road.build();
  const SimTime t0 = seconds(1000);
  const std::vector<LinkId> gate{road.id(kParts)};
  road.at(0, [&](SimTime) { road.traffic().bar(gate); });
  road.at(t0, [&](SimTime) {
    for (std::uint32_t i = 0; i < kParts; ++i)
      EXPECT_EQ(road.traffic().vehicles_on(road.id(i)), 15);
    road.traffic().open(road.engine(), gate);
    road.traffic().reconsider(road.engine());
  });
  road.engine().run(seconds(3000));
  for (std::uint32_t i = 1; i <= kParts; ++i) {
    const double x_m = 1000 - 100.0 * i;
    const std::vector<SimTime> entered = road.entries(i);
    const auto first = std::lower_bound(entered.begin(), entered.end(), t0);
    ASSERT_NE(first, entered.end());
    EXPECT_EQ(*first, t0 + seconds(x_m / 5)) << x_m;
  }
}

TEST(Link, FundamentalDiagramOnARing) {
  // Ten links of 100 m; flow(k) = min(v k, q, w (k_j - k)).
  for (const double capacity : {0.6, 0.5}) {
    for (const double k : {0.02, 0.03, 0.06, 0.09, 0.12, 0.15}) {
      constexpr std::uint32_t kParts = 10;
      std::vector<LinkSpec> links;
      std::vector<std::uint32_t> lap;
      for (std::uint32_t i = 0; i < kParts; ++i)
        links.push_back({i, (i + 1) % kParts, 100, capacity});
      Road road{kParts, links, {}};
      const int vehicles = static_cast<int>(std::lround(k * 1000));
      for (int m = 0; m < vehicles; ++m) {
        // Spread evenly, and round the ring far longer than the test lasts.
        std::vector<std::uint32_t> route;
        const auto start = static_cast<std::uint32_t>(m * static_cast<int>(kParts) / vehicles);
        for (std::uint32_t hop = 0; hop < 1500; ++hop) route.push_back((start + hop) % kParts);
        road.add(seconds(1.7 * (m % 40)), route);
      }
      road.build();
      road.engine().run(seconds(3000));
      const std::size_t before = road.entries(0).size();
      road.engine().run(seconds(5000));
      const double flow = static_cast<double>(road.entries(0).size() - before) / 2000;
      const double expected = std::min({20 * k, capacity, 5 * (0.15 - k)});
      EXPECT_NEAR(flow, expected, 0.01 * expected + 0.001) << "k " << k << ", q " << capacity;
    }
  }
}

/// Speed on a road of so many vehicles a lane and mile: HEC-LifeSim 2.1 technical reference manual,
/// chapter 7, class A10 of table 15.
double lifesim_mph(double density) {
  constexpr double kFree_mph = 65, kSlowest_mph = 4, kJam = 160, kBreakpoint = 28, kPower = 2.5;
  if (density <= kBreakpoint) return kFree_mph;
  return kSlowest_mph + (kFree_mph - kSlowest_mph) * std::pow(1 - density / kJam, kPower);
}

TEST(Link, CongestedMotorwayIsAsFastAsLifeSimsWithinSevenPercent) {
  EXPECT_NEAR(lifesim_mph(80), 14.783, 0.0005);
  // Three lanes with the free speed and the jam density of that curve, and its flow at the
  // breakpoint for a capacity; the wave is what makes a triangle of these.
  constexpr double kMile_m = 1609.344, kLanes = 3, kDensity = 80;
  constexpr double kCapacity = 65 * 28;                           // vehicles an hour and lane
  constexpr double kWave_mph = 1 / (160 / kCapacity - 1 / 65.0);  // 13.79
  constexpr double kMph = kMile_m / 3600;
  constexpr std::uint32_t kParts = 10;  // of a ring of one mile
  std::vector<LinkSpec> links;
  for (std::uint32_t i = 0; i < kParts; ++i) {
    links.push_back({i, (i + 1) % kParts, kMile_m / kParts, kLanes * kCapacity / 3600, 65 * kMph,
                     kWave_mph * kMph, kLanes * 160 / kMile_m, 0, 3});
  }
  Road road{kParts, links, {}};
  constexpr std::uint32_t kVehicles = 240;
  for (std::uint32_t m = 0; m < kVehicles; ++m) {
    std::vector<std::uint32_t> route;
    for (std::uint32_t hop = 0; hop < 1000; ++hop)
      route.push_back((m * kParts / kVehicles + hop) % kParts);
    road.add(seconds(m % 24), route);
  }
  road.build();
  road.engine().run(seconds(3000));
  const std::size_t before = road.entries(0).size();
  road.engine().run(seconds(9000));
  const double flow_h = static_cast<double>(road.entries(0).size() - before) / 6000 * 3600;
  const double mph = flow_h / kLanes / kDensity;
  EXPECT_NEAR(mph, kWave_mph * (160 - kDensity) / kDensity, 0.01 * 13.79);
  EXPECT_NEAR(kWave_mph, 13.79, 0.005);
  EXPECT_NEAR(mph, lifesim_mph(kDensity), 0.07 * lifesim_mph(kDensity));
}

TEST(Link, SplittingALinkChangesNoTravelTime) {
  for (const int parts : {1, 2, 5, 10}) {
    std::vector<LinkSpec> links;
    std::vector<std::uint32_t> route;
    for (int i = 0; i < parts; ++i) {
      links.push_back(
          {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1), 1000.0 / parts});
      route.push_back(static_cast<std::uint32_t>(i));
    }
    Road road{
        static_cast<std::uint32_t>(parts + 1), links, {exit_at(static_cast<std::uint32_t>(parts))}};
    for (int k = 0; k < 50; ++k) road.add(seconds(k), route);
    road.build();
    road.engine().run(seconds(1000));
    for (int k = 0; k < 50; ++k) {
      // The link's capacity spaces them 1/0.6 s from the first on.
      EXPECT_NEAR(to_seconds(road.arrival[k]), 50 + k / 0.6, 1e-3)
          << parts << " parts, vehicle " << k;
    }
  }
}

/// Behind a bottleneck the queue stands on all pieces. Pieces hold whole vehicles, rounded up, so
/// it reaches back up to one vehicle a piece less far; who leaves when does not change.
TEST(Link, SplittingChangesNoExitBehindABottleneck) {
  constexpr int kVehicles = 400;
  constexpr double kBottleneck_veh_s = 0.3;
  std::vector<SimTime> whole_arrival, whole_entry;
  for (const std::uint32_t parts : {1u, 5u, 20u, 3u, 30u}) {
    std::vector<LinkSpec> links;
    std::vector<std::uint32_t> route;
    for (std::uint32_t i = 0; i < parts; ++i) {
      links.push_back({i, i + 1, 1000.0 / parts});
      route.push_back(i);
    }
    links.push_back({parts, parts + 1, 1000, kBottleneck_veh_s});
    route.push_back(parts);
    Road road{parts + 2, links, {exit_at(parts + 1)}};
    for (int k = 0; k < kVehicles; ++k) road.add(seconds(2.0 * k), route);
    road.build();
    road.engine().run(seconds(10000));
    const std::vector<SimTime> entry = road.entries(0);
    ASSERT_EQ(entry.size(), static_cast<std::size_t>(kVehicles));
    if (parts == 1) {
      whole_arrival = road.arrival;
      whole_entry = entry;
      continue;
    }
    const double places = 150.0 / parts;
    const double too_many = parts * (std::ceil(places - 1e-6) - places);
    for (std::size_t k = 0; k < kVehicles; ++k) {
      EXPECT_NEAR(to_seconds(road.arrival[k]), to_seconds(whole_arrival[k]), 1e-3) << parts;
      EXPECT_LE(to_seconds(entry[k] - whole_entry[k]), 1e-3) << parts;
      EXPECT_GE(to_seconds(entry[k] - whole_entry[k]), -too_many / kBottleneck_veh_s - 4) << parts;
    }
  }
}

}  // namespace
}  // namespace muster::mobility::traffic
