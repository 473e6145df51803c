// SPDX-License-Identifier: MIT
// Fires in a run: what they burn, what is done against them, and what roads and people feel.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "engine/simulation/party.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/burning_valley.hpp"
#include "tests/simulation/grassland.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

class Fire : public RunFolder {};

TEST_F(Fire, IsTheSameOnAnyNumberOfThreads) {
  const fs::path one = folder_ / "one.h5", two = folder_ / "two.h5";
  const HazardRunResult first = go(grassland(), 1, one), second = go(grassland(), 3, two);
  EXPECT_GT(value(first, "burnt"), 1e5);
  EXPECT_EQ(first.fingerprint, second.fingerprint);
  EXPECT_EQ(bytes(one), bytes(two));
}

TEST_F(Fire, SavedAndRestored) {
  expect_resumes(grassland(), 2 * 3600 * kSecond,
                 {600 * kSecond, 3540 * kSecond, 3600 * kSecond, 5400 * kSecond});
}

/// Two drops of 12,000 l each on a cistern of 15,000 l that gains 2 l/s: the second, 600 s later,
/// gets 4,200 l, to the litre.
TEST_F(Fire, DropsGetWhatTheirSourceHas) {
  HazardCase c = grassland();
  cases::WaterSourceSpec cistern;
  cistern.id = "cistern";
  cistern.capacity_l = 15000;
  cistern.refill_l_s = 2;
  c.file.world.water_sources = {cistern};
  cases::WaterDrop drop;
  drop.id = "first";
  drop.coverage_l_m2 = 3;
  drop.from_s = 1000;
  drop.until_s = 4000;
  drop.source = "cistern";
  c.file.plan.water_drops = {drop, drop};
  c.file.plan.water_drops[1].from_s = 1600;
  std::vector<std::uint32_t> cells;
  for (std::uint32_t k = 0; k < 10; ++k) cells.push_back(20 * kGrasslandCells + k);  // 4,000 m2
  c.forcing[0].fire.drop_cells = {cells, cells};
  const HazardRunResult result = go(c);
  EXPECT_NEAR(value(result, "water_drawn", "cistern"), 12000 + 4200, 1e-6);
  const double refilled = 15000 - value(result, "water_left", "cistern");
  EXPECT_NEAR(refilled, 0, 1e-6);  // by the end of three hours it is full again
}

TEST_F(Fire, ClosesRoadsHoldsPeopleAndLetsRoadsOpenAgain) {
  const Valley v = burning_valley();
  RunOptions options;
  options.out = folder_ / "fire.h5";
  const RunResult result = run(v.file, v.world, v.forcing, "{}", {}, options);
  const auto measure = [&](const std::string& name) {
    const auto found =
        std::find_if(result.summary.begin(), result.summary.end(),
                     [&](const Measure& m) { return m.subject.empty() && m.name == name; });
    return found == result.summary.end() ? std::nan("") : found->value;
  };
  EXPECT_GT(measure("links_closed_by_fire"), 50);
  EXPECT_EQ(measure("links_closed_by_water"), 0);
  // What burnt ten minutes ago is passable.
  EXPECT_EQ(measure("links_reopened"), measure("links_closed_by_fire"));
  const trace::Reader reader{options.out};
  const auto reason = std::get<std::vector<std::uint8_t>>(reader.read("parties", "reason"));
  EXPECT_GT(std::count(reason.begin(), reason.end(), static_cast<std::uint8_t>(Reason::FireAtHome)),
            100);
}

