// SPDX-License-Identifier: MIT
// The page that shows all keys.
#include "viewer/panels/help.hpp"

#include <imgui.h>

#include <string>

namespace muster::viewer {
namespace {

// The mouse by words of the table, keys by what stands on them.
struct Row {
  Text mouse;  // Count: none
  const char* keys;
  Text text;
};
constexpr Row kRows[]{
    {Text::MouseDrag, "W A S D", Text::HelpPan},
    {Text::MouseWheel, "+ -", Text::HelpZoom},
    {Text::Count, "Home", Text::HelpHome},
    {Text::Count, "Space", Text::HelpPlay},
    {Text::Count, "Left, Right", Text::HelpStep},
    {Text::Count, "Shift + Left, Right", Text::HelpKeyframe},
    {Text::Count, "PgUp, PgDn", Text::HelpEvents},
    {Text::Count, "Down, Up", Text::HelpSpeed},
    {Text::Count, "Shift + Home, End", Text::HelpEnds},
    {Text::MouseTimeline, "", Text::HelpTimeline},
    {Text::MouseMap, "", Text::HelpHover},
    {Text::Count, "1 ... 9, 0", Text::HelpLayers},
    {Text::Count, "L", Text::HelpLanguage},
    {Text::Count, "Ctrl + -, Ctrl + +", Text::HelpScale},
    {Text::Count, "P", Text::HelpSave},
    {Text::Count, "?, F1, Esc", Text::HelpHelp},
};

}  // namespace

void draw_help(float width, float height, double scale, Language language, bool& open) {
  if (!open) return;
  const auto s = static_cast<float>(scale);
  ImGui::SetNextWindowPos({width / 2, height / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::Begin((std::string{say(language, Text::Help)} + "###help").c_str(), &open,
               ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoNav);
  for (const auto& [mouse, keys, text] : kRows) {
    std::string words = mouse == Text::Count ? "" : say(language, mouse);
    if (!words.empty() && *keys != '\0') words += ", ";
    words += keys;
    ImGui::TextUnformatted(words.c_str());
    ImGui::SameLine(190 * s);
    ImGui::TextUnformatted(say(language, text));
  }
  ImGui::End();
}

}  // namespace muster::viewer
