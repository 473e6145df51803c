// SPDX-License-Identifier: MIT
// Rain sets off a slide, its deposit dams a brook, the pool overtops it and the dam breaches: each
// link taken away changes what follows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/simulation/hazard_run.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/base/memory_archive.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

using HazardChain = RunFolder;

constexpr int kCols = 60, kRows = 10;

struct Gorge {
  cases::CaseFile file;
  world::World world;
  world::Forcing forcing;
};

std::uint32_t cell(int row, int col) {
  return static_cast<std::uint32_t>(row * kCols + col);
}

/// A gorge 40 m wide that falls 1 in 100 to the east, 5 m3/s in it. After an hour of rain 2,400 m3
/// slide onto 800 m2 of its bed, half way: 3 m.
Gorge make_gorge() {
  Gorge g;
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

HazardRunResult go(const Gorge& g, const std::filesystem::path& out, int threads = 1) {
  HazardRunOptions options;
  options.threads = threads;
  options.out = out;
  return run_hazards(g.file, g.world, g.forcing, {"{}", {}}, options);
}

Course course(const Gorge& g, const std::filesystem::path& out) {
  const HazardRunResult result = go(g, out);
  Course course;
  for (const Measure& measure : result.summary) {
    if (measure.name == "deposits_breached") course.breached = measure.value;
    if (measure.name == "water_residual") {
      EXPECT_LE(measure.value, 1e-12);
    }
  }
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

  Gorge no_rain = make_gorge();
  no_rain.forcing[1].rain_mm_h.value = {4};  // 16 mm in all
  const Course calm = course(no_rain, out);
  EXPECT_LT(calm.behind_m, 0.3);
  EXPECT_GT(calm.below_least_m, 0.1);
  EXPECT_GT(whole.below_m, 1.5 * calm.below_m) << "the breach makes a wave";

  Gorge no_slide = make_gorge();
  no_slide.file.event.hazards.pop_back();
  no_slide.forcing.pop_back();
  EXPECT_LT(course(no_slide, out).behind_m, 0.3);

  Gorge holds = make_gorge();
  holds.file.event.hazards[0].deposit_breach.reset();
  const Course held = course(holds, out);
  EXPECT_GT(held.behind_m, 2.2);
  EXPECT_LT(held.below_m, 0.75 * whole.below_m);

  Gorge elsewhere = make_gorge();  // the same slide stops above the brook
  elsewhere.forcing[1].slide_sites[0].danger = {cell(1, 30), cell(1, 31)};
  EXPECT_LT(course(elsewhere, out).behind_m, 0.3);
}

TEST_F(HazardChain, IsTheSameOnAnyNumberOfThreads) {
  const fs::path one = folder_ / "one.h5", two = folder_ / "two.h5";
  EXPECT_EQ(go(make_gorge(), one, 1).fingerprint, go(make_gorge(), two, 3).fingerprint);
  EXPECT_EQ(bytes(one), bytes(two));
}

/// To stops before the slide, while the pool fills and after the breach: as if unbroken.
TEST_F(HazardChain, SavedAndRestored) {
  const Gorge g = make_gorge();
  const auto upto = [](Hazards& hazards, SimTime from, SimTime until) {
    for (SimTime now = from; now <= until; now += 60 * kSecond) hazards.advance(now);
  };
  const SimTime end = 4 * 3600 * kSecond;
  Hazards unbroken{g.file, g.world, g.forcing};
  upto(unbroken, 0, end);
  for (const SimTime stop : {1800 * kSecond, 5400 * kSecond, 12600 * kSecond}) {
    Hazards first{g.file, g.world, g.forcing}, second{g.file, g.world, g.forcing};
    upto(first, 0, stop);
    MemoryArchive archive;
    first.state(archive);
    MemoryArchive saved = archive.to_load();
    second.state(saved);
    upto(second, stop + 60 * kSecond, end);
    EXPECT_EQ(second.fingerprint(), unbroken.fingerprint()) << to_seconds(stop);
  }
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
  const auto measure = [](const RunResult& result, const std::string& name) {
    for (const Measure& m : result.summary) {
      if (m.subject.empty() && m.name == name) return m.value;
    }
    return std::nan("");
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
  v.forcing[1].rain_mm_h.value = {5};
  options.out.clear();
  const RunResult without = run(v.file, v.world, v.forcing, "{}", {}, options);
  EXPECT_EQ(measure(without, "slides"), 0);
  EXPECT_EQ(measure(without, "links_closed_by_debris"), 0);
  EXPECT_GT(measure(with, "now_trapped"), measure(without, "now_trapped"));
}

}  // namespace
}  // namespace muster::simulation
