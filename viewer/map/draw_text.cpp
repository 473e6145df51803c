// SPDX-License-Identifier: MIT
// Meshes into ImGui's draw lists.
#include "viewer/map/draw_text.hpp"

namespace muster::viewer {

void add_mesh(ImDrawList& list, const Mesh& mesh) {
  const auto vertices = mesh.vertices();
  const auto count = static_cast<int>(vertices.size());
  if (count == 0) return;
  list.PrimReserve(count, count);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  for (const sf::Vertex& v : vertices) {
    list.PrimWriteIdx(static_cast<ImDrawIdx>(list._VtxCurrentIdx));
    list.PrimWriteVtx({v.position.x, v.position.y}, white,
                      IM_COL32(v.color.r, v.color.g, v.color.b, v.color.a));
  }
}

}  // namespace muster::viewer
