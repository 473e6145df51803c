// SPDX-License-Identifier: MIT
// What frames the map.
#include "viewer/map/decorations.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "viewer/map/draw_text.hpp"
#include "viewer/map/site_layer.hpp"

namespace muster::viewer {
namespace {

constexpr std::size_t kMostNames = 80;
constexpr Colour kBox{255, 255, 255, 246};
constexpr Colour kBoxEdge{150, 152, 160};

void draw_box(ImDrawList& list, const Box& box, float rounding) {
  list.AddRectFilled({box.left, box.top}, {box.right, box.bottom}, to_imgui(kBox), rounding);
  list.AddRect({box.left, box.top}, {box.right, box.bottom}, to_imgui(kBoxEdge), rounding);
}

std::string time_words(const Run& run, const Moment& moment) {
  const std::string clock = run.wall_clock.at(moment.time());
  return clock.empty() ? elapsed_text(moment.time()) : clock + "   " + elapsed_text(moment.time());
}

}  // namespace

std::vector<std::string> remarks(const Run& run, Language language) {
  std::vector<std::string> lines;
  if (!run.header.complete)
    lines.push_back(std::string{say(language, Text::Incomplete)} + " " + elapsed_text(run.end));
  if (!run.has_movements)
    lines.push_back(say(language, Text::MovementsNotRecorded));
  else if (run.header.record.find("sample") != std::string::npos)
    lines.push_back(say(language, Text::SampleOfMovements));
  return lines;
}

float title_width(const Fonts& fonts, const Run& run, const Moment& moment, double scale,
                  Language language) {
  float width = std::max(text_size(fonts.title, run.header.name).x,
                         text_size(fonts.text, time_words(run, moment)).x);
  for (const std::string& note : remarks(run, language))
    width = std::max(width, text_size(fonts.text, note).x);
  return width + static_cast<float>(20 * scale);
}

Box draw_title(ImDrawList& list, const Fonts& fonts, const Run& run, const Moment& moment, float x,
               float y, float width, double scale, Language language) {
  const auto s = static_cast<float>(scale);
  const auto notes = remarks(run, language);
  const float title_px = 22 * s, row_px = 19 * s, pad = 10 * s;
  const float height = title_px + 4 * s + row_px * static_cast<float>(1 + notes.size());
  const Box box{x, y, x + width, y + height + 1.6f * pad};
  draw_box(list, box, 4 * s);
  x += pad;
  y += pad * 0.7f;
  draw_text(list, fonts.title, x, y, kInk, run.header.name);
  y += title_px + 4 * s;
  draw_text(list, fonts.text, x, y, kInk, time_words(run, moment));
  for (const std::string& note : notes) {
    y += row_px;
    draw_text(list, fonts.text, x, y, kClosed, note);
  }
  return box;
}

double scale_bar_m(double metres_per_pixel, double most_px) {
  const double most = metres_per_pixel * most_px;
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double digit : {5.0, 2.0})
    if (digit * power <= most) return digit * power;
  return power;
}

Box draw_scale_bar(ImDrawList& list, const Fonts& fonts, const Camera& camera, float x, float y,
                   double scale) {
  const auto s = static_cast<float>(scale);
  const double metres = scale_bar_m(camera.metres_per_pixel(), 150 * scale);
  const auto width = static_cast<float>(metres / camera.metres_per_pixel());
  const std::string words =
      metres >= 1000 ? grouped(metres / 1000) + " km" : grouped(metres) + " m";
  const Box box{x - 8 * s, y - 8 * s, x + width + 16 * s + text_size(fonts.text, words).x,
                y + 14 * s};
  draw_box(list, box, 3 * s);
  // Two halves, dark and light, as on printed maps.
  list.AddRectFilled({x, y}, {x + width / 2, y + 6 * s}, to_imgui(kInk));
  list.AddRectFilled({x + width / 2, y}, {x + width, y + 6 * s}, IM_COL32(255, 255, 255, 255));
  list.AddRect({x, y}, {x + width, y + 6 * s}, to_imgui(kInk));
  draw_text(list, fonts.text, x + width + 8 * s, y - 5 * s, kInk, words);
  return box;
}

