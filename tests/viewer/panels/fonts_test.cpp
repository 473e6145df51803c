// SPDX-License-Identifier: MIT
// Every string has its glyphs; no GL is needed to find out.
#include "viewer/panels/fonts.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>

#include "viewer/strings/strings.hpp"

namespace muster::viewer {
namespace {

std::vector<std::string> all_strings() {
  std::vector<std::string> strings{"杨家坪 黄桷坪", "Ação São João", "九龙坡"};
  for (const Language language : {Language::English, Language::Chinese})
    for (const auto& [text, words] : table(language)) strings.emplace_back(words);
  return strings;
}

TEST(CharactersOf, ReadsUtf8OnceEach) {
  const std::vector<std::string> strings{"坪a坪", "ã", "\xff\xe4"};
  const auto characters = characters_of(strings);
  EXPECT_EQ(characters.size(),
            95u + 2u);  // printable ASCII and two more; broken bytes are left out
  EXPECT_TRUE(std::binary_search(characters.begin(), characters.end(), U'坪'));
  EXPECT_TRUE(std::binary_search(characters.begin(), characters.end(), U'ã'));
  EXPECT_TRUE(std::is_sorted(characters.begin(), characters.end()));
}

TEST(Fonts, TheAtlasHasEveryGlyphOfBothTables) {
  const auto wanted = characters_of(all_strings());
  const FontChoice choice = choose_fonts(wanted);
  if (!choice.missing.empty())
    GTEST_SKIP() << "no installed font has " << choice.missing.size()
                 << " of the characters; install fonts-noto-cjk";
  ImFontAtlas atlas;
  const Fonts fonts = build_fonts(atlas, choice, 1);
  ASSERT_TRUE(atlas.IsBuilt());
  for (const char32_t c : wanted) {
    EXPECT_NE(fonts.small->FindGlyphNoFallback(static_cast<ImWchar>(c)), nullptr)
        << static_cast<std::uint32_t>(c);
    EXPECT_NE(fonts.text->FindGlyphNoFallback(static_cast<ImWchar>(c)), nullptr)
        << static_cast<std::uint32_t>(c);
    EXPECT_NE(fonts.title->FindGlyphNoFallback(static_cast<ImWchar>(c)), nullptr)
        << static_cast<std::uint32_t>(c);
  }
  // A glyph of a few hundred costs a small picture, not that of a whole script.
  EXPECT_LE(atlas.TexWidth * atlas.TexHeight, 2048 * 1024);
}

TEST(Fonts, ChooseSimplifiedChineseForms) {
  const std::vector<char32_t> wanted{U'坪', U'桷'};
  const FontChoice choice = choose_fonts(wanted);
  for (const FontFace& face : choice.faces)
    if (face.file.find("NotoSansCJK") != std::string::npos) {
      EXPECT_EQ(face.face, 2);
    }
}

}  // namespace
}  // namespace muster::viewer
