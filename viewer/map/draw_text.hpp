// SPDX-License-Identifier: MIT
// Words and small pictures into ImGui's draw lists.
#pragma once

#include <imgui.h>

#include <string>

#include "viewer/map/colour.hpp"
#include "viewer/map/mesh.hpp"

namespace muster::viewer {

inline ImU32 to_imgui(Colour c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}

inline void draw_text(ImDrawList& list, ImFont* font, float size, float x, float y, Colour colour,
                      const std::string& text) {
  // Whole pixels keep letters sharp.
  list.AddText(font, size,
               {static_cast<float>(static_cast<int>(x)), static_cast<float>(static_cast<int>(y))},
               to_imgui(colour), text.c_str(), text.c_str() + text.size());
}

/// With a light edge, readable on any map.
inline void draw_halo_text(ImDrawList& list, ImFont* font, float size, float x, float y,
                           Colour colour, const std::string& text) {
  const float d = size > 18 ? 1.5f : 1.f;
  for (const auto& [dx, dy] : {ImVec2{-d, -d}, {d, d}, {-d, d}, {d, -d}})
    list.AddText(font, size, {x + dx, y + dy}, IM_COL32(255, 255, 255, 200), text.c_str());
  list.AddText(font, size, {x, y}, to_imgui(colour), text.c_str());
}

inline ImVec2 text_size(ImFont* font, float size, const std::string& text) {
  return font->CalcTextSizeA(size, 1e9f, 0, text.c_str());
}

/// The mesh's triangles into the list.
void add_mesh(ImDrawList& list, const Mesh& mesh);

}  // namespace muster::viewer
