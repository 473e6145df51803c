// SPDX-License-Identifier: MIT
// Times as text against known instants, and texts that are no times.
#include "engine/case/time_text.hpp"

#include <gtest/gtest.h>

namespace muster::cases {
namespace {

TEST(TimeText, KnownInstants) {
  EXPECT_EQ(parse_time("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_time("2000-03-01T00:00:00Z"), 951868800);  // after a leap day of a century
  EXPECT_EQ(parse_time("2024-04-30T00:00:00-03:00"), 1714446000);
  EXPECT_EQ(parse_time("1969-12-31T23:59:59Z"), -1);
}

TEST(TimeText, OffsetsMoveTheInstant) {
  EXPECT_EQ(parse_time("2024-07-18T06:00:00+08:00"), parse_time("2024-07-17T22:00:00Z"));
  EXPECT_EQ(parse_time("2024-07-18T06:00+05:30"), parse_time("2024-07-18T00:30:00Z"));
}

TEST(TimeText, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2024-04-30", "2024-04-30T00:00:00", "2024-04-31T00:00:00Z", "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z",
        "2024-04-30T24:00:00Z", "2024-04-30T00:60:00Z", "2024-04-30 00:00:00Z",
        "2024-04-30T00:00:00z", "2024-04-30T00:00:00+8", "2024-04-30T00:00:00+19:00",
        "2024-04-30T00:00:00Zx", "-024-04-30T00:00:00Z", "2024-04-3\0T00:00:00Z"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(TimeText, Offsets) {
  EXPECT_EQ(parse_utc_offset("Z"), 0);
  EXPECT_EQ(parse_utc_offset("+08:00"), 8 * 3600);
  EXPECT_EQ(parse_utc_offset("-03:30"), -(3 * 3600 + 1800));
  EXPECT_FALSE(parse_utc_offset("08:00"));
  EXPECT_FALSE(parse_utc_offset("+0800"));
  EXPECT_FALSE(parse_utc_offset(""));
}

}  // namespace
}  // namespace muster::cases
