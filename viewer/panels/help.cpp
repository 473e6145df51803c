// SPDX-License-Identifier: MIT
// The page that shows all keys.
#include "viewer/panels/help.hpp"

#include <imgui.h>

#include <array>
#include <utility>

namespace muster::viewer {
namespace {

constexpr std::array<std::pair<const char*, Text>, 16> kKeys{{
    {"Mouse drag, W A S D", Text::HelpPan},
    {"Mouse wheel, + -", Text::HelpZoom},
    {"Home", Text::HelpHome},
    {"Space", Text::HelpPlay},
    {"Left, Right", Text::HelpStep},
    {"Shift + Left, Right", Text::HelpKeyframe},
    {"PgUp, PgDn", Text::HelpEvents},
    {"Down, Up", Text::HelpSpeed},
    {"Shift + Home, End", Text::HelpEnds},
    {"Mouse on timeline", Text::HelpTimeline},
    {"Mouse on map", Text::HelpHover},
    {"1 ... 9, 0", Text::HelpLayers},
    {"L", Text::HelpLanguage},
    {"Ctrl + -, Ctrl + +", Text::HelpScale},
    {"P", Text::HelpSave},
    {"?, F1, Esc", Text::HelpHelp},
}};

}  // namespace

void draw_help(float width, float height, double scale, Language language, bool& open) {
  if (!open) return;
  const auto s = static_cast<float>(scale);
  ImGui::SetNextWindowPos({width / 2, height / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::Begin((std::string{say(language, Text::Help)} + "###help").c_str(), &open,
               ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoNav);
  for (const auto& [keys, text] : kKeys) {
    ImGui::TextUnformatted(keys);
    ImGui::SameLine(190 * s);
    ImGui::TextUnformatted(say(language, text));
  }
  ImGui::End();
}

}  // namespace muster::viewer
