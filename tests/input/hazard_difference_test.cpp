// SPDX-License-Identifier: MIT
// What of a case its hazards follow from, and what is free.
#include "engine/input/hazard_difference.hpp"

#include <gtest/gtest.h>

namespace muster::input {
namespace {

constexpr const char* kThen = R"({
  "seed": 1, "start": "2024-06-01T06:00:00+00:00",
  "world": {"terrain": {"dem": "hills.tif"}, "roads": {"osm": "town.osm"}},
  "event": {"hazards": [{"kind": "flood"}]},
  "plan": {"orders": [], "works": {"built": [{"id": "sandbags", "crest_m": 3}], "actions": [],
           "fire_breaks": [], "water_drops": [], "treated_slopes": []}}})";

class HazardDifference : public testing::Test {
 protected:
  HazardDifference() {
    now_.event.hazards.resize(1);
    now_.event.hazards[0].kind = cases::HazardKind::Flood;
  }
  /// The case with `from` replaced by `to`: the problem found, or nothing.
  std::string changed(const std::string& from, const std::string& to) const {
    std::string text = kThen;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    Diagnostics diagnostics;
    check_same_hazards({kThen, then_inputs_}, now_, text, now_inputs_, "flood.h5", diagnostics);
    return diagnostics.ok() ? std::string{} : diagnostics.problems()[0].what;
  }

  cases::CaseFile now_;
  std::vector<cases::InputFile> then_inputs_{{"hills.tif", "aa", 1}, {"town.osm", "bb", 1}};
  std::vector<cases::InputFile> now_inputs_ = then_inputs_;
};

TEST_F(HazardDifference, RoadsOrdersAndSeedAreFree) {
  EXPECT_EQ(changed("town.osm", "city.osm"), "");
  EXPECT_EQ(changed("\"orders\": []", "\"orders\": [{\"id\": \"all\"}]"), "");
  EXPECT_EQ(changed("\"seed\": 1", "\"seed\": 2"), "");
  now_inputs_[1].sha256 = "cc";
  EXPECT_EQ(changed("\"orders\"", "\"orders\""), "");
}

TEST_F(HazardDifference, TerrainEventAndTheirFilesAreNot) {
  EXPECT_EQ(changed("hills.tif", "plain.tif"),
            "is of another event or place: /world/terrain/dem: \"hills.tif\" then, \"plain.tif\" "
            "now");
  EXPECT_NE(changed("{\"kind\": \"flood\"}", "{\"kind\": \"flood\", \"period_s\": 30}"), "");
  now_inputs_[0].sha256 = "cc";
  EXPECT_EQ(changed("\"orders\"", "\"orders\""),
            "was computed with another hills.tif: it has changed since");
}

TEST_F(HazardDifference, WorksThatWouldAlterThemAreNamed) {
  EXPECT_EQ(changed("\"crest_m\": 3}", "\"crest_m\": 3}, {\"id\": \"levee north\"}"),
            "was computed without \"levee north\" of /plan/works/built, as the case has it: it "
            "would alter the hazards");
  EXPECT_EQ(changed("{\"id\": \"sandbags\", \"crest_m\": 3}", ""),
            "was computed with \"sandbags\" of /plan/works/built, which the case does not have so");
  EXPECT_NE(changed("\"crest_m\": 3", "\"crest_m\": 4"), "");
  EXPECT_EQ(changed("\"actions\": []", "\"actions\": [{\"work\": \"sluice\"}]"),
            "was computed without \"sluice\" of /plan/works/actions, as the case has it: it would "
            "alter the hazards");
  // Nothing burns here.
  EXPECT_EQ(changed("\"fire_breaks\": []", "\"fire_breaks\": [{\"id\": \"ridge\"}]"), "");
  now_.event.hazards[0].kind = cases::HazardKind::Fire;
  EXPECT_NE(changed("\"fire_breaks\": []", "\"fire_breaks\": [{\"id\": \"ridge\"}]"), "");
  EXPECT_EQ(changed("\"crest_m\": 3", "\"crest_m\": 4"), "");
}

TEST_F(HazardDifference, TreatedSlopesAlterLandslides) {
  const std::string nails = R"("treated_slopes": [{"id": "nails", "added_cohesion_pa": 5000}])";
  EXPECT_EQ(changed("\"treated_slopes\": []", nails), "");
  now_.event.hazards[0].kind = cases::HazardKind::Landslide;
  EXPECT_EQ(changed("\"treated_slopes\": []", nails),
            "was computed without \"nails\" of /plan/works/treated_slopes, as the case has it: it "
            "would alter the hazards");
}

TEST_F(HazardDifference, TheSeedCountsWhereHazardsDraw) {
  now_.event.hazards[0].spotting.emplace();
  EXPECT_EQ(changed("\"seed\": 1", "\"seed\": 2"),
            "is of another event or place: /seed: 1 then, 2 now");
  now_.event.hazards[0].spotting.reset();
  now_.event.hazards[0].soil_samples = 100;
  EXPECT_NE(changed("\"seed\": 1", "\"seed\": 2"), "");
}

}  // namespace
}  // namespace muster::input
