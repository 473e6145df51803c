// SPDX-License-Identifier: MIT
// The fonts of all text: found by fontconfig, with the glyphs of the strings that are shown.
#pragma once

#include <span>
#include <string>
#include <vector>

struct ImFontAtlas;
struct ImFont;

namespace muster::viewer {

/// A face of a font file.
struct FontFace {
  std::string file;
  int face = 0;                  // in a collection (.ttc)
  std::vector<char32_t> covers;  // those of the wanted characters that it has
};

struct FontChoice {
  std::vector<FontFace> faces;    // the first has the Latin letters
  std::vector<char32_t> missing;  // characters that no installed font has
};

/// The distinct characters of UTF-8 strings, ascending, with printable ASCII always among them.
/// Broken bytes are left out.
std::vector<char32_t> characters_of(std::span<const std::string> strings);

/// Faces that together cover `wanted` (ascending); simplified Chinese forms where a font has
/// several. Throws RunError where no font is installed at all.
FontChoice choose_fonts(std::span<const char32_t> wanted);

struct Fonts {
  ImFont* text = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
};

/// Fills `atlas` with three sizes of the chosen faces (15, 13 and 22 pixels times `scale`) and
/// builds it (no GL needed).
Fonts build_fonts(ImFontAtlas& atlas, const FontChoice& choice, double scale);

}  // namespace muster::viewer
