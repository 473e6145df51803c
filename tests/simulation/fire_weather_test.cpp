// SPDX-License-Identifier: MIT
// Fires under the weather of a table.
#include <gtest/gtest.h>

#include "engine/hazard/fire/dead_moisture.hpp"
#include "tests/simulation/grassland.hpp"

namespace muster::simulation {
namespace {

namespace fire = hazard::fire;

world::FireWeatherRow row(double at_s, double wind_m_s, double from_deg) {
  world::FireWeatherRow r;
  r.from = from_seconds(at_s);
  r.wind_m_s = wind_m_s;
  r.wind_from_deg = from_deg;
  r.temperature_c = 30;
  r.humidity_percent = 30;
  r.live_herb = 0.4;
  r.live_woody = 0.7;
  return r;
}

HazardCase by_table(const std::vector<world::FireWeatherRow>& rows) {
  HazardCase c = grassland();
  c.file.event.hazards[0].weather.clear();
  c.file.event.hazards[0].weather_file.emplace();
  c.forcing[0].fire.weather.clear();
  c.forcing[0].fire.weather_rows = rows;
  return c;
}

std::uint64_t print_at_end(const HazardCase& c, double* burnt_m2 = nullptr) {
  Hazards hazards{c.file, c.world, c.forcing};
  for (SimTime now = 0; now <= from_seconds(c.file.horizon_s); now += 60 * kSecond)
    hazards.advance(now);
  if (burnt_m2 != nullptr) *burnt_m2 = hazards.outcomes().at(0).value;
  return hazards.fingerprint();
}

TEST(FireWeatherTable, StatedMoisturesAreThoseOfAList) {
  std::vector<world::FireWeatherRow> rows{row(0, 4, 225), row(3600, 5, 300)};
  for (world::FireWeatherRow& one : rows) one.dead = {0.05, 0.06, 0.07};
  EXPECT_EQ(print_at_end(by_table(rows)), print_at_end(grassland()));
}

TEST(FireWeatherTable, SteadyAirIsItsEquilibrium) {
  HazardCase list = grassland();
  const double moisture = fire::equilibrium_moisture(30, 30);
  for (cases::FireWeather& one : list.file.event.hazards[0].weather)
    one.dead_1h.value = one.dead_10h.value = one.dead_100h.value = moisture;
  EXPECT_EQ(print_at_end(by_table({row(0, 4, 225), row(3600, 5, 300)})), print_at_end(list));
}

TEST(FireWeatherTable, DrierAirNeverBurnsLess) {
  double before_m2 = HUGE_VAL;
  for (const double humidity : {5.0, 20.0, 40.0, 60.0, 80.0, 95.0}) {
    std::vector<world::FireWeatherRow> rows{row(0, 4, 225), row(3600, 5, 300)};
    rows[0].humidity_percent = 30;
    rows[1].humidity_percent = humidity;
    rows.push_back(row(7200, 5, 300));  // fuel has had an hour of that air
    HazardCase c = by_table(rows);
    c.file.event.hazards[0].spotting.reset();
    double burnt_m2 = 0;
    print_at_end(c, &burnt_m2);
    EXPECT_LE(burnt_m2, before_m2) << humidity;
    EXPECT_GT(burnt_m2, 0);
    before_m2 = burnt_m2;
  }
}

}  // namespace
}  // namespace muster::simulation
