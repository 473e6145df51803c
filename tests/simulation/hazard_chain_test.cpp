// SPDX-License-Identifier: MIT
// Rain sets off a slide, its deposit dams a brook, the pool overtops it and the dam breaches: each
// link taken away changes what follows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

using HazardChain = RunFolder;

constexpr int kCols = 60, kRows = 10;

std::uint32_t cell(int row, int col) {
  return static_cast<std::uint32_t>(row * kCols + col);
}

/// A gorge 40 m wide that falls 1 in 100 to the east, 5 m3/s in it. After an hour of rain 2,400 m3
/// slide onto 800 m2 of its bed, half way: 3 m.
HazardCase make_gorge() {
  HazardCase g;
  g.file.name = "gorge";
  g.file.start = "2024-06-01T00:00:00Z";
  g.file.horizon_s = 4 * 3600;
  g.file.record.fields_s = 60;
  world::Terrain& terrain = g.world.terrain;
  terrain.grid = {0, kRows * 10, 10, kRows, kCols};
  for (int row = 0; row < kRows; ++row) {
    for (int col = 0; col < kCols; ++col)
      terrain.elevation_m.push_back(0.1 * (kCols - col) + (row >= 3 && row <= 6 ? 0 : 20));
  }
  terrain.manning.assign(terrain.grid.size(), 0.05);

  cases::Hazard flood;
  flood.boundaries.resize(2);
  flood.boundaries[0].id = "brook";
  flood.boundaries[0].kind = cases::FloodBoundaryKind::Inflow;
  flood.boundaries[1].id = "mouth";
  flood.boundaries[1].kind = cases::FloodBoundaryKind::Free;
  flood.deposit_breach = cases::DepositBreach{.overtopping_m = 0.1, .lowering_s = 300};
  world::HazardForcing water;
  world::BoundaryCells brook{.id = "brook", .cell = {}, .series = {{0}, {5}}};
  world::BoundaryCells mouth{.id = "mouth", .cell = {}, .series = {}};
  for (int row = 3; row <= 6; ++row) {
    brook.cell.push_back(cell(row, 0));
    mouth.cell.push_back(cell(row, kCols - 1));
  }
  water.boundaries = {brook, mouth};

  cases::Hazard slides;
  slides.kind = cases::HazardKind::Landslide;
  slides.period_s = 600;
  cases::SlideSite rock;
  rock.id = "rock";
  rock.volume_m3 = 2400;
  rock.triggers = {{.factor = 20, .exponent = 0}};
  slides.sites = {rock};
  world::HazardForcing rain;
  rain.rain_mm_h = {{0}, {30}};
  world::SlideSiteCells danger{.cell = cell(1, 30), .danger = {}};
  for (int row = 3; row <= 6; ++row)
    for (const int col : {30, 31}) danger.danger.push_back(cell(row, col));
  rain.slide_sites = {danger};

  g.file.event.hazards = {flood, slides};
  g.forcing = {water, rain};
  return g;
}

struct Course {
  double behind_m = 0;  // greatest depth 60 m above the deposit
  double below_m = 0;   // greatest depth 100 m below it, after the slide
  double below_least_m = 1e9;
  double breached = 0;
};

Course course(const HazardCase& g, const std::filesystem::path& out) {
  const HazardRunResult result = go(g, 1, out);
  Course course;
  course.breached = value(result, "deposits_breached");
  EXPECT_LE(value(result, "water_residual"), 1e-12);
  const trace::Reader reader{out};
  const auto times = reader.field_times("flood_depth");
  for (std::size_t step = 0; step < times.size(); ++step) {
    if (times[step] <= from_seconds(3600)) continue;
    const std::vector<float> depth = reader.field_step("flood_depth", step);
    course.behind_m = std::max(course.behind_m, static_cast<double>(depth[cell(4, 24)]));
    const double below = depth[cell(4, 41)];
    course.below_m = std::max(course.below_m, below);
    course.below_least_m = std::min(course.below_least_m, below);
  }
  return course;
}

