// SPDX-License-Identifier: MIT
// The layers panel.
#include "viewer/panels/layers_panel.hpp"

#include <imgui.h>

#include <algorithm>

#include "viewer/map/decorations.hpp"
#include "viewer/map/draw_text.hpp"

namespace muster::viewer {

float draw_layers_panel(const Run& run, const Moment& moment, Layers& layers, const Shown& shown,
                        const Fonts& fonts, float top, float most_height, double scale,
                        Language language) {
  const auto s = static_cast<float>(scale);
  const float width = legend_width(scale) + 28 * s;
  const auto legend = make_legend(run, moment, layers, shown, language);
  ImGui::SetNextWindowPos({8 * s, top});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, most_height});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{6 * s, 3 * s});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{2 * s, 1 * s});
  ImGui::Begin(say(language, Text::Map), nullptr,
               ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoTitleBar);
  // A scroll bar takes some of the width.
  const float right = ImGui::GetWindowContentRegionMax().x - 2 * s;
  for (std::size_t i = 0; i < kLayers; ++i) {
    const auto group = std::find_if(legend.begin(), legend.end(), [&](const LegendGroup& one) {
      return one.layer == static_cast<Layer>(i);
    });
    ImGui::PushID(static_cast<int>(i));
    ImGui::Checkbox(say(language, kLayerInfo[i].name), &layers.shown[i]);
    ImGui::PopID();
    if (static_cast<Layer>(i) == Layer::Flow && layers[Layer::Flow] && !shown.flow) {
      ImGui::SameLine();
      ImGui::TextDisabled("(%s)", say(language, Text::ZoomIn));
    }
    if (group == legend.end()) continue;
    if (!group->count.empty()) {
      const float count_px = text_size(fonts.text, group->count).x;
      ImGui::SameLine(std::max(ImGui::GetCursorPosX(), right - count_px));
      ImGui::TextDisabled("%s", group->count.c_str());
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float tall = draw_legend_body(*ImGui::GetWindowDrawList(), fonts, *group, at.x + 26 * s,
                                        at.y, width - 50 * s, scale);
    if (tall > 0) ImGui::Dummy({width - 24 * s, tall});
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  return width;
}

}  // namespace muster::viewer
