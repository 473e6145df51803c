// SPDX-License-Identifier: MIT
// Finds fonts by fontconfig and builds ImGui's atlas from them.
#include "viewer/panels/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "engine/base/error.hpp"

namespace muster::viewer {
namespace {

constexpr float kTextPx = 15, kSmallPx = 13, kTitlePx = 22;
constexpr std::size_t kBroken = 99;  // no lead byte of UTF-8
// Scripts above it are looked for among the fonts for Chinese, so that Han characters get their
// simplified forms.
constexpr char32_t kFirstEastAsian = 0x2e80;

struct Release {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

// Best first: sans-serif fonts of the user's configuration, for Latin or for simplified Chinese.
Owned<FcFontSet> sorted_fonts(FcConfig* config, const char* language) {
  Owned<FcPattern> pattern{FcPatternCreate()};
  FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
  FcPatternAddString(pattern.get(), FC_LANG, reinterpret_cast<const FcChar8*>(language));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  return Owned<FcFontSet>{FcFontSort(config, pattern.get(), FcFalse, nullptr, &result)};
}

// Takes from `wanted` what the font has; false where the font has no outlines that ImGui reads.
bool take(FcPattern* font, std::vector<char32_t>& wanted, FontChoice& choice) {
  FcChar8* file = nullptr;
  FcCharSet* set = nullptr;
  FcChar8* format = nullptr;
  int face = 0;
  FcBool scalable = FcFalse;
  if (FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch ||
      FcPatternGetCharSet(font, FC_CHARSET, 0, &set) != FcResultMatch)
    return false;
  FcPatternGetInteger(font, FC_INDEX, 0, &face);
  FcPatternGetBool(font, FC_SCALABLE, 0, &scalable);
  const bool outlines = FcPatternGetString(font, FC_FONTFORMAT, 0, &format) == FcResultMatch &&
                        (std::string{reinterpret_cast<char*>(format)} == "TrueType" ||
                         std::string{reinterpret_cast<char*>(format)} == "CFF");
  // The upper half of the index numbers an instance of a variable font, which stb_truetype cannot
  // open.
  if (!scalable || !outlines || face > 0xffff) return false;
  FontFace found{reinterpret_cast<const char*>(file), face, {}};
  std::vector<char32_t> rest;
  for (const char32_t c : wanted) (FcCharSetHasChar(set, c) ? found.covers : rest).push_back(c);
  if (found.covers.empty()) return false;
  choice.faces.push_back(std::move(found));
  wanted = std::move(rest);
  return true;
}

ImVector<ImWchar> ranges_of(std::span<const char32_t> characters) {
  ImFontGlyphRangesBuilder builder;
  for (const char32_t c : characters)
    if (c <= IM_UNICODE_CODEPOINT_MAX) builder.AddChar(static_cast<ImWchar>(c));
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

}  // namespace

std::vector<char32_t> characters_of(std::span<const std::string> strings) {
  std::vector<char32_t> found;
  for (char32_t c = 0x20; c < 0x7f; ++c) found.push_back(c);
  for (const std::string& text : strings) {
    for (std::size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i++]);
      const std::size_t more = lead < 0x80   ? 0
                               : lead < 0xc2 ? kBroken
                               : lead < 0xe0 ? 1
                               : lead < 0xf0 ? 2
                               : lead < 0xf5 ? 3
                                             : kBroken;
      if (more == kBroken || i + more > text.size()) continue;
      char32_t c = more == 0 ? lead : lead & (0x3fu >> more);
      bool whole = true;
      for (std::size_t k = 0; k < more; ++k) {
        const auto byte = static_cast<unsigned char>(text[i + k]);
        whole = whole && (byte & 0xc0u) == 0x80u;
        c = (c << 6) | (byte & 0x3fu);
      }
      if (!whole) continue;
      i += more;
      if (c >= 0x20) found.push_back(c);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

FontChoice choose_fonts(std::span<const char32_t> wanted) {
  const Owned<FcConfig> config{FcInitLoadConfigAndFonts()};
  FontChoice choice;
  const auto east = std::lower_bound(wanted.begin(), wanted.end(), kFirstEastAsian);
  std::vector<char32_t> rest{wanted.begin(), east};
  for (const char* language : {"en", "zh-cn"}) {
    const Owned<FcFontSet> fonts = sorted_fonts(config.get(), language);
    for (int i = 0; fonts && i < fonts->nfont && !rest.empty(); ++i)
      // Of the Latin fonts one is enough: what it lacks is looked for among those for Chinese.
      if (take(fonts->fonts[i], rest, choice) && std::string_view{language} == "en") break;
    if (std::string_view{language} == "en") rest.insert(rest.end(), east, wanted.end());
  }
  if (choice.faces.empty())
    throw RunError{"no font is installed; install one with: apt-get install fonts-dejavu-core"};
  choice.missing = std::move(rest);
  return choice;
}

Fonts build_fonts(ImFontAtlas& atlas, const FontChoice& choice, double scale) {
  atlas.Clear();
  std::vector<ImVector<ImWchar>> ranges;
  for (const FontFace& face : choice.faces) ranges.push_back(ranges_of(face.covers));
  const auto add = [&](float pixels) {
    const float size_px = std::round(pixels * static_cast<float>(scale));
    ImFont* font = nullptr;
    for (std::size_t i = 0; i < choice.faces.size(); ++i) {
      // ImGui's size is that of a line. Lines of CJK fonts are 1.45 times the letters, others 1.17.
      const float line_px = i == 0 ? size_px : 1.2f * size_px;
      ImFontConfig config;
      config.FontNo = choice.faces[i].face;
      config.OversampleH = 2;
      config.OversampleV = 1;
      config.PixelSnapH = true;
      config.MergeMode = i > 0;
      font =
          atlas.AddFontFromFileTTF(choice.faces[i].file.c_str(), line_px, &config, ranges[i].Data);
      if (font == nullptr) throw RunError{"cannot read the font " + choice.faces[i].file};
    }
    return font;
  };
  const Fonts fonts{add(kTextPx), add(kSmallPx), add(kTitlePx)};
  atlas.Build();
  return fonts;
}

}  // namespace muster::viewer
