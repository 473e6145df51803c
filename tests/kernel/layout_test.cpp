// SPDX-License-Identifier: MIT
#include "engine/kernel/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/base/random.hpp"

namespace muster::kernel {
namespace {

const Stream kStream{11, Purpose{"layout test"}};

/// Both directions of every street of a grid; delay(street).
template <class Delay>
std::vector<Channel> grid(std::uint32_t side, Delay delay) {
  std::vector<Channel> channels;
  std::uint32_t street = 0;
  const auto add = [&](std::uint32_t a, std::uint32_t b) {
    const SimTime d = delay(street++);
    channels.push_back({ProcessId{a}, ProcessId{b}, d});
    channels.push_back({ProcessId{b}, ProcessId{a}, d});
  };
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      if (x + 1 < side) add(y * side + x, y * side + x + 1);
      if (y + 1 < side) add(y * side + x, (y + 1) * side + x);
    }
  }
  return channels;
}

SimTime least_cut(const Layout& layout, const std::vector<Channel>& channels) {
  SimTime least = kNever;
  for (const Channel& channel : channels) {
    if (layout.partition_of[channel.a] != layout.partition_of[channel.b]) {
      least = std::min(least, channel.delay);
    }
  }
  return least;
}

std::vector<std::size_t> sizes(const Layout& layout) {
  std::vector<std::size_t> sizes(layout.partitions, 0);
  for (const std::uint32_t partition : layout.partition_of) ++sizes.at(partition);
  return sizes;
}

TEST(Layout, UniformDelaysGiveThatWindowAndBalancedPartitions) {
  const auto channels = grid(60, [](std::uint32_t) { return 7 * kSecond; });
  const Layout layout = make_layout(3600, channels, {}, 0, {.channels_per_partition = 512});
  EXPECT_EQ(layout.window, 7 * kSecond);
  EXPECT_NEAR(layout.partitions, static_cast<double>(channels.size()) / 512.0, 1.0);
  const auto counts = sizes(layout);
  EXPECT_LE(*std::max_element(counts.begin(), counts.end()), 1.3 * 3600 / layout.partitions);
}

TEST(Layout, WindowIsTheLeastDelayOfTheCutAndMuchWiderThanTheShortestLink) {
  const auto channels = grid(100, [](std::uint32_t street) {
    return static_cast<SimTime>((1.0 + 29.0 * kStream.uniform(street, 0)) * kSecond);
  });
  const Layout layout = make_layout(10'000, channels, {}, 0);
  EXPECT_EQ(layout.window, least_cut(layout, channels));
  EXPECT_GE(layout.window, 5 * kSecond);  // links of 1 to 30 s
  const auto counts = sizes(layout);
  EXPECT_GT(*std::min_element(counts.begin(), counts.end()), 0u);
  EXPECT_LE(*std::max_element(counts.begin(), counts.end()), 2 * 10'000 / layout.partitions);
}

TEST(Layout, ChannelsWithoutDelayAreNeverCut) {
  const auto channels = grid(
      50, [](std::uint32_t street) { return street % 3 == 0 ? SimTime{0} : SimTime{5 * kSecond}; });
  const Layout layout = make_layout(2500, channels, {}, 0, {.channels_per_partition = 256});
  EXPECT_GT(layout.partitions, 5u);
  EXPECT_EQ(layout.window, 5 * kSecond);
}

TEST(Layout, AllChannelsWithoutDelayGiveOnePartition) {
  const auto channels = grid(20, [](std::uint32_t) { return SimTime{0}; });
  const Layout layout = make_layout(400, channels, {}, 0, {.channels_per_partition = 64});
  EXPECT_EQ(layout.partitions, 1u);
  EXPECT_EQ(layout.window, kNever);
}

TEST(Layout, TheCentreIsAloneAndItsDelayBoundsTheWindow) {
  const auto channels = grid(40, [](std::uint32_t) { return 20 * kSecond; });
  const ProcessId centre{1600};
  const Layout layout = make_layout(1601, channels, centre, 10 * kSecond);
  EXPECT_EQ(layout.window, 10 * kSecond);
  EXPECT_EQ(std::count(layout.partition_of.begin(), layout.partition_of.end(),
                       layout.partition_of[centre]),
            1);
}

TEST(Layout, CentreWithoutDelayGivesOnePartition) {
  auto channels = grid(40, [](std::uint32_t) { return 20 * kSecond; });
  const ProcessId centre{1600};
  EXPECT_EQ(make_layout(1601, channels, centre, 0).partitions, 1u);
  // The same where one of its channels has none.
  channels.push_back({centre, ProcessId{0}, 0});
  EXPECT_EQ(make_layout(1601, channels, centre, 10 * kSecond).partitions, 1u);
}

TEST(Layout, SmallSystems) {
  EXPECT_EQ(make_layout(0, {}, {}, 0).partitions, 1u);
  EXPECT_EQ(make_layout(1, {}, {}, 0).partitions, 1u);
  EXPECT_EQ(make_layout(1, {}, ProcessId{0}, kSecond).partitions, 1u);
  const std::vector<Channel> one{{ProcessId{0}, ProcessId{1}, kSecond}};
  const Layout pair = make_layout(3, one, ProcessId{2}, kSecond);
  EXPECT_EQ(pair.partitions, 2u);
  EXPECT_EQ(pair.window, kSecond);
  // A channel to itself binds nothing.
  const std::vector<Channel> self{{ProcessId{0}, ProcessId{0}, 0}};
  EXPECT_EQ(make_layout(2, self, {}, 0).partitions, 1u);
}

TEST(Layout, SeparateIslandsNeedNoCut) {
  // 40 islands of 16 processes, no channel between them.
  std::vector<Channel> channels;
  for (std::uint32_t island = 0; island < 40; ++island) {
    for (Channel channel : grid(4, [](std::uint32_t) { return kSecond; })) {
      channel.a = ProcessId{island * 16 + channel.a.get()};
      channel.b = ProcessId{island * 16 + channel.b.get()};
      channels.push_back(channel);
    }
  }
  const Layout layout = make_layout(640, channels, {}, 0, {.channels_per_partition = 200});
  EXPECT_GT(layout.partitions, 3u);
  EXPECT_EQ(layout.window, kNever);
  EXPECT_EQ(least_cut(layout, channels), kNever);
}

TEST(Layout, IsTheSameEachTimeAndAnotherForAnotherSeed) {
  const auto channels = grid(60, [](std::uint32_t street) {
    return static_cast<SimTime>((6.0 + 24.0 * kStream.uniform(street, 1)) * kSecond);
  });
  const Layout first = make_layout(3600, channels, {}, 0);
  EXPECT_EQ(make_layout(3600, channels, {}, 0).partition_of, first.partition_of);
  EXPECT_NE(make_layout(3600, channels, {}, 0, {.seed = 5}).partition_of, first.partition_of);
}

TEST(Layout, OfACityOf40000Processes) {
  const auto channels = grid(200, [](std::uint32_t street) {
    return static_cast<SimTime>((2.0 + 28.0 * kStream.uniform(street, 2)) * kSecond);
  });
  const Layout layout = make_layout(40'000, channels, {}, 0);
  EXPECT_NEAR(layout.partitions, static_cast<double>(channels.size()) / 512.0, 32.0);
  EXPECT_GE(layout.window, 5 * kSecond);
}

}  // namespace
}  // namespace muster::kernel