void draw_names(ImDrawList& list, const Fonts& fonts, const Run& run, const Camera& camera,
                const Layers& layers, std::vector<Box> taken, double scale) {
  const auto s = static_cast<float>(scale);
  std::size_t drawn = 0;
  const auto place = [&](float x, float y, ImFont* font, Colour colour, const std::string& text) {
    const ImVec2 extent = text_size(font, text);
    const Box box{x - 2 * s, y - 1 * s, x + extent.x + 2 * s, y + extent.y + 1 * s};
    if (box.left < 0 || box.top < 0 || box.right > camera.width_px() ||
        box.bottom > camera.height_px())
      return false;
    for (const Box& other : taken)
      if (box.overlaps(other)) return false;
    taken.push_back(box);
    draw_halo_text(list, font, x, y, colour, text);
    ++drawn;
    return true;
  };

  if (layers[Layer::Zones]) {
    for (const Zone& zone : run.zones) {
      Bounds bounds;
      for (const auto& ring : zone.rings)
        for (const Point p : ring) bounds.include(p);
      if (bounds.empty()) continue;
      const std::string& name = zone.name.empty() ? zone.id : zone.name;
      const ImVec2 extent = text_size(fonts.text, name);
      if (extent.x > bounds.width() / camera.metres_per_pixel()) continue;
      const Point at =
          camera.to_screen({(bounds.min.x + bounds.max.x) / 2, (bounds.min.y + bounds.max.y) / 2});
      place(static_cast<float>(at.x) - extent.x / 2, static_cast<float>(at.y) - extent.y / 2,
            fonts.text, {48, 36, 84}, name);
    }
  }
  if (!layers[Layer::Sites]) return;
  std::vector<std::uint32_t> order(run.sites.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto rank = [&](std::uint32_t i) {
    const std::string& kind = run.sites[i].kind;
    const int first = kind == "exit" ? 0 : kind == "shelter" ? 1 : kind == "hospital" ? 2 : 3;
    return std::tuple{first, ~run.sites[i].capacity, i};
  };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  // Far away only where there are few; near, all that fit.
  const std::size_t most = camera.metres_per_pixel() > 6 ? 14 : kMostNames;
  drawn = 0;
  for (const std::uint32_t i : order) {
    if (drawn >= most) break;
    const Site& site = run.sites[i];
    const std::string& name = site.name.empty() ? site.id : site.name;
    const Point at = camera.to_screen({site.x, site.y});
    const auto r = static_cast<float>(site_radius_px(site, camera, scale));
    const auto x = static_cast<float>(at.x), y = static_cast<float>(at.y);
    const ImVec2 extent = text_size(fonts.small, name);
    // Right of the symbol, else left of it, else below.
    if (!place(x + r + 4 * s, y - 8 * s, fonts.small, kInk, name) &&
        !place(x - r - 4 * s - extent.x, y - 8 * s, fonts.small, kInk, name))
      place(x - extent.x / 2, y + r + 2 * s, fonts.small, kInk, name);
  }
}

float legend_width(double scale) {
  return static_cast<float>(262 * scale);
}

Box draw_legend_box(ImDrawList& list, const Fonts& fonts, const std::vector<LegendGroup>& legend,
                    float right, float top, float height, double scale) {
  const auto s = static_cast<float>(scale);
  const float pad = 10 * s, title_row = 21 * s, gap = 5 * s;
  // Groups that do not fit are left out from the end.
  std::size_t fitting = 0;
  float total = 2 * pad - gap;
  for (; fitting < legend.size(); ++fitting) {
    const float more = title_row + legend_body_height(legend[fitting], scale) + gap;
    if (total + more > height) break;
    total += more;
  }
  if (fitting == 0) return {};
  const float left = right - legend_width(scale), width = legend_width(scale) - 2 * pad;
  const Box box{left, top, right, top + total};
  draw_box(list, box, 4 * s);
  float y = top + pad;
  for (std::size_t i = 0; i < fitting; ++i) {
    const LegendGroup& group = legend[i];
    draw_text(list, fonts.text, left + pad, y, kInk, group.title);
    const float count_px = text_size(fonts.small, group.count).x;
    draw_text(list, fonts.small, right - pad - count_px, y + 1 * s, kFaintInk, group.count);
    y += title_row;
    y += draw_legend_body(list, fonts, group, left + pad, y, width, scale) + gap;
  }
  return box;
}

}  // namespace muster::viewer
