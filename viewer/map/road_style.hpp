// SPDX-License-Identifier: MIT
// How wide and how dark each class of road is drawn.
#pragma once

#include <string_view>

#include "viewer/map/colour.hpp"

namespace muster::viewer {

struct RoadStyle {
  std::string_view name;  // class in the trace
  double width_m;         // carriageway
  double least_px;        // never thinner
  double hidden_above;    // metres a pixel from which the class is left out
  Colour thin;            // as a line
  Colour casing;          // as a road with two edges
};

/// Minor to major: the order of drawing. Unknown classes look like minor roads.
inline constexpr RoadStyle kRoadStyles[]{
    {"steps", 2, 0.5, 6, {186, 180, 172}, {178, 172, 164}},
    {"path", 2, 0.5, 6, {190, 184, 176}, {182, 176, 168}},
    {"track", 3, 0.6, 12, {186, 180, 172}, {176, 170, 162}},
    {"service", 4, 0.6, 10, {182, 182, 184}, {164, 164, 168}},
    {"living_street", 6, 0.7, 30, {174, 174, 178}, {150, 150, 156}},
    {"residential", 7, 0.7, 40, {172, 172, 176}, {150, 150, 156}},
    {"unclassified", 7, 0.8, 60, {164, 164, 168}, {144, 144, 150}},
    {"tertiary", 9, 1.1, 200, {146, 146, 150}, {132, 132, 138}},
    {"secondary", 11, 1.5, 1e9, {128, 128, 134}, {118, 118, 124}},
    {"primary", 13, 2.0, 1e9, {108, 108, 114}, {98, 98, 106}},
    {"trunk", 15, 2.5, 1e9, {92, 92, 100}, {82, 82, 90}},
    {"motorway", 17, 2.8, 1e9, {76, 76, 86}, {66, 66, 76}},
    {"exit", 9, 1.5, 1e9, {128, 128, 134}, {118, 118, 124}},
};
inline constexpr std::size_t kUnknownRoadStyle = 6;

/// Index into kRoadStyles.
constexpr std::size_t road_style_of(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kRoadStyles); ++i)
    if (kRoadStyles[i].name == name) return i;
  return kUnknownRoadStyle;
}

constexpr double road_width_px(const RoadStyle& style, double metres_per_pixel) {
  const double px = style.width_m / metres_per_pixel;
  return px > style.least_px ? px : style.least_px;
}

// From this width on a road is drawn with casing and a light surface.
inline constexpr double kCasedFromPx = 3.5;

}  // namespace muster::viewer
