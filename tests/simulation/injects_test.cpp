// SPDX-License-Identifier: MIT
// Injects change the hazards from the next barrier on, as if the case had known of them.
#include "engine/simulation/injects.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/hazard/series.hpp"
#include "tests/simulation/grassland.hpp"

namespace muster::simulation {
namespace {

using cases::Decision;
using cases::DecisionKind;

Decision decision(double time_s, DecisionKind kind, const std::string& role = "director") {
  Decision d;
  d.time_s = time_s;
  d.role = role;
  d.kind = kind;
  return d;
}

Decision wind(double time_s, std::optional<double> wind_m_s, std::optional<double> from_deg) {
  Decision d = decision(time_s, DecisionKind::SetWind);
  d.wind_m_s = wind_m_s;
  d.wind_from_deg = from_deg;
  return d;
}

Decision rain(double time_s, double factor) {
  Decision d = decision(time_s, DecisionKind::ScaleRain);
  d.rain_factor = factor;
  return d;
}

Decision line(double time_s) {
  Decision d = decision(time_s, DecisionKind::AddFireBreak);
  d.fire_break.id = "dozers";
  d.fire_break.line.x_y = {{500, 100}, {500, 1100}};
  d.fire_break.width_m = 12;
  d.fire_break.built_m_h = 2000;
  return d;
}

HazardCase injected(HazardCase c, const std::vector<Decision>& decisions) {
  c.forcing = with_injects(decisions, c.file, c.forcing).value();
  return c;
}

/// Of the fire by each minute.
std::vector<std::uint64_t> course(const HazardCase& c) {
  Hazards hazards{c.file, c.world, c.forcing};
  std::vector<std::uint64_t> prints;
  for (SimTime now = 0; now <= from_seconds(c.file.horizon_s); now += 60 * kSecond) {
    hazards.advance(now);
    prints.push_back(hazards.fingerprint());
  }
  return prints;
}

TEST(Injects, AWindIsThatOfACaseWithThatWeather) {
  const std::vector<std::uint64_t> plain = course(grassland());
  for (const double time_s : {1800.0, 1745.5, 0.0, 4000.0}) {
    const double from_s = 60 * std::ceil(time_s / 60);
    HazardCase known = grassland();
    std::vector<cases::FireWeather>& weather = known.file.event.hazards[0].weather;
    cases::FireWeather then = weather[from_s < 3600 ? 0 : 1];
    then.at_s = from_s;
    weather.insert(weather.begin() + (from_s < 3600 ? 1 : 2), then);
    if (from_s == 0) weather.erase(weather.begin());
    known.forcing[0].fire.weather.resize(weather.size());
    for (cases::FireWeather& one : weather) {
      if (one.at_s < from_s) continue;
      one.wind_m_s.value = 9;
      one.wind_from_deg.value = 20;
    }
    const auto changed = course(injected(grassland(), {wind(time_s, 9, 20)}));
    EXPECT_EQ(changed, course(known)) << time_s;
    EXPECT_NE(changed.back(), plain.back());
    for (std::size_t minute = 0; 60.0 * static_cast<double>(minute) <= from_s; ++minute)
      ASSERT_EQ(changed[minute], plain[minute]) << time_s;
  }
}

TEST(Injects, WhatAWindLeavesOutStays) {
  // Both as the case has them by then: nothing changes; the later inject of two holds.
  EXPECT_EQ(course(injected(grassland(), {wind(3600, 5, std::nullopt)})), course(grassland()));
  EXPECT_EQ(course(injected(grassland(), {wind(3600, std::nullopt, 300)})), course(grassland()));
  EXPECT_EQ(
      course(injected(grassland(), {wind(600, 9, std::nullopt), wind(600, std::nullopt, 20)})),
      course(injected(grassland(), {wind(600, 9, 20)})));
  EXPECT_EQ(course(injected(grassland(), {wind(600, 1, 90), wind(600, 9, 20)})),
            course(injected(grassland(), {wind(600, 9, 20)})));
}

TEST(Injects, ABreakIsThatOfAPlanThatHadIt) {
  HazardCase known = grassland();
  cases::FireBreak spec = line(0).fire_break;
  spec.from_s = 660;
  known.file.plan.fire_breaks.push_back(spec);
  known.forcing[0].fire.break_xy_m.push_back({500, 100, 500, 1100});
  const auto changed = course(injected(grassland(), {line(601)}));
  EXPECT_EQ(changed, course(known));
  EXPECT_NE(changed.back(), course(grassland()).back());
}

TEST(Injects, SavedAndRestored) {
  expect_resumes(injected(grassland(), {line(601), wind(1000, 9, 20), wind(5000, 3, 200)}),
                 2 * 3600 * kSecond,
                 {600 * kSecond, 660 * kSecond, 1020 * kSecond, 5040 * kSecond});
}

TEST(Injects, RainIsScaledFromTheBarrierOnOfWhatTheCaseStates) {
  HazardCase c;
  cases::Hazard flood;
  flood.id = "flood";
  flood.period_s = 300;
  c.file.event.hazards = {flood, flood};
  c.file.event.hazards[1].id = "other";
  c.forcing.resize(2);
  for (world::HazardForcing& forcing : c.forcing) {
    forcing.rain_mm_h = {{from_seconds(600), from_seconds(3600), from_seconds(7200)}, {10, 20, 4}};
    forcing.rain_maps_mm_h = {{0, from_seconds(3600)}, {{1, 2}, {3, 4}}};
  }
  const auto fallen = [](const world::Forcing& forcing, double from_s, double to_s) {
    return hazard::step_integral(forcing[0].rain_mm_h, from_s, to_s);
  };
  const world::Forcing twice =
      with_injects({rain(1000, 2), rain(5000, 0.5)}, c.file, c.forcing).value();
  for (const auto& [from_s, to_s, factor] :
       std::vector<std::array<double, 3>>{{0, 1200, 1}, {1200, 5100, 2}, {5100, 9000, 0.5}}) {
    EXPECT_NEAR(fallen(twice, from_s, to_s), factor * fallen(c.forcing, from_s, to_s), 1e-9)
        << from_s;
  }
  EXPECT_EQ(twice[0].rain_maps_mm_h.time,
            (std::vector<SimTime>{0, from_seconds(1200), from_seconds(3600), from_seconds(5100)}));
  EXPECT_EQ(twice[0].rain_maps_mm_h.value,
            (std::vector<std::vector<float>>{{1, 2}, {2, 4}, {6, 8}, {1.5F, 2}}));
  EXPECT_EQ(twice[1].rain_mm_h.value, twice[0].rain_mm_h.value);
  Decision one = rain(0, 3);  // before any rain, and of one hazard
  one.hazard = "other";
  const world::Forcing other = with_injects({one}, c.file, c.forcing).value();
  EXPECT_EQ(other[0].rain_mm_h.value, c.forcing[0].rain_mm_h.value);
  EXPECT_EQ(other[1].rain_mm_h.value, (std::vector<double>{30, 60, 12}));
  EXPECT_EQ(other[1].rain_mm_h.time, c.forcing[1].rain_mm_h.time);
}

TEST(Injects, OfNobodyWithTheAuthorityChangeNothing) {
  const HazardCase c = grassland();
  for (const char* role : {"police", "command_post", "mayor"}) {
    Decision refused = wind(600, 9, 20);
    refused.role = role;
    EXPECT_FALSE(with_injects({refused}, c.file, c.forcing)) << role;
    EXPECT_FALSE(alters_hazards(refused));
  }
  EXPECT_FALSE(with_injects({decision(0, DecisionKind::OpenRoads)}, c.file, c.forcing));
}

}  // namespace
}  // namespace muster::simulation
