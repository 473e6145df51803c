// SPDX-License-Identifier: MIT
// JSON text to values, faults to lines and columns, and junk without harm.
#include "engine/input/json_parse.hpp"

#include <gtest/gtest.h>

namespace muster::input {
namespace {

struct Parsed {
  Json json;
  std::vector<JsonFault> faults;
  bool whole = false;
};

Parsed parse(std::string_view text) {
  Parsed result;
  result.whole = parse_json(text, 0, result.json, result.faults);
  return result;
}

TEST(JsonParse, EveryKindOfValueComesBackAsText) {
  const std::string text =
      R"({"a":[1,-2,3.5,1e+300,true,false,null],"b":{"c":"q\"\\\n\t\u0001é"},"d":[],"e":{}})";
  const Parsed parsed = parse(text);
  ASSERT_TRUE(parsed.whole);
  EXPECT_EQ(to_text(parsed.json), text);
  EXPECT_EQ(to_text(parse(to_pretty_text(parsed.json)).json), text);
}

TEST(JsonParse, WholeNumbersKeepSixtyThreeBits) {
  EXPECT_EQ(to_text(parse("[9223372036854775807,-9223372036854775808]").json),
            "[9223372036854775807,-9223372036854775808]");
}

TEST(JsonParse, CommentsAndByteOrderMarkAreSkipped) {
  const Parsed parsed = parse("\xEF\xBB\xBF// one\n{/* two */\"a\": /* \" */ 1 // three\n}");
  ASSERT_TRUE(parsed.whole);
  EXPECT_EQ(to_text(parsed.json), R"({"a":1})");
}

TEST(JsonParse, SyntaxFaultHasItsPlace) {
  const Parsed parsed = parse("{\n  \"a\": 1,\n  \"é\" 2\n}");
  EXPECT_FALSE(parsed.whole);
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].line, 3u);
  EXPECT_EQ(parsed.faults[0].column, 7u);
  EXPECT_NE(parsed.faults[0].what.find("not JSON"), std::string::npos);
}

TEST(JsonParse, RefusesNumbersThatAreNoFiniteDouble) {
  for (const char* text :
       {"1e999", "-1e999", "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "0x1"}) {
    EXPECT_FALSE(parse(text).whole) << text;
  }
}

TEST(JsonParse, KeyGivenTwiceIsAFaultAndTheFirstCounts) {
  const Parsed parsed = parse("{\"a\": 1,\n \"b\": 2, \"a\": 3}");
  EXPECT_TRUE(parsed.whole);
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].what, "\"a\" is given twice");
  const TextPlace place =
      places_of("{\"a\": 1,\n \"b\": 2, \"a\": 3}", {parsed.faults[0].token})[0];
  EXPECT_EQ(place.line, 2u);
  EXPECT_EQ(place.column, 10u);
  EXPECT_EQ(to_text(*parsed.json.find("a")), "1");
}

TEST(JsonParse, DepthIsBounded) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse(nested(kMaxJsonDepth)).whole);
  EXPECT_FALSE(parse(nested(kMaxJsonDepth + 1)).whole);
  EXPECT_FALSE(parse(std::string(1'000'000, '[')).whole);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse(objects).whole);
}

TEST(JsonParse, PlacesOfEveryToken) {
  const std::string text = "/* [ */ {\"a,\\\"\": [1, // {\n\t\"é\", true],\n  \"b\": {}}";
  // tokens: { "a,\"" [ 1 "é" true "b" {
  const std::vector<TextPlace> places = places_of(text, {0, 1, 2, 3, 4, 5, 6, 7});
  const std::vector<std::pair<std::size_t, std::size_t>> expected{{1, 9}, {1, 10}, {1, 18}, {1, 19},
                                                                  {2, 2}, {2, 7},  {3, 3},  {3, 8}};
  ASSERT_EQ(places.size(), expected.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ(std::pair(places[i].line, places[i].column), expected[i]) << i;
  }
}

TEST(JsonParse, JunkIsRefusedWithoutHarm) {
  for (const std::string& text :
       {std::string{}, std::string{"\0\0\0", 3}, std::string{"\x89HDF\r\n\x1a\n"},
        std::string{"\xFF\xFE{\0}\0", 6}, std::string{"{\"a\": \"\xC3\x28\"}"},
        std::string{"{\"a\": \"\\ud800\"}"}, std::string{"/*"}, std::string{"\xEF\xBB"},
        std::string{"\""}, std::string{"{\"a\":1}}"}, std::string{"[1,]"}}) {
    const Parsed parsed = parse(text);
    EXPECT_FALSE(parsed.whole) << text;
    EXPECT_FALSE(parsed.faults.empty()) << text;
  }
}

TEST(JsonParse, RandomEditsOfAText) {
  const std::string sound =
      R"({"name": "x", "list": [1, 2.5, {"k": null}], /* c */ "t": "\u00e9"})";
  for (std::uint32_t trial = 0; trial < 20'000; ++trial) {
    std::string text = sound;
    std::uint64_t bits = 0x9e3779b97f4a7c15ull * (trial + 1);
    for (int edit = 0; edit < 3; ++edit) {
      bits ^= bits >> 29;
      bits *= 0xbf58476d1ce4e5b9ull;
      text[bits % text.size()] = static_cast<char>(bits >> 40);
    }
    const Parsed parsed = parse(text);
    EXPECT_TRUE(parsed.whole || !parsed.faults.empty()) << text;
    if (parsed.whole) {  // what was read reads back the same
      const std::string once = to_text(parsed.json);
      EXPECT_EQ(to_text(parse(once).json), once) << text;
    }
  }
}

}  // namespace
}  // namespace muster::input
