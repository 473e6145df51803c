// SPDX-License-Identifier: MIT
// The queue gives back what was put in, bucket by bucket.
#include "engine/mobility/routing/bucket_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace muster::mobility::routing {
namespace {

constexpr Purpose kCosts{"test.bucket_queue"};

TEST(BucketQueue, GivesBackEveryEntryInTheOrderOfBuckets) {
  for (const int width_bits : {0, 4, 20, 40}) {
    const Stream random{1, kCosts};
    BucketQueue queue;
    queue.start(width_bits);
    std::vector<SimTime> put, got;
    std::uint32_t made = 0;
    const auto push = [&](SimTime cost) {
      queue.push({cost, made++});
      put.push_back(cost);
    };
    for (std::uint32_t i = 0; i < 100; ++i) push(random.below(1'000'000'000, i, 0));
    SimTime bucket = 0;
    for (auto entries = queue.take(); !entries.empty(); entries = queue.take()) {
      EXPECT_GE(entries[0].cost >> width_bits, bucket);
      bucket = entries[0].cost >> width_bits;
      for (const BucketQueue::Entry& entry : entries) {
        EXPECT_EQ(entry.cost >> width_bits, bucket);
        EXPECT_EQ(put[entry.index], entry.cost);
        got.push_back(entry.cost);
        // A search pushes what is no less than what it holds: near, and now and then very far.
        if (made >= 3000) continue;
        push(entry.cost + random.below(1000, made, 1));
        if (made % 50 == 0) push(entry.cost + (SimTime{1} << 50));
      }
    }
    EXPECT_THAT(got, ::testing::UnorderedElementsAreArray(put)) << width_bits;
  }
}

TEST(BucketQueue, StartForgetsWhatWasLeft) {
  BucketQueue queue;
  queue.start(10);
  queue.push({5, 0});
  queue.push({SimTime{1} << 40, 1});
  queue.start(3);
  queue.push({7, 2});
  const auto entries = queue.take();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].index, 2u);
  EXPECT_TRUE(queue.take().empty());
}

}  // namespace
}  // namespace muster::mobility::routing
