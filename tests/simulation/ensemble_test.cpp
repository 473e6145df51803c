// SPDX-License-Identifier: MIT
// Members that differ by a known amount: shares and quantiles are counted by hand.
#include "engine/simulation/ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/simulation/hazard_run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/grassland.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

class EnsembleOfFires : public RunFolder {
 protected:
  /// Ten members, set alight a hundred seconds apart, without anything that depends on the clock.
  static std::vector<HazardCase> members() {
    std::vector<HazardCase> all;
    for (int m = 0; m < 10; ++m) {
      HazardCase c = grassland();
      c.file.horizon_s = 1800;
      cases::Hazard& fire = c.file.event.hazards[0];
      fire.weather.resize(1);
      c.forcing[0].fire.weather.resize(1);
      fire.spotting.reset();
      c.file.plan.fire_breaks.clear();
      c.forcing[0].fire.break_xy_m.clear();
      fire.ignitions[0].at_s = 100.0 * m;
      all.push_back(std::move(c));
    }
    return all;
  }

  trace::Reader run(int threads, const std::string& name) {
    const std::vector<HazardCase> all = members();
    std::vector<MemberCase> cases;
    for (const HazardCase& c : all) cases.push_back({c.file, c.world, c.forcing});
    HazardRunOptions options;
    options.threads = threads;
    Ensemble ensemble{all[0].world.terrain.grid};
    std::uint64_t fingerprint = 0;
    for (const MemberRun& member : run_members(cases, options)) {
      ensemble.add(*member.hazards);
      fingerprint += member.fingerprint;
    }
    ensemble.write(all[0].file, all[0].world, {"{}", {}}, {{0, "/a", 1.5}}, folder_ / name,
                   fingerprint, true);
    return trace::Reader{folder_ / name};
  }
};

TEST_F(EnsembleOfFires, CountsMembersAndOrdersArrivals) {
  const trace::Reader reader = run(1, "one.h5");
  const HazardCase first = members()[0];
  Hazards alone{first.file, first.world, first.forcing};
  for (SimTime now = 0; now <= 1800 * kSecond; now += 60 * kSecond) alone.advance(now);
  std::vector<double> arrival;
  alone.merge(layer_info("fire_arrival", LayerKind::First), arrival);
  const auto probability = reader.raster("fields_max/fire_arrival_probability");
  const auto p10 = reader.raster("fields_max/fire_arrival_p10");
  const auto p50 = reader.raster("fields_max/fire_arrival_p50");
  std::size_t partly = 0, seen = 0;
  for (std::size_t c = 0; c < arrival.size(); ++c) {
    // Member m gets there 100 m seconds later, if before the end.
    int reached = 0;
    for (int m = 0; m < 10; ++m) reached += arrival[c] + 100 * m <= 1800 - 1e-3;
    if (std::isnan(arrival[c])) reached = 0;
    ASSERT_NEAR(probability[c], reached / 10.0, 1e-6) << c;
    partly += reached > 0 && reached < 10;
    if (reached == 0) continue;
    ++seen;
    ASSERT_NEAR(p10[c], arrival[c], 0.01);
    if (reached >= 5) {
      ASSERT_NEAR(p50[c], arrival[c] + 400, 0.01);
    } else {
      ASSERT_TRUE(std::isnan(p50[c]));
    }
  }
  EXPECT_GT(partly, 50u);
  EXPECT_GT(seen, 100u);
}

TEST_F(EnsembleOfFires, IsTheSameOnAnyNumberOfThreads) {
  run(1, "one.h5");
  run(4, "four.h5");
  EXPECT_EQ(bytes(folder_ / "one.h5"), bytes(folder_ / "four.h5"));
}

}  // namespace
}  // namespace muster::simulation