TEST_F(HazardChain, EachLinkMattersToWhatFollows) {
  const fs::path out = folder_ / "gorge.h5";
  const Course whole = course(make_gorge(), out);
  // The deposit's crest is 3 m above the bed, which falls by 0.6 m from the gauge to it.
  EXPECT_GT(whole.behind_m, 2.2);
  EXPECT_LT(whole.below_least_m, 0.05) << "the brook runs dry below while the pool fills";
  EXPECT_EQ(whole.breached, 1);

  HazardCase no_rain = make_gorge();
  no_rain.forcing[1].rain_mm_h.value = {4};  // 16 mm in all
  const Course calm = course(no_rain, out);
  EXPECT_LT(calm.behind_m, 0.3);
  EXPECT_GT(calm.below_least_m, 0.1);
  EXPECT_GT(whole.below_m, 1.5 * calm.below_m) << "the breach makes a wave";

  HazardCase no_slide = make_gorge();
  no_slide.file.event.hazards.pop_back();
  no_slide.forcing.pop_back();
  EXPECT_LT(course(no_slide, out).behind_m, 0.3);

  HazardCase holds = make_gorge();
  holds.file.event.hazards[0].deposit_breach.reset();
  const Course held = course(holds, out);
  EXPECT_GT(held.behind_m, 2.2);
  EXPECT_LT(held.below_m, 0.75 * whole.below_m);

  HazardCase elsewhere = make_gorge();  // the same slide stops above the brook
  elsewhere.forcing[1].slide_sites[0].danger = {cell(1, 30), cell(1, 31)};
  EXPECT_LT(course(elsewhere, out).behind_m, 0.3);
}

TEST_F(HazardChain, IsTheSameOnAnyNumberOfThreads) {
  const fs::path one = folder_ / "one.h5", two = folder_ / "two.h5";
  EXPECT_EQ(go(make_gorge(), 1, one).fingerprint, go(make_gorge(), 3, two).fingerprint);
  EXPECT_EQ(bytes(one), bytes(two));
}

/// To stops before the slide, while the pool fills and after the breach: as if unbroken.
TEST_F(HazardChain, SavedAndRestored) {
  expect_resumes(make_gorge(), 4 * 3600 * kSecond,
                 {1800 * kSecond, 5400 * kSecond, 12600 * kSecond});
}

/// A flood whose barriers are 90 minutes apart: what slides after 60 is not in its first 90.
TEST_F(HazardChain, WaterDoesNotFeelASlideBeforeItHappened) {
  HazardCase g = make_gorge();
  g.file.event.hazards[0].period_s = 5400;
  g.file.event.hazards[0].deposit_breach.reset();
  Hazards hazards{g.file, g.world, g.forcing};
  for (SimTime now = 0; now <= 5400 * kSecond; now += 600 * kSecond) hazards.advance(now);
  EXPECT_LT(hazards.depth_m()[cell(4, 24)], 0.3);
  for (SimTime now = 6000 * kSecond; now <= 10800 * kSecond; now += 600 * kSecond)
    hazards.advance(now);
  EXPECT_GT(hazards.depth_m()[cell(4, 24)], 1);
}

/// 400 m3 more onto what the breach has left: half a metre, not the whole dam again.
TEST_F(HazardChain, ASecondSlideLiesOnWhatIsLeft) {
  HazardCase g = make_gorge();
  g.file.horizon_s = 6 * 3600;
  cases::SlideSite second = g.file.event.hazards[1].sites[0];
  second.id = "more rock";
  second.volume_m3 = 400;
  second.triggers[0].factor = 140;  // after five hours
  g.file.event.hazards[1].sites.push_back(second);
  g.forcing[1].slide_sites.push_back(g.forcing[1].slide_sites[0]);
  const fs::path out = folder_ / "second.h5";
  const HazardRunResult result = go(g, 1, out);
  EXPECT_EQ(value(result, "slides"), 2);
  EXPECT_EQ(value(result, "deposits"), 2);
  const trace::Reader reader{out};
  const auto times = reader.field_times("flood_depth");
  float behind = 0;
  for (std::size_t step = 0; step < times.size(); ++step) {
    if (times[step] <= 5 * 3600 * kSecond) continue;
    behind = std::max(behind, reader.field_step("flood_depth", step)[cell(4, 29)]);
  }
  EXPECT_GT(behind, 0.4);
  EXPECT_LT(behind, 1.2);
}