/// What a computed fire does to roads and people its times of arrival do too.
TEST_F(Fire, ImportedByItsArrivalsClosesAndOpensTheSameRoads) {
  const Valley computed = burning_valley();
  Hazards hazards{computed.file, computed.world, computed.forcing};
  for (SimTime now = 0; now <= from_seconds(computed.file.horizon_s); now += 60 * kSecond)
    hazards.advance(now);
  Valley imported = burning_valley();
  hazards.merge(layer_info("fire_arrival", LayerKind::First), imported.forcing[0].imported_fire_s);
  for (double& arrival : imported.forcing[0].imported_fire_s)
    if (std::isnan(arrival)) arrival = std::numeric_limits<double>::infinity();
  imported.file.event.hazards[0].kind = cases::HazardKind::Imported;
  imported.file.event.hazards[0].flame_m = 1.5;  // reaches no further than its own cell
  const auto closed = [](const Valley& v) {
    const RunResult result = run(v.file, v.world, v.forcing, "{}", {}, {});
    std::map<std::string, double> figures;
    for (const Measure& m : result.summary)
      if (m.subject.empty()) figures[m.name] = m.value;
    return figures;
  };
  std::map<std::string, double> figures = closed(imported);
  EXPECT_GT(figures["links_closed_by_fire"], 50);
  EXPECT_EQ(figures["links_reopened"], figures["links_closed_by_fire"]);
  EXPECT_GT(figures["now_trapped"], 100);
  // All of its flames are long enough to hold people; some of the computed flanks' are not.
  EXPECT_GE(figures["now_trapped"], closed(computed)["now_trapped"]);
}

/// Where no intensity is known the stated length holds.
TEST_F(Fire, ImportedIntensitiesGiveItsFlamesByByram) {
  Valley v = burning_valley();
  cases::Hazard& hazard = v.file.event.hazards[0];
  hazard.kind = cases::HazardKind::Imported;
  hazard.flame_m = 3;
  hazard.burning_s = 600;
  const std::size_t cells = v.world.terrain.grid.size();
  v.forcing[0].imported_fire_s.assign(cells, 60);
  v.forcing[0].imported_fire_s[3] = 1e9;
  v.forcing[0].imported_intensity_kw_m.assign(cells, 500);
  v.forcing[0].imported_intensity_kw_m[1] = 10000;
  v.forcing[0].imported_intensity_kw_m[2] = std::nanf("");
  Hazards hazards{v.file, v.world, v.forcing};
  const auto layer = [&](const char* name, LayerKind kind) {
    std::vector<double> values;
    hazards.merge(layer_info(name, kind), values);
    return values;
  };
  hazards.advance(0);
  EXPECT_EQ(layer("fire_flame", LayerKind::Greatest)[0], 0);
  hazards.advance(60 * kSecond);
  const std::vector<double> flame = layer("fire_flame", LayerKind::Greatest);
  EXPECT_NEAR(flame[0], 0.0775 * std::pow(500, 0.46), 0.005);
  EXPECT_NEAR(flame[1], 0.0775 * std::pow(10000, 0.46), 0.02);
  EXPECT_EQ(flame[2], 3);
  EXPECT_EQ(flame[3], 0);
  EXPECT_EQ(layer("fire_burning", LayerKind::Now), flame);
  EXPECT_EQ(layer("fire_intensity", LayerKind::Greatest)[1], 10000);
  const std::uint64_t burning = hazards.fingerprint();
  hazards.advance(660 * kSecond);
  EXPECT_EQ(layer("fire_burning", LayerKind::Now)[1], 0);
  EXPECT_EQ(layer("fire_flame", LayerKind::Greatest), flame);
  v.forcing[0].imported_intensity_kw_m[1] = 9000;
  Hazards weaker{v.file, v.world, v.forcing};
  weaker.advance(60 * kSecond);
  EXPECT_NE(weaker.fingerprint(), burning);
}

TEST_F(Fire, ABreakWiderThanItsFlamesSavesTheTown) {
  Valley v = burning_valley();
  cases::FireBreak line;
  line.id = "belt";
  line.width_m = 60;
  v.file.world.fire_breaks = {line};
  v.forcing[0].fire.break_xy_m = {{0, 95, 1000, 95}};
  const RunResult result = run(v.file, v.world, v.forcing, "{}", {}, {});
  for (const Measure& m : result.summary) {
    // The flames on the south side still close the streets that cross the break.
    if (m.subject.empty() && m.name == "burnt") {
      EXPECT_LE(m.value, 1000 * 100);
    }
  }
}

}  // namespace
}  // namespace muster::simulation
