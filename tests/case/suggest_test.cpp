// SPDX-License-Identifier: MIT
// Near names are suggested, far ones are not.
#include "engine/case/suggest.hpp"

#include <gtest/gtest.h>

namespace muster::cases {
namespace {

const std::vector<std::string> kNames{"shelters", "horizon_s", "seed", "name"};

TEST(Suggest, FindsOneSlipOfEachSort) {
  for (const char* slip : {"sheltres", "shelter", "sheltersx", "shelturs"}) {
    EXPECT_EQ(did_you_mean(slip, kNames), "did you mean \"shelters\"?") << slip;
  }
}

TEST(Suggest, FindsKeyWithoutItsUnit) {
  EXPECT_EQ(did_you_mean("horizon", kNames), "did you mean \"horizon_s\"?");
}

TEST(Suggest, StaysSilentWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("rainfall", kNames), "");
  EXPECT_EQ(did_you_mean("", kNames), "");
  EXPECT_EQ(did_you_mean("x", {"ab"}), "");
  EXPECT_EQ(did_you_mean(std::string(10'000, 's'), kNames), "");
}

TEST(Suggest, EarlierNameWinsTies) {
  EXPECT_EQ(did_you_mean("bat", {"cat", "rat"}), "did you mean \"cat\"?");
  EXPECT_EQ(did_you_mean("bat", {"rat", "cat"}), "did you mean \"rat\"?");
}

}  // namespace
}  // namespace muster::cases
