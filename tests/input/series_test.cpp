// SPDX-License-Identifier: MIT
// Values in time from tables and inline.
#include "engine/input/series.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::says;
using test::Scratch;

constexpr const char* kStart = "2024-04-30T00:00:00-03:00";

TEST(TableTime, WhatTablesHold) {
  const double may1 = 1714521600;  // 2024-05-01T00:00:00Z
  const auto at = [](const char* text) { return table_time(text, -3 * 3600, 12); };
  EXPECT_EQ(at("2024-05-01T21:53"), may1 + 21 * 3600 + 53 * 60 + 3 * 3600);
  EXPECT_EQ(at("2024-05-01 21:53:30"), may1 + 21 * 3600 + 53 * 60 + 30 + 3 * 3600);
  EXPECT_EQ(at("2024/5/1 1:05"), may1 + 3600 + 300 + 3 * 3600);
  EXPECT_EQ(at("2024-05-01"), may1 + 15 * 3600);
  EXPECT_EQ(at("2024-05-01T00:00:00Z"), may1);
  EXPECT_EQ(at("2024-05-01T08:00:00+08:00"), may1);
  for (const char* text : {"2024/05/01 02:00:00+02", "2024-05-01 00:00:00 UTC",
                           "2024-05-01 00:00:00 +00:00", "2024-04-30T19:30:00-0430"})
    EXPECT_EQ(at(text), may1) << text;
  EXPECT_NEAR(*at("2024-05-01T00:00:00.25Z"), may1 + 0.25, 1e-6);
  for (const char* text :
       {"", "yesterday", "2024", "2024-13-01", "2024-02-30", "2024-05-01T25:00", "2024-05-01T12",
        "2024-05-01T12:60", "2024-05-01T12:00 tomorrow", "2024-05-01x12:00", "2024-05-01T12:00+",
        "2024-05-01T12:00+19", "2024-05-01T12:00+08:60", "2024-05-01T12:00+08:00:00"}) {
    EXPECT_FALSE(at(text)) << text;
  }
}

struct Case {
  Scratch scratch;
  Books books;
  cases::Series series;
  std::optional<world::TimeSeries> read() {
    return read_series(series, kStart, "gauge", books.import);
  }
  Case& table(const std::string& text) {
    series.path = scratch.write("stage.csv", text);
    return *this;
  }
};

TEST(Series, InlineValuesAreTakenAsTheyStand) {
  Case c;
  c.series.values = {{{0, 1.5}}, {{3600, 2.5}}, {{-60, 1}}};
  const auto series = c.read();
  ASSERT_TRUE(series);
  EXPECT_EQ(series->time, (std::vector<SimTime>{-60'000'000, 0, 3'600'000'000}));
  EXPECT_EQ(series->value, (std::vector<double>{1, 1.5, 2.5}));
  EXPECT_TRUE(says(c.books, "earlier than the one before"));
  c.series.values = {{{0, std::nan("")}}};
  EXPECT_FALSE(c.read());
}

TEST(Series, TimesAreRelativeToTheCasesStart) {
  Case c;
  const auto series = c.table("time,value\n2024-04-30T01:00,1\n2024-05-01,2\n").read();
  ASSERT_TRUE(series) << c.books.text();
  EXPECT_EQ(series->time, (std::vector<SimTime>{3600 * kSecond, 36 * 3600 * kSecond}));
  c.series.utc_offset = "+08:00";  // the table's clock is another
  EXPECT_EQ(c.read()->time[0], (3600 - 11 * 3600) * kSecond);
  c.series.date_only_hour = 0;
  EXPECT_EQ(c.read()->time[1], (24 - 11) * 3600 * kSecond);
}

TEST(Series, OutOfOrderAndTwiceAreWarnedOf) {
  Case c;
  const auto series = c.table(
                           "time,value\n2024-05-01T03:00,3\n2024-05-01T01:00,1\n2024-05-01T02:00,"
                           "7\n2024-05-01T02:00,2\n"
                           "2024-05-01T03:00,3\n")
                          .read();
  ASSERT_TRUE(series) << c.books.text();
  EXPECT_EQ(series->value, (std::vector<double>{1, 2, 3}));
  EXPECT_TRUE(says(c.books, "stage.csv:3: warning: this row is earlier than the one before it; "));
  EXPECT_TRUE(
      says(c.books, "stage.csv:5: warning: two values at one time: 2 here, 7 in an earlier row"));
  EXPECT_TRUE(c.books.diagnostics.ok());
}

TEST(Series, KindsToSkip) {
  Case c;
  c.table("# gauge\ntime,kind,value\n2024-05-01T01:00,spot,1\n2024-05-01,daily_max,9\n");
  EXPECT_EQ(c.read()->value.size(), 2u);
  c.series.skip_kinds = {"daily_max"};
  EXPECT_EQ(c.read()->value, std::vector<double>{1});
  c.series.skip_kinds = {"daily_max", "spot"};
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "holds no row that is to be kept"));
}

TEST(Series, EverythingWrong) {
  Case c;
  EXPECT_FALSE(c.table("time,value\nsoon,1\n2024-05-01T01:00,high\n2024-05-01T01:00,nan\n").read());
  EXPECT_TRUE(says(c.books, "stage.csv:2: 'soon' is no time"));
  EXPECT_TRUE(says(c.books, "stage.csv:3: 'high' is no number"));
  EXPECT_TRUE(says(c.books, "stage.csv:4: 'nan' is no number"));
  c.series.value_column = "stage_m";
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "no column is headed 'stage_m'"));
  c.series.path = c.scratch.path("none.csv");
  EXPECT_FALSE(c.read());
  c.series.path.clear();
  EXPECT_TRUE(c.read()->time.empty());
  Books books;
  c.table("time,value\n2024-05-01,1\n").series.value_column = "value";
  EXPECT_FALSE(read_series(c.series, "", "gauge", books.import));
  EXPECT_TRUE(says(books, "start"));
}

TEST(Series, TheGuaibasGauge) {
  Case c;
  c.series.path = tests::shared_path("cases/porto_alegre_2024/guaiba_stage_2024.csv");
  if (!std::filesystem::exists(c.series.path)) GTEST_SKIP() << "no file at " << c.series.path;
  c.series.value_column = "stage_m";
  c.series.utc_offset = "-03:00";
  c.series.skip_kinds = {"crossed_up", "crossed_down"};
  const auto series = c.read();
  ASSERT_TRUE(series) << c.books.text();
  EXPECT_EQ(series->value.size(), 17u);
  const auto peak =
      std::max_element(series->value.begin(), series->value.end()) - series->value.begin();
  EXPECT_EQ(series->value[static_cast<std::size_t>(peak)], 5.35);
  EXPECT_EQ(series->time[static_cast<std::size_t>(peak)],
            (5 * 24 + 5) * 3600 * kSecond + 30 * 60 * kSecond);
  EXPECT_EQ(series->time.front(), -23 * 3600 * kSecond);  // 29 April, 01:00
  EXPECT_EQ(c.books.found("times of guaiba_stage_2024.csv with two values"), 0);
  EXPECT_EQ(c.books.found("rows of guaiba_stage_2024.csv of a kind to be skipped"), 6);
}

}  // namespace
}  // namespace muster::input
