// SPDX-License-Identifier: MIT
// Words and small pictures into ImGui's draw lists.
#pragma once

#include <imgui.h>

#include <cmath>
#include <string>

#include "viewer/map/colour.hpp"
#include "viewer/map/mesh.hpp"

namespace muster::viewer {

inline ImU32 to_imgui(Colour c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}

/// In the size for which the font was built, at whole pixels: anything else blurs the letters.
inline void draw_text(ImDrawList& list, ImFont* font, float x, float y, Colour colour,
                      const std::string& text) {
  list.AddText(font, font->FontSize, {std::floor(x), std::floor(y)}, to_imgui(colour), text.c_str(),
               text.c_str() + text.size());
}

/// With a light edge, readable on any map.
inline void draw_halo_text(ImDrawList& list, ImFont* font, float x, float y, Colour colour,
                           const std::string& text) {
  for (const auto& [dx, dy] : {ImVec2{-1, -1}, {1, 1}, {-1, 1}, {1, -1}})
    draw_text(list, font, x + dx, y + dy, {255, 255, 255, 190}, text);
  draw_text(list, font, x, y, colour, text);
}

inline ImVec2 text_size(ImFont* font, const std::string& text) {
  return font->CalcTextSizeA(font->FontSize, 1e9f, 0, text.c_str());
}

/// The mesh's triangles into the list.
void add_mesh(ImDrawList& list, const Mesh& mesh);

}  // namespace muster::viewer
