// SPDX-License-Identifier: MIT
// The heap gives back what was put in, least first.
#include "engine/mobility/routing/heap.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/random.hpp"

namespace muster::mobility::routing {
namespace {

constexpr Purpose kCosts{"test.heap"};

TEST(Heap, SortsWhilePushesAndPopsAlternate) {
  const Stream random{1, kCosts};
  Heap heap;
  std::vector<SimTime> inside;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const SimTime cost = random.below(300, i, 0);
    heap.push({cost, i});
    inside.push_back(cost);
    if (random.below(3, i, 1) == 0) {
      const auto least = std::min_element(inside.begin(), inside.end());
      EXPECT_EQ(heap.pop().cost, *least);
      inside.erase(least);
    }
  }
  std::sort(inside.begin(), inside.end());
  for (const SimTime cost : inside) {
    ASSERT_FALSE(heap.empty());
    EXPECT_EQ(heap.pop().cost, cost);
  }
  EXPECT_TRUE(heap.empty());
}

}  // namespace
}  // namespace muster::mobility::routing
