// SPDX-License-Identifier: MIT
// The specs that ship: each makes a case that the reader takes, and shows what its page promises.
#include <gtest/gtest.h>

#include "engine/generate/generate.hpp"
#include "engine/generate/water.hpp"
#include "engine/input/load.hpp"
#include "tests/generate/made.hpp"
#include "tests/places.hpp"

namespace muster::generate {
namespace {

const std::string kRiverDistrict = tests::source_path("scenarios/river-district/spec.json");

class Shipped : public testing::TestWithParam<const char*> {};

TEST_P(Shipped, MakesACaseWithoutAWarning) {
  const test::Folder folder{"shipped"};
  Diagnostics diagnostics;
  generate(tests::source_path(std::string(GetParam()) + "/spec.json"), folder.path(), diagnostics);
  input::read_case(folder.path() + "/case.json", {}, diagnostics, nullptr, nullptr);
  for (const Problem& problem : diagnostics.problems()) ADD_FAILURE() << to_string(problem);
}
INSTANTIATE_TEST_SUITE_P(Specs, Shipped,
                         testing::Values("scenarios/river-district", "tests/cases/grid-lookalike",
                                         "tests/cases/city-lookalike"));

TEST(RiverDistrict, HasSomethingInTheWayOfTheWater) {
  Diagnostics diagnostics;
  const test::Made made{read_spec(kRiverDistrict, diagnostics)};
  ASSERT_TRUE(diagnostics.ok());
  const double crest = made.spec.district.flood.crest_above_bank_m;
  std::int64_t below = 0, persons = 0;
  for (const Home& home : made.homes) {
    persons += home.persons;
    if (made.land.at(made.land.above_bank, home.at) < crest - 1) below += home.persons;
  }
  EXPECT_EQ(persons, 60'000);
  EXPECT_GT(below, 8000);
  EXPECT_LT(below, 20'000);
  const double links = static_cast<double>(count_links(made.layout.network));
  EXPECT_GE(links, 8000);
  EXPECT_LE(links, 12'000);
  int flooded_shelters = 0;
  for (const world::Site& site : made.sites) {
    flooded_shelters += site.kind == world::SiteKind::Shelter &&
                        made.land.at(made.land.above_bank, {site.x, site.y}) < crest - 0.5;
  }
  EXPECT_GE(flooded_shelters, 3);
  // The early order comes at least an hour before the late one, and that before the crest.
  const auto reached = [&](double level) {
    double time = 0;
    while (level_above_bank_m(made.spec.district.flood, made.spec.horizon_s, time) < level)
      time += 60;
    return time;
  };
  const PlanSpec& plans = made.spec.district.plans;
  EXPECT_GT(reached(plans.late_above_bank_m), reached(plans.early_above_bank_m) + 3600);
  EXPECT_LT(reached(plans.late_above_bank_m), made.spec.district.flood.crest_at_s - 3600);
}

}  // namespace
}  // namespace muster::generate
