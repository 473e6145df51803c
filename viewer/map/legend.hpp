// SPDX-License-Identifier: MIT
// What the colours and signs on the map mean, with numbers.
#pragma once

#include <string>
#include <vector>

#include "viewer/map/layers.hpp"
#include "viewer/map/map_view.hpp"
#include "viewer/panels/fonts.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/playback/run.hpp"
#include "viewer/strings/strings.hpp"

struct ImDrawList;

namespace muster::viewer {

/// A sign and its words.
struct LegendSign {
  enum class Shape {
    Site,
    FullSite,
    ClosedSite,
    Closed,
    HomeDot,
    MoverDot,
    Trapped,
    MajorRoad,
    MinorRoad,
    Zone
  };
  Shape shape;
  std::string site_kind;  // for Site
  std::string words;
};

/// One layer's entry.
struct LegendGroup {
  Layer layer;
  std::string title;
  std::string count;  // "12,345 persons"; may be empty
  const Scale* scale = nullptr;
  std::string unit;  // of the scale
  std::vector<LegendSign> signs;
};

/// One group for each layer that is shown and has something to explain, in the order of the layers.
std::vector<LegendGroup> make_legend(const Run& run, const Moment& moment, const Layers& layers,
                                     const Shown& shown, Language language);

/// Draws a group's scale and signs (not its title) at (x, y); returns the height that they take.
float draw_legend_body(ImDrawList& list, const Fonts& fonts, const LegendGroup& group, float x,
                       float y, float width, double scale);
/// Without drawing.
float legend_body_height(const LegendGroup& group, double scale);

/// "1,234,567".
std::string grouped(double number);

}  // namespace muster::viewer
