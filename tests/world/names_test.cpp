// SPDX-License-Identifier: MIT
// Names of classes and kinds are distinct and readable back.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "engine/world/roads.hpp"
#include "engine/world/sites.hpp"

namespace muster::world {
namespace {

TEST(Names, EveryRoadClassHasItsOwn) {
  std::set<std::string> names;
  for (int i = 0; i < kRoadClasses; ++i) names.insert(name(static_cast<RoadClass>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kRoadClasses));
  EXPECT_STREQ(name(RoadClass::LivingStreet), "living_street");
  EXPECT_STREQ(name(RoadClass::Exit), "exit");
}

TEST(Names, SiteKindsReadBack) {
  for (int i = 0; i < kSiteKinds; ++i) {
    const auto kind = static_cast<SiteKind>(i);
    EXPECT_EQ(site_kind(name(kind)), kind) << name(kind);
  }
  EXPECT_EQ(site_kind("fire_station"), SiteKind::FireStation);
  EXPECT_FALSE(site_kind("Shelter"));
  EXPECT_FALSE(site_kind(""));
}

}  // namespace
}  // namespace muster::world
