// SPDX-License-Identifier: MIT
// The legend.
#include "viewer/map/legend.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <set>

#include "viewer/map/draw_text.hpp"
#include "viewer/map/site_layer.hpp"

namespace muster::viewer {
namespace {

constexpr float kRowPx = 20;
constexpr float kScalePx = 36;

// A short unit stands behind the scale's last number.
bool has_unit_row(const LegendGroup& group) {
  return group.unit.size() > 3 || (group.scale == nullptr && !group.unit.empty());
}

std::string persons(std::uint64_t count, Language language) {
  return grouped(static_cast<double>(count)) + " " + say(language, Text::Persons);
}

std::vector<LegendSign> site_signs(const Run& run, Language language) {
  std::set<std::string> kinds;
  for (const Site& site : run.sites) kinds.insert(site.kind);
  std::vector<LegendSign> signs;
  if (kinds.erase("shelter") > 0) {
    signs.push_back({LegendSign::Shape::Site, "shelter", say(language, Text::ShelterFill)});
    signs.push_back({LegendSign::Shape::FullSite, "shelter", say(language, Text::ShelterFull)});
    signs.push_back({LegendSign::Shape::ClosedSite, "shelter", say(language, Text::ShelterClosed)});
  }
  for (const std::string& kind : kinds) {
    const std::string words =
        kind == "exit" ? say(language, Text::SiteExit) : say_name(language, kind);
    signs.push_back({LegendSign::Shape::Site, kind, words});
  }
  return signs;
}

void draw_sign(Mesh& mesh, const LegendSign& sign, Point at, double s) {
  using enum LegendSign::Shape;
  switch (sign.shape) {
    case Site:
      draw_site_symbol(mesh, sign.site_kind, at, 8 * s, 0.5, SiteUse::Open);
      break;
    case FullSite:
      draw_site_symbol(mesh, sign.site_kind, at, 8 * s, 1, SiteUse::Full);
      break;
    case ClosedSite:
      draw_site_symbol(mesh, sign.site_kind, at, 8 * s, 0, SiteUse::Closed);
      break;
    case Closed:
      mesh.line({at.x - 11 * s, at.y}, {at.x + 11 * s, at.y}, 3 * s, kClosed);
      mesh.cross(at, 5.4 * s, 4.2 * s, {255, 255, 255});
      mesh.cross(at, 4.4 * s, 2.2 * s, kClosed);
      break;
    case HomeDot:
      mesh.disc(at, 4 * s, kHomeDot.with_alpha(170), 12);
      break;
    case MoverDot:
      mesh.disc(at, 3.4 * s, kWayDot, 12);
      break;
    case Trapped:
      mesh.triangle({at.x, at.y - 6 * s}, {at.x + 5.2 * s, at.y + 3 * s},
                    {at.x - 5.2 * s, at.y + 3 * s}, kTrappedDot);
      break;
    case MajorRoad:
      mesh.line({at.x - 11 * s, at.y}, {at.x + 11 * s, at.y}, 2.6 * s, {84, 84, 94});
      break;
    case MinorRoad:
      mesh.line({at.x - 11 * s, at.y}, {at.x + 11 * s, at.y}, 1.2 * s, {166, 166, 170});
      break;
    case Zone:
      for (const double x : {-10.0, -2.0, 6.0})
        mesh.line({at.x + x * s, at.y}, {at.x + (x + 5) * s, at.y}, 1.6 * s, {70, 60, 100});
      break;
  }
}

}  // namespace

std::string grouped(double number) {
  std::string text = fmt::format("{:.0f}", number);
  const int first_digit = number < 0 ? 1 : 0;
  for (int at = static_cast<int>(text.size()) - 3; at > first_digit; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

std::vector<LegendGroup> make_legend(const Run& run, const Moment& moment, const Layers& layers,
                                     const Shown& shown, Language language) {
  using Shape = LegendSign::Shape;
  const auto words = [&](Text text) { return std::string{say(language, text)}; };
  const auto in = [&](PartyGroup group) {
    return moment.persons()[static_cast<std::size_t>(group)];
  };
  const bool has_movements = run.has_movements;
  const bool has_parties = run.parties.count() > 0;
  std::vector<LegendGroup> legend;
  for (std::size_t i = 0; i < kLayers; ++i) {
    const auto layer = static_cast<Layer>(i);
    if (!layers[layer]) continue;
    LegendGroup group{layer, words(kLayerInfo[i].name), {}, nullptr, {}, {}};
    switch (layer) {
      case Layer::Terrain:
      case Layer::Labels:
      case Layer::Count:
        continue;
      case Layer::AtHome:
        if (!has_parties) continue;
        group.count = persons(in(PartyGroup::AtHome), language);
        if (shown.single_homes) {
          group.signs.push_back({Shape::HomeDot, {}, words(Text::OneParty)});
        } else {
          group.scale = &at_home_scale();
          group.unit = words(Text::PersonsPerHectare);
        }
        break;
      case Layer::Water:
        if (moment.water_field().empty()) continue;
        group.scale = &water_depth_scale();
        group.unit = words(Text::WaterUnit);
        group.count = moment.water_step() ? words(Text::StepTime) + " " +
                                                elapsed_text(run.source.field_times(
                                                    moment.water_field())[*moment.water_step()])
                                          : words(Text::NoStepYet);
        break;
      case Layer::Fire:
        if (!shown.fire_m2) continue;
        group.scale = &fire_scale();
        group.unit = words(Text::FireUnit);
        group.count = grouped(*shown.fire_m2 / 1e4) + " ha";
        break;
      case Layer::Debris:
        if (!shown.debris) continue;
        group.scale = &debris_scale();
        group.unit = words(Text::WaterUnit);
        break;
      case Layer::Zones:
        if (run.zones.empty()) continue;
        group.signs.push_back({Shape::Zone, {}, words(Text::ZoneEdge)});
        break;
      case Layer::Roads:
        if (run.roads.size() == 0) continue;
        group.signs.push_back({Shape::MajorRoad, {}, words(Text::MajorRoad)});
        group.signs.push_back({Shape::MinorRoad, {}, words(Text::MinorRoad)});
        break;
      case Layer::Flow:
        if (!shown.flow || !has_movements) continue;
        group.scale = &flow_scale();
        group.unit = words(Text::FlowUnit);
        break;
      case Layer::Closed:
        group.count = grouped(static_cast<double>(moment.closed_links().size()));
        group.signs.push_back({Shape::Closed, {}, words(Text::ClosedRoad)});
        break;
      case Layer::OnTheWay:
        if (has_parties) group.count = persons(in(PartyGroup::OnTheWay), language);
        if (!has_movements) {
          group.unit = words(Text::MovementsNotRecorded);
        } else if (shown.single_movers) {
          group.signs.push_back({Shape::MoverDot, {}, words(Text::OneMover)});
        } else {
          group.scale = &on_the_way_scale();
          group.unit = words(Text::MoversPerHectare);
        }
        break;
      case Layer::Trapped:
        if (!has_parties) continue;
        group.count = persons(in(PartyGroup::Trapped), language);
        if (shown.single_trapped) {
          group.signs.push_back({Shape::Trapped, {}, words(Text::TrappedHere)});
        } else {
          group.scale = &trapped_scale();
          group.unit = words(Text::PersonsPerHectare);
        }
        break;
      case Layer::Sites:
        if (run.sites.empty()) continue;
        if (has_parties)
          group.count = words(Text::Safe) + " " + persons(in(PartyGroup::Sheltered), language);
        group.signs = site_signs(run, language);
        break;
    }
    legend.push_back(std::move(group));
  }
  return legend;
}

float legend_body_height(const LegendGroup& group, double scale) {
  float height = kRowPx * static_cast<float>(group.signs.size());
  if (group.scale != nullptr) height += kScalePx;
  if (has_unit_row(group)) height += kRowPx - 2;
  return height * static_cast<float>(scale);
}

float draw_legend_body(ImDrawList& list, const Fonts& fonts, const LegendGroup& group, float x,
                       float y, float width, double scale) {
  const auto s = static_cast<float>(scale);
  const float top = y;
  Mesh mesh;
  if (group.scale != nullptr) {
    const auto classes = static_cast<float>(group.scale->colour.size());
    const float step = (width - 14 * s) / classes;
    for (std::size_t i = 0; i < group.scale->colour.size(); ++i) {
      const float left = x + static_cast<float>(i) * step;
      mesh.rectangle({left, y + 2 * s}, {left + step, y + 14 * s},
                     group.scale->colour[i].with_alpha(255));
      const bool last = i + 1 == group.scale->colour.size();
      draw_text(
          list, fonts.small, left - 1 * s, y + 15 * s, kInk,
          fmt::format("{:g}{}{}", group.scale->lower[i], last && !has_unit_row(group) ? " " : "",
                      last && !has_unit_row(group) ? group.unit : ""));
    }
    y += kScalePx * s;
  }
  if (has_unit_row(group)) {
    draw_text(list, fonts.small, x, y - 1 * s, kFaintInk, group.unit);
    y += (kRowPx - 2) * s;
  }
  for (const LegendSign& sign : group.signs) {
    draw_sign(mesh, sign, {x + 12 * s, y + kRowPx / 2 * s}, scale);
    draw_text(list, fonts.small, x + 30 * s, y + 2.5f * s, kInk, sign.words);
    y += kRowPx * s;
  }
  add_mesh(list, mesh);
  return y - top;
}

}  // namespace muster::viewer
