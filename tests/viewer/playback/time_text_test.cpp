// SPDX-License-Identifier: MIT
// Times as people write and read them.
#include "viewer/playback/time_text.hpp"

#include <gtest/gtest.h>

namespace muster::viewer {
namespace {

TEST(ParseTime, ReadsEveryWayOfWriting) {
  const auto seconds = [](const char* text) { return to_seconds(parse_time(text).value_or(-1)); };
  EXPECT_EQ(seconds("5400"), 5400);
  EXPECT_EQ(seconds("0"), 0);
  EXPECT_EQ(seconds("90.5"), 90.5);
  EXPECT_EQ(seconds("36h"), 36 * 3600);
  EXPECT_EQ(seconds("1d12h"), 36 * 3600);
  EXPECT_EQ(seconds("1d 12h"), 36 * 3600);
  EXPECT_EQ(seconds("1.5h"), 5400);
  EXPECT_EQ(seconds("90m"), 5400);
  EXPECT_EQ(seconds("2h5m7s"), 7507);
  EXPECT_EQ(seconds("12:30"), 45000);
  EXPECT_EQ(seconds("12:30:05"), 45005);
  EXPECT_EQ(seconds("96:00:00"), 96 * 3600);
  EXPECT_EQ(seconds("T+12:30:05"), 45005);
}

TEST(ParseTime, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "T+", "abc", "12x", "-5", "1h2", "2h1d", "1h1h", "12:", ":30", "12:61", "12:30:05:01",
        "1e5", "1 2", "h", "nan", "inf", "99999999999999999999"})
    EXPECT_FALSE(parse_time(text)) << text;
}

TEST(ElapsedText, ReadsBack) {
  for (const SimTime s : {0, 59, 3600, 86399}) {
    const std::string text = elapsed_text(s * kSecond);
    EXPECT_EQ(parse_time(text), s * kSecond) << text;
  }
  EXPECT_EQ(elapsed_text(86400 * kSecond), "T+1d 00:00:00");
  EXPECT_EQ(elapsed_text(4 * 86400 * kSecond - 1), "T+3d 23:59:59");
}

TEST(WallClock, CountsOverMonthsAndLeapDays) {
  const WallClock clock{"2024-02-28T22:30:00-03:00"};
  EXPECT_EQ(clock.at(0), "2024-02-28 22:30:00");
  EXPECT_EQ(clock.at(2 * 3600 * kSecond), "2024-02-29 00:30:00");
  EXPECT_EQ(clock.at(26 * 3600 * kSecond), "2024-03-01 00:30:00");
  EXPECT_EQ(clock.brief(26 * 3600 * kSecond), "03-01 00:30");
  EXPECT_EQ(clock.start_of_day_s(), 22 * 3600 + 1800);
}

TEST(WallClock, TakesADateAloneAndShowsNothingForNonsense) {
  EXPECT_EQ(WallClock{"2024-04-30"}.at(3600 * kSecond), "2024-04-30 01:00:00");
  EXPECT_EQ(WallClock{"yesterday"}.at(0), "");
  EXPECT_EQ(WallClock{"2024-13-01T00:00:00"}.at(0), "");
  EXPECT_EQ(WallClock{}.brief(0), "");
}

}  // namespace
}  // namespace muster::viewer
