// SPDX-License-Identifier: MIT
// Tables as offices save them.
#include "engine/input/table.hpp"

#include <gtest/gtest.h>

#include "tests/input/scratch.hpp"

namespace muster::input {
namespace {

Table parse(const std::string& text, Diagnostics& diagnostics, bool header = true) {
  return parse_table(text, "t.csv", known_headings({}), header, diagnostics);
}

TEST(Table, PlainRows) {
  Diagnostics d;
  const Table t = parse("id,lon,lat\n1,2.5,3\n2,,4\n", d);
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(t.headings(), (std::vector<std::string>{"id", "lon", "lat"}));
  ASSERT_EQ(t.rows(), 2u);
  EXPECT_EQ(t.cell(0, 1), "2.5");
  EXPECT_EQ(t.cell(1, 1), "");
  EXPECT_EQ(t.cell(1, 2), "4");
  EXPECT_EQ(t.cell(1, 7), "");
  EXPECT_EQ(t.cell(1, -1), "");
  EXPECT_EQ(t.line(1), 3u);
}

TEST(Table, QuotesHoldSeparatorsQuotesAndLineEnds) {
  Diagnostics d;
  const Table t = parse("id,name\r\n1,\"a, \"\"b\"\"\nc\"\r\n2, x \r\n", d);
  ASSERT_TRUE(d.ok());
  ASSERT_EQ(t.rows(), 2u);
  EXPECT_EQ(t.cell(0, 1), "a, \"b\"\nc");
  EXPECT_EQ(t.cell(1, 1), "x");
  EXPECT_EQ(t.line(1), 4u);  // the quoted line end counts
}

TEST(Table, AQuoteLeftOpenIsNamedByItsLine) {
  Diagnostics d;
  const Table t = parse("id,name\n1,a\n2,\"b\n3,c\n", d);
  ASSERT_FALSE(d.ok());
  EXPECT_EQ(d.problems()[0].where, "t.csv:3");
  EXPECT_EQ(t.rows(), 0u);
}

TEST(Table, CommentsEmptyRowsAndNoEndOfLine) {
  Diagnostics d;
  const Table t = parse("# made by hand\nid,lon\n\n1,2\n,\n# more\n3,4", d);
  ASSERT_EQ(t.rows(), 2u);
  EXPECT_EQ(t.cell(1, 0), "3");
  EXPECT_EQ(t.line(1), 7u);
}

TEST(Table, ByteOrderMark) {
  Diagnostics d;
  EXPECT_EQ(parse("\xef\xbb\xbfid,lon\n1,2\n", d).headings()[0], "id");
}

TEST(Table, Gb18030) {
  Diagnostics d;
  // 名称,经度,纬度 / 光谷,114.4,30.5 as GB18030
  const std::string text =
      "\xc3\xfb\xb3\xc6,\xbe\xad\xb6\xc8,\xce\xb3\xb6\xc8\n\xb9\xe2\xb9\xc8,114.4,30.5\n";
  const Table t = parse(text, d);
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(t.headings(), (std::vector<std::string>{"名称", "经度", "纬度"}));
  EXPECT_EQ(t.cell(0, 0), "光谷");
  EXPECT_EQ(find_column(t, "lon", {}, d), 1);
}

TEST(Table, Utf16AsExcelSavesUnicodeText) {
  Diagnostics d;
  std::string text = "\xff\xfe";
  for (const char c : std::string("id\tlon\n1\t2\n")) text += {c, '\0'};
  const Table t = parse(text, d);
  EXPECT_EQ(t.headings(), (std::vector<std::string>{"id", "lon"}));
  EXPECT_EQ(t.cell(0, 1), "2");
}

TEST(Table, BytesInNoEncodingAreAnError) {
  Diagnostics d;
  parse(std::string("id,\xff\xff\xff\n1,2\n"), d);
  EXPECT_FALSE(d.ok());
}

TEST(Table, TitleRowsStandAboveTheHeader) {
  Diagnostics d;
  const Table t = parse(
      "光谷片区转移人员清单,,,\n填表人：张三,,2024年,\n户号,名称,人数,经度 "
      "(Longitude)\n7,a,3,114\n",
      d);
  EXPECT_EQ(t.header_line(), 3u);
  ASSERT_EQ(t.rows(), 1u);
  EXPECT_EQ(find_column(t, "household", {}, d), 0);
  EXPECT_EQ(find_column(t, "persons", {}, d), 2);
  EXPECT_EQ(find_column(t, "lon", {}, d), 3);
  EXPECT_EQ(find_column(t, "lat", {}, d), -1);
  EXPECT_TRUE(d.ok());
}

TEST(Table, MappedHeadings) {
  Diagnostics d;
  const Table t = parse("OriginLat,OriginLon,People\n1,2,3\n", d);
  EXPECT_EQ(find_column(t, "lon", {{"lon", "originlon"}}, d), 1);
  EXPECT_TRUE(d.ok());
  EXPECT_EQ(find_column(t, "lat", {{"lat", "Breite"}}, d), -1);
  ASSERT_FALSE(d.ok());
  EXPECT_NE(d.problems()[0].hint.find("OriginLat"), std::string::npos);
}

TEST(Table, SemicolonsAndTabs) {
  Diagnostics d;
  EXPECT_EQ(parse("id;lon;lat\n1;2;3\n", d).cell(0, 2), "3");
  EXPECT_EQ(parse("id\tlon\tlat\n1\t\t3\n", d).cell(0, 2), "3");
}

TEST(Table, WithoutHeader) {
  Diagnostics d;
  const Table t = parse("1,2\n3,4\n", d, false);
  EXPECT_EQ(t.rows(), 2u);
  EXPECT_EQ(t.cell(0, 0), "1");
}

TEST(Table, EmptyText) {
  Diagnostics d;
  const Table t = parse("", d);
  EXPECT_EQ(t.rows(), 0u);
  EXPECT_EQ(t.column("id"), -1);
  EXPECT_EQ(d.errors(), 1u);  // said once, in place of a complaint of each column
}

TEST(Numbers, WholeTextOnly) {
  EXPECT_EQ(to_number(" +1.5e2 "), 150.0);
  for (const char* text : {"", " ", "nan", "inf", "-inf", "1.5x", "1e999", "0x10", "--1", "1,5"}) {
    EXPECT_FALSE(to_number(text)) << text;
  }
  EXPECT_EQ(to_integer("12"), 12);
  EXPECT_EQ(to_integer("12.0"), 12);
  EXPECT_EQ(to_integer("-9223372036854775808"), INT64_MIN);
  for (const char* text : {"", "1.5", "9223372036854775808", "1e30", "x"}) {
    EXPECT_FALSE(to_integer(text)) << text;
  }
}

TEST(ReadText, MissingFilesAndFilesTooLong) {
  const test::Scratch scratch;
  Diagnostics d;
  EXPECT_FALSE(read_text(scratch.path("none.csv"), 100, d));
  EXPECT_FALSE(read_text(scratch.write("long.csv", std::string(101, 'x')), 100, d));
  EXPECT_FALSE(read_text(scratch.folder(), 100, d));
  EXPECT_EQ(d.errors(), 3u);
  EXPECT_EQ(read_text(scratch.write("fits.csv", std::string(100, 'x')), 100, d)->size(), 100u);
}

TEST(RowProblems, SaysHowManyMore) {
  test::Books books;
  {
    RowProblems problems(books.diagnostics, "f.csv");
    for (std::size_t i = 1; i <= RowProblems::kMost + 5; ++i) problems.error(i, "bad");
  }
  EXPECT_EQ(books.diagnostics.errors(), RowProblems::kMost + 1);
  EXPECT_TRUE(test::says(books, "5 more rows are wrong"));
}

}  // namespace
}  // namespace muster::input
