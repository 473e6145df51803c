// SPDX-License-Identifier: MIT
// What frames the map: title and time, scale bar, names, the legend's box.
#pragma once

#include <string>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/map/legend.hpp"

namespace muster::viewer {

/// A rectangle of the screen, px.
struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// Name of the run, the clock on the wall and the time since the start, what to know about the
/// trace.
Box draw_title(ImDrawList& list, const Fonts& fonts, const Run& run, const Moment& moment, float x,
               float y, float width, double scale, Language language);
/// The width that its words need.
float title_width(const Fonts& fonts, const Run& run, const Moment& moment, double scale,
                  Language language);

/// A bar of a round length (1, 2 or 5 times a power of ten) between 60 and 150 pixels; its left end
/// at (x, y).
Box draw_scale_bar(ImDrawList& list, const Fonts& fonts, const Camera& camera, float x, float y,
                   double scale);
double scale_bar_m(double metres_per_pixel, double most_px);

/// Names of zones and sites where they cover neither each other nor `taken`; the more important
/// first.
void draw_names(ImDrawList& list, const Fonts& fonts, const Run& run, const Camera& camera,
                const Layers& layers, std::vector<Box> taken, double scale);

/// The whole legend in a box whose upper right corner is at (right, top); at most `height` high.
Box draw_legend_box(ImDrawList& list, const Fonts& fonts, const std::vector<LegendGroup>& legend,
                    float right, float top, float height, double scale);
float legend_width(double scale);

/// What the user should know about the trace: cut short, movements sampled.
std::vector<std::string> remarks(const Run& run, Language language);

}  // namespace muster::viewer