TEST_F(HazardChain, RainStatedForTwoHazardsFallsOnce) {
  HazardCase g = make_gorge();
  g.forcing[0].rain_mm_h = g.forcing[1].rain_mm_h;
  const Hazards hazards{g.file, g.world, g.forcing};
  EXPECT_EQ(hazards.rain_mm(3600 * kSecond, 7200 * kSecond), 30);
}

/// A slide across the street between the shore and the school, and onto homes beside it.
TEST_F(HazardChain, ASlideClosesARoadAndHoldsPeople) {
  Valley v = make_valley();
  cases::Hazard slides;
  slides.kind = cases::HazardKind::Landslide;
  slides.period_s = 60;
  cases::SlideSite site;
  site.id = "cutting";
  site.volume_m3 = 20 * 400 * 1.0;
  site.triggers = {{.factor = 40, .exponent = 0}};
  slides.sites = {site};
  v.file.event.hazards.push_back(slides);
  world::HazardForcing rain;
  rain.rain_mm_h = {{0}, {50}};
  world::SlideSiteCells danger;
  danger.cell = static_cast<std::uint32_t>(37 * 50 + 20);
  for (std::uint32_t col = 15; col < 35; ++col) danger.danger.push_back(39 * 50 + col);
  rain.slide_sites = {danger};
  v.forcing.push_back(rain);
  // Two fairways under the slide, of which it fills one by more than its 0.9 m, and one beside it.
  v.world.waterways = {{"deep", {39 * 50 + 20, 40 * 50 + 20}, 1.1},
                       {"brook", {39 * 50 + 20, 40 * 50 + 20}, 0.9},
                       {"elsewhere", {45 * 50 + 20}, 0.1}};
  const auto measure = [](const RunResult& result, const std::string& name,
                          const std::string& subject = "") {
    const auto found =
        std::find_if(result.summary.begin(), result.summary.end(),
                     [&](const Measure& m) { return m.subject == subject && m.name == name; });
    return found == result.summary.end() ? std::nan("") : found->value;
  };
  RunOptions options;
  options.out = folder_ / "slide.h5";
  const RunResult with = run(v.file, v.world, v.forcing, "{}", {}, options);
  EXPECT_EQ(measure(with, "slides"), 1);
  EXPECT_GT(measure(with, "links_closed_by_debris"), 3);
  const trace::Reader reader{options.out};
  const auto reason = std::get<std::vector<std::uint8_t>>(reader.read("parties", "reason"));
  EXPECT_GT(
      std::count(reason.begin(), reason.end(), static_cast<std::uint8_t>(Reason::DebrisAtHome)), 0);
  EXPECT_GT(measure(with, "waterway_closed_at", "brook"), 0);
  EXPECT_TRUE(std::isnan(measure(with, "waterway_closed_at", "deep")));
  EXPECT_TRUE(std::isnan(measure(with, "waterway_closed_at", "elsewhere")));
  const auto kind = std::get<std::vector<std::uint16_t>>(reader.read("events", "kind"));
  const auto subject = std::get<std::vector<std::uint32_t>>(reader.read("events", "subject"));
  const auto time = std::get<std::vector<std::int64_t>>(reader.read("events", "time_us"));
  const auto at =
      std::find(kind.begin(), kind.end(), static_cast<std::uint16_t>(EventKind::WaterwayClosed)) -
      kind.begin();
  EXPECT_EQ(std::count(kind.begin(), kind.end(), kind[static_cast<std::size_t>(at)]), 1);
  EXPECT_EQ(subject[static_cast<std::size_t>(at)], 1u);
  EXPECT_EQ(to_seconds(time[static_cast<std::size_t>(at)]),
            measure(with, "waterway_closed_at", "brook"));
  v.forcing[1].rain_mm_h.value = {5};
  options.out.clear();
  const RunResult without = run(v.file, v.world, v.forcing, "{}", {}, options);
  EXPECT_EQ(measure(without, "slides"), 0);
  EXPECT_EQ(measure(without, "links_closed_by_debris"), 0);
  EXPECT_TRUE(std::isnan(measure(without, "waterway_closed_at", "brook")));
  EXPECT_GT(measure(with, "now_trapped"), measure(without, "now_trapped"));
}

}  // namespace
}  // namespace muster::simulation
