// SPDX-License-Identifier: MIT
// Both languages say everything.
#include "viewer/strings/strings.hpp"

#include <gtest/gtest.h>

#include <string>

namespace muster::viewer {
namespace {

TEST(Strings, EveryTableHasEveryKeyOnceInOrder) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const auto entries = table(language);
    ASSERT_EQ(entries.size(), kTexts);
    for (std::size_t i = 0; i < kTexts; ++i) {
      EXPECT_EQ(static_cast<std::size_t>(entries[i].first), i);
      EXPECT_STRNE(entries[i].second, "") << i;
    }
  }
}

TEST(Strings, ChineseIsTranslated) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < kTexts; ++i)
    if (std::string{table(Language::English)[i].second} == table(Language::Chinese)[i].second)
      ++same;
  EXPECT_EQ(same, 0u);
}

TEST(SayName, TranslatesTheTracesWordsAndKeepsOthers) {
  EXPECT_EQ(say_name(Language::English, "fire_station"),
            say(Language::English, Text::SiteFireStation));
  EXPECT_EQ(say_name(Language::Chinese, "residential"), say(Language::Chinese, Text::Residential));
  EXPECT_EQ(say_name(Language::Chinese, "a_new_kind"), "a new kind");
}

TEST(LanguageFrom, KnowsCodesAndLocales) {
  EXPECT_EQ(language_from("en"), Language::English);
  EXPECT_EQ(language_from("zh_CN.UTF-8"), Language::Chinese);
  EXPECT_EQ(language_from("fr"), std::nullopt);
}

}  // namespace
}  // namespace muster::viewer
