// SPDX-License-Identifier: MIT
// The playback clock, without a window.
#include "viewer/playback/clock.hpp"

#include <gtest/gtest.h>

namespace muster::viewer {
namespace {

constexpr SimTime kEnd = 7200 * kSecond;

TEST(Clock, MovesBySpeedOnlyWhilePlaying) {
  Clock clock{kEnd};
  clock.set_speed(0);
  clock.advance(1);
  EXPECT_EQ(clock.now(), 0);
  clock.toggle();
  clock.advance(0.5);
  EXPECT_EQ(clock.now(), kSecond / 2);
  clock.set_speed(kSpeeds.size() - 1);
  EXPECT_EQ(clock.speed(), 3600);
  clock.advance(0.5);
  EXPECT_EQ(clock.now(), kSecond / 2 + 1800 * kSecond);
}

TEST(Clock, StopsAtTheEndAndPlaysAgainFromTheStart) {
  Clock clock{kEnd};
  clock.jump(kEnd - kSecond);
  clock.toggle();
  clock.advance(1);
  EXPECT_EQ(clock.now(), kEnd);
  EXPECT_FALSE(clock.playing());
  clock.toggle();
  EXPECT_EQ(clock.now(), 0);
  EXPECT_TRUE(clock.playing());
}

TEST(Clock, LoopsWhenAsked) {
  Clock clock{kEnd};
  clock.loop = true;
  clock.set_speed(0);
  clock.jump(kEnd - kSecond / 4);
  clock.toggle();
  clock.advance(1);
  EXPECT_EQ(clock.now(), 3 * kSecond / 4);
  EXPECT_TRUE(clock.playing());
}

TEST(Clock, ClampsJumpsAndSteps) {
  Clock clock{kEnd};
  EXPECT_FALSE(clock.jump(kEnd));
  EXPECT_TRUE(clock.jump(kEnd + 1));
  EXPECT_EQ(clock.now(), kEnd);
  EXPECT_TRUE(clock.jump(-1));
  EXPECT_EQ(clock.now(), 0);
  clock.toggle();
  clock.step(60 * kSecond);
  EXPECT_EQ(clock.now(), 60 * kSecond);
  EXPECT_FALSE(clock.playing());
  clock.step(-120 * kSecond);
  EXPECT_EQ(clock.now(), 0);
}

TEST(Clock, SpeedsGoUpAndDownTheList) {
  Clock clock{kEnd};
  for (int i = 0; i < 20; ++i) clock.slower();
  EXPECT_EQ(clock.speed(), 1);
  for (int i = 0; i < 20; ++i) clock.faster();
  EXPECT_EQ(clock.speed(), 3600);
}

TEST(Clock, ARunWithoutDurationStaysAtZero) {
  Clock clock{0};
  clock.loop = true;
  clock.toggle();
  clock.advance(1);
  EXPECT_EQ(clock.now(), 0);
}

}  // namespace
}  // namespace muster::viewer
