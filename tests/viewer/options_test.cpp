// SPDX-License-Identifier: MIT
// The command line's own small languages.
#include "viewer/options.hpp"

#include <gtest/gtest.h>

namespace muster::viewer {
namespace {

TEST(ParseSize, ReadsWidthAndHeight) {
  EXPECT_EQ(parse_size("1600x1000"), std::pair(1600u, 1000u));
  for (const char* text :
       {"", "1600", "1600x", "x1000", "1600x1000x", "1600X1000", "10x10", "-5x300", "99999x300"})
    EXPECT_FALSE(parse_size(text)) << text;
}

TEST(ParseLayers, ReadsAListOfLayers) {
  const auto all = std::get<Layers>(parse_layers("all"));
  const auto two = std::get<Layers>(parse_layers("water,roads"));
  for (std::size_t i = 0; i < kLayers; ++i) {
    EXPECT_TRUE(all.shown[i]);
    const auto layer = static_cast<Layer>(i);
    EXPECT_EQ(two[layer], layer == Layer::Water || layer == Layer::Roads);
  }
  EXPECT_EQ(std::get<std::string>(parse_layers("water,raods")), "raods");
}

std::variant<Options, Exit> read(std::vector<std::string> words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return read_options(static_cast<int>(words.size()), argv.data());
}

TEST(ReadOptions, ReadsAPicture) {
  const auto options = std::get<Options>(
      read({"muster-viewer", "run.h5", "--render", "a.png", "--at", "1d12h", "--size", "800x600",
            "--lang", "zh", "--look", "300000,6650000.5,1.5"}));
  EXPECT_EQ(options.trace, "run.h5");
  EXPECT_EQ(options.render, "a.png");
  EXPECT_EQ(options.at, 36 * 3600 * kSecond);
  EXPECT_EQ(options.picture.width, 800u);
  EXPECT_EQ(options.picture.language, Language::Chinese);
  ASSERT_TRUE(options.picture.look);
  EXPECT_EQ(options.picture.look->centre, (Point{300000, 6650000.5}));
}

TEST(ReadOptions, WrongUsageIsTwo) {
  const std::vector<std::vector<std::string>> wrong{{"muster-viewer"},
                                                    {"muster-viewer", "a.h5", "b.h5"},
                                                    {"muster-viewer", "a.h5", "--redner", "x.png"},
                                                    {"muster-viewer", "a.h5", "--at", "soon"},
                                                    {"muster-viewer", "a.h5", "--size", "big"},
                                                    {"muster-viewer", "a.h5", "--layers", "wter"},
                                                    {"muster-viewer", "a.h5", "--lang", "fr"},
                                                    {"muster-viewer", "a.h5", "--look", "1,2"},
                                                    {"muster-viewer", "a.h5", "--ui-scale", "9"}};
  for (const auto& words : wrong) {
    const auto result = read(words);
    ASSERT_TRUE(std::holds_alternative<Exit>(result)) << words.back();
    EXPECT_EQ(std::get<Exit>(result).code, 2) << words.back();
  }
}

}  // namespace
}  // namespace muster::viewer
