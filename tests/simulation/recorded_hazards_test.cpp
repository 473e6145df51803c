// SPDX-License-Identifier: MIT
// Runs that take their hazards from a trace are the runs that compute them.
#include "engine/simulation/recorded_hazards.hpp"

#include <gtest/gtest.h>

#include <string>

#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/burning_valley.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/imported_valley.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

class RecordedHazards : public RunFolder {
 protected:
  static RunResult go_on(const Valley& v, RunOptions options) {
    return run(v.file, v.world, v.forcing, "{}", {}, options);
  }
  /// The hazards alone, recorded as a run needs them.
  std::shared_ptr<const trace::Source> record(Valley v) const {
    v.file.record.fields_s = to_seconds(hazard_period(v.file.event));
    const fs::path path = folder_ / "hazards.h5";
    HazardRunOptions options;
    options.out = path;
    run_hazards(v.file, v.world, v.forcing, {"{}", {}}, options);
    return std::make_shared<trace::Reader>(path);
  }
  /// Both traces, byte for byte.
  void expect_same_trace(const Valley& v, RunOptions options = {}) {
    options.out = folder_ / "computed.h5";
    const RunResult computed = go_on(v, options);
    RunOptions from = options;
    from.hazards = record(v);
    from.out = folder_ / "recorded.h5";
    const RunResult recorded = go_on(v, from);
    EXPECT_EQ(recorded.fingerprint, computed.fingerprint);
    EXPECT_EQ(bytes(from.out), bytes(options.out));
  }
};

TEST_F(RecordedHazards, GiveTheTraceOfTheRunThatComputesAFlood) {
  expect_same_trace(make_valley());
}

TEST_F(RecordedHazards, GiveTheTraceOfTheRunThatComputesAFire) {
  expect_same_trace(burning_valley());
}

TEST_F(RecordedHazards, GiveTheTraceOfTheRunWithImportedWater) {
  expect_same_trace(rising_valley());
  expect_same_trace(reached_valley());
  expect_same_trace(seen_valley());
}

TEST_F(RecordedHazards, GiveTheTraceOfTheRunWithAnImportedFire) {
  Valley v = burning_valley();
  v.file.event.hazards[0].kind = cases::HazardKind::Imported;
  const world::Grid& grid = v.world.terrain.grid;
  for (std::size_t c = 0; c < grid.size(); ++c) {
    v.forcing[0].imported_fire_s.push_back(10.0 * static_cast<double>(grid.size() - c));
    v.forcing[0].imported_intensity_kw_m.push_back(static_cast<float>(c));
  }
  expect_same_trace(v);
}

/// Two hazards with periods of their own, of which the trace knows the greatest only.
TEST_F(RecordedHazards, GiveTheTraceOfARunWithSeveral) {
  Valley v = make_valley();
  const Valley fire = burning_valley();
  v.world.terrain.fuel = fire.world.terrain.fuel;
  v.file.world.terrain.fuel = fire.file.world.terrain.fuel;
  v.file.event.hazards.push_back(fire.file.event.hazards[0]);
  v.file.event.hazards.back().period_s = 180;
  v.file.event.hazards.push_back(fire.file.event.hazards[0]);
  v.file.event.hazards.back().burning_s = 3600;
  v.forcing.push_back(fire.forcing[0]);
  v.forcing.push_back(fire.forcing[0]);
  v.forcing.back().fire.ignition_xy_m = {{10, 500, 10, 990}};
  expect_same_trace(v);
}

TEST_F(RecordedHazards, SavedAndResumed) {
  const Valley v = make_valley();
  RunOptions whole;
  whole.hazards = record(v);
  whole.out = folder_ / "whole.h5";
  const RunResult unbroken = go_on(v, whole);
  RunOptions part = whole;
  part.out = folder_ / "part.h5";
  part.save_every = 3600 * kSecond;
  part.until = 2 * 3600 * kSecond;
  go_on(v, part);
  RunOptions rest = whole;
  rest.resume = part.out;
  rest.out = part.out;
  EXPECT_EQ(go_on(v, rest).fingerprint, unbroken.fingerprint);
  EXPECT_EQ(bytes(part.out), bytes(whole.out));
}

/// A run that ends before its hazards do has their layers, but not what they came to.
TEST_F(RecordedHazards, LeaveOutWhatIsKnownAtTheirEndOnly) {
  const Valley v = make_valley();
  RunOptions options;
  options.until = 3600 * kSecond;
  const RunResult computed = go_on(v, options);
  options.hazards = record(v);
  options.out = folder_ / "until.h5";
  const RunResult recorded = go_on(v, options);
  EXPECT_EQ(recorded.fingerprint, computed.fingerprint);
  ASSERT_EQ(recorded.notes.size(), 1u);
  EXPECT_NE(recorded.notes[0].find("left out"), std::string::npos);
  const trace::Reader reader{options.out};
  for (const float greatest : reader.raster("fields_max/flood_depth"))
    ASSERT_TRUE(std::isnan(greatest));
  for (const float arrival : reader.raster("fields_max/flood_arrival"))
    ASSERT_FALSE(arrival > 3600);
}

TEST_F(RecordedHazards, MustReachToTheEndAndMissNoPeriod) {
  const Valley v = make_valley();
  const auto found = [](const trace::Source& source, SimTime period, SimTime end) {
    Diagnostics diagnostics;
    check_recorded(source, period, end, "flood.h5", diagnostics);
    return diagnostics.ok() ? std::string{} : diagnostics.problems()[0].what;
  };
  const auto whole = record(v);
  const SimTime end = from_seconds(v.file.horizon_s);
  EXPECT_EQ(found(*whole, hazard_period(v.file.event), end), "");
  EXPECT_EQ(found(*whole, hazard_period(v.file.event), end + 7200 * kSecond),
            "its hazards end at 21600 s, the run needs them until 28800 s");
  EXPECT_EQ(found(*whole, 7 * kSecond, end),
            "lacks flood_depth at 7 s: a run needs it every 7 s, as hazards move");
  RunOptions options;
  options.out = folder_ / "people.h5";
  Valley nothing = v;
  nothing.file.event.hazards.clear();
  nothing.forcing.clear();
  nothing.file.plan.orders.clear();
  go_on(nothing, options);
  EXPECT_EQ(found(trace::Reader{options.out}, 60 * kSecond, end), "holds no hazards of one run");
}

}  // namespace
}  // namespace muster::simulation
