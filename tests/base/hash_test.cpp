// SPDX-License-Identifier: MIT
#include "engine/base/hash.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace muster {
namespace {

// First outputs of splitmix64 from state 1234567 (Vigna's reference program): mix(state += golden
// ratio).
TEST(Mix, IsTheFinaliserOfSplitmix64) {
  std::uint64_t state = 1234567;
  const std::uint64_t golden = 0x9e3779b97f4a7c15ull;
  EXPECT_EQ(mix(state += golden), 6457827717110365317ull);
  EXPECT_EQ(mix(state += golden), 3203168211198807973ull);
  EXPECT_EQ(mix(state += golden), 9817491932198370423ull);
}

TEST(Mix, PairDependsOnOrder) {
  EXPECT_NE(mix(1, 2), mix(2, 1));
  EXPECT_NE(mix(0, 0), mix(0, 1));
}

TEST(Mix, FlippingOneBitFlipsAboutHalf) {
  int flipped = 0;
  for (int bit = 0; bit < 64; ++bit) {
    flipped += std::popcount(mix(12345) ^ mix(12345 ^ (std::uint64_t{1} << bit)));
  }
  EXPECT_NEAR(flipped, 64 * 32, 4 * 32);  // 4 standard deviations of 4,096 fair coins
}

}  // namespace
}  // namespace muster
