// SPDX-License-Identifier: MIT
// The bar at the foot.
#include "viewer/panels/timeline.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/map/draw_text.hpp"
#include "viewer/map/legend.hpp"

namespace muster::viewer {
namespace {

struct CategoryStyle {
  Text name;
  Colour colour;
};
constexpr std::array<CategoryStyle, kEventCategories> kCategories{
    {{Text::EventOrder, {20, 80, 160}},
     {Text::EventWarning, {196, 140, 0}},
     {Text::EventClosure, kClosed},
     {Text::EventReopening, {110, 150, 180}},
     {Text::EventShelter, kShelter},
     {Text::EventTrapped, kTrappedDot},
     {Text::EventHarm, {40, 40, 40}},
     {Text::EventOther, {120, 120, 128}}}};
constexpr float kRowPx = 13, kAxisPx = 30, kControlsPx = 34;
constexpr std::size_t kMostNamed = 8;

}  // namespace

SimTime axis_step(SimTime span, int most) {
  constexpr std::array<SimTime, 14> kSteps{60,   120,   300,   600,   900,   1800,   3600,
                                           7200, 10800, 21600, 43200, 86400, 172800, 604800};
  for (const SimTime step : kSteps)
    if (span / (step * kSecond) <= most) return step * kSecond;
  return kSteps.back() * kSecond;
}

Timeline::Timeline(const Run& run, const EventIndex& events) : run_{run}, events_{events} {
  for (std::size_t c = 0; c < kEventCategories; ++c) {
    const auto category = static_cast<EventCategory>(c);
    if (events.count(category) == 0) continue;
    rows_.push_back(category);
    mask_[c] = category != EventCategory::Other;
  }
}

std::string Timeline::time_label(SimTime time) const {
  const std::string clock = run_.wall_clock.at(time);
  return clock.empty() ? elapsed_text(time) : clock + "   " + elapsed_text(time);
}

std::string Timeline::events_near(SimTime from, SimTime to, Language language) const {
  std::string text;
  std::size_t named = 0;
  const auto events = events_.between(from, to);
  for (const Event& event : events) {
    if (!mask_[static_cast<std::size_t>(events_.category(event))]) continue;
    if (named++ >= kMostNamed) continue;
    text += fmt::format("\n{}  {} {}", elapsed_text(event.time),
                        say_name(language, events_.kind_name(event.kind)), event.subject);
  }
  if (named > kMostNamed) text += fmt::format("\n+ {}", named - kMostNamed);
  return text;
}

void Timeline::draw_controls(Clock& clock, Language language, double scale,
                             const std::string& status) {
  const auto s = static_cast<float>(scale);
  if (ImGui::Button(say(language, clock.playing() ? Text::Pause : Text::Play), {70 * s, 0}))
    clock.toggle();
  ImGui::SameLine();
  ImGui::SetNextItemWidth(90 * s);
  const std::string shown = std::to_string(clock.speed()) + "x";
  if (ImGui::BeginCombo("##speed", shown.c_str(), ImGuiComboFlags_HeightLarge)) {
    for (std::size_t i = 0; i < kSpeeds.size(); ++i)
      if (ImGui::Selectable((std::to_string(kSpeeds[i]) + "x").c_str(), i == clock.speed_index()))
        clock.set_speed(i);
    ImGui::EndCombo();
  }
  ImGui::SameLine();
  ImGui::Checkbox(say(language, Text::Loop), &clock.loop);
  ImGui::SameLine(0, 24 * s);
  ImGui::TextUnformatted(time_label(clock.now()).c_str());
  ImGui::SameLine(0, 24 * s);
  ImGui::TextDisabled("%s", status.c_str());
}

void Timeline::draw_track(Clock& clock, const Fonts& fonts, float left, float width, double scale,
                          Language language) {
  const auto s = static_cast<float>(scale);
  const float label_px = 150 * s, pad = 14 * s;
  const float top = ImGui::GetCursorScreenPos().y;
  const float from = left + label_px, to = left + width - pad, span = std::max(1.f, to - from);
  const float height = kAxisPx * s + kRowPx * s * static_cast<float>(rows_.size());
  const SimTime end = std::max<SimTime>(clock.end(), 1);
  const auto x_of = [&](SimTime time) {
    return from + span * static_cast<float>(static_cast<double>(time) / static_cast<double>(end));
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();

  // Rows: their names are switches.
  float y = top + kAxisPx * s;
  for (const EventCategory category : rows_) {
    const CategoryStyle& style = kCategories[static_cast<std::size_t>(category)];
    bool& on = mask_[static_cast<std::size_t>(category)];
    ImGui::SetCursorScreenPos({left + 8 * s, y});
    ImGui::PushID(static_cast<int>(category));
    if (ImGui::InvisibleButton("row", {label_px - 16 * s, kRowPx * s})) on = !on;
    ImGui::PopID();
    list.AddRectFilled({left + 8 * s, y + 3 * s}, {left + 16 * s, y + 11 * s},
                       to_imgui(on ? style.colour : Colour{200, 200, 204}));
    draw_text(list, fonts.small, left + 21 * s, y, on ? kInk : kFaintInk.with_alpha(150),
              say(language, style.name));
    list.AddLine({from, y + kRowPx * s - 1}, {to, y + kRowPx * s - 1}, IM_COL32(0, 0, 0, 22));
    if (on) {
      const auto bins = static_cast<std::size_t>(span / 2);
      const auto count = events_.histogram(category, end, bins);
      for (std::size_t b = 0; b < bins; ++b) {
        if (count[b] == 0) continue;
        const float x = from + span * static_cast<float>(b) / static_cast<float>(bins);
        // Taller for more: one event most of the row, a hundred the whole.
        const float tall = std::min(1.f, 0.7f + 0.15f * std::log10(static_cast<float>(count[b])));
        list.AddRectFilled({x, y + (kRowPx - 1) * s * (1 - tall)},
                           {x + 2 * s, y + (kRowPx - 2) * s}, to_imgui(style.colour));
      }
    }
    y += kRowPx * s;
  }

  // Axis.
  const float bar = top + 20 * s;
  const SimTime step = axis_step(end, static_cast<int>(span / (105 * s)));
  const SimTime offset = (run_.wall_clock.start_of_day_s() * kSecond) % step;
  for (SimTime time = offset == 0 ? 0 : step - offset; time <= end; time += step) {
    // The date at the first mark and at each midnight, else the time of day.
    std::string words = run_.wall_clock.brief(time);
    if (words.empty())
      words = elapsed_text(time);
    else if (time >= step && !words.ends_with(" 00:00"))
      words = words.substr(words.size() - 5);
    const float x = x_of(time), half = text_size(fonts.small, words).x / 2;
    list.AddLine({x, bar - 3 * s}, {x, top + height}, IM_COL32(0, 0, 0, 40));
    draw_text(list, fonts.small, std::clamp(x - half, from, to - 2 * half), top + 1 * s, kFaintInk,
              words);
  }
  list.AddRectFilled({from, bar}, {to, bar + 5 * s}, IM_COL32(200, 202, 208, 255), 2 * s);
  list.AddRectFilled({from, bar}, {x_of(clock.now()), bar + 5 * s}, IM_COL32(60, 110, 180, 255),
                     2 * s);

  ImGui::SetCursorScreenPos({from - 4 * s, top});
  ImGui::InvisibleButton("track", {span + 8 * s, height});
  const float mouse = ImGui::GetIO().MousePos.x;
  const auto time_at = [&](float x) {
    return static_cast<SimTime>(std::clamp((x - from) / span, 0.f, 1.f) * static_cast<double>(end));
  };
  if (ImGui::IsItemActive()) clock.jump(time_at(mouse));
  if (ImGui::IsItemHovered()) {
    list.AddLine({mouse, top + 14 * s}, {mouse, top + height}, IM_COL32(0, 0, 0, 110));
    ImGui::SetTooltip(
        "%s%s", time_label(time_at(mouse)).c_str(),
        events_near(time_at(mouse - 3 * s), time_at(mouse + 3 * s), language).c_str());
  }
  const float now = x_of(clock.now());
  list.AddLine({now, bar}, {now, top + height}, to_imgui(kInk), 1.5f * s);
  list.AddCircleFilled({now, bar + 2.5f * s}, 6 * s, to_imgui(kInk));
}

float Timeline::draw(Clock& clock, const Fonts& fonts, float width, float height, double scale,
                     Language language, const std::string& status) {
  const auto s = static_cast<float>(scale);
  const float tall = (kControlsPx + kAxisPx + 14 + kRowPx * static_cast<float>(rows_.size())) * s;
  ImGui::SetNextWindowPos({0, height - tall});
  ImGui::SetNextWindowSize({width, tall});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.f);
  ImGui::Begin("##timeline", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  draw_controls(clock, language, scale, status);
  draw_track(clock, fonts, 0, width, scale, language);
  ImGui::End();
  ImGui::PopStyleVar();
  return tall;
}

}  // namespace muster::viewer
