// SPDX-License-Identifier: MIT
// The bar at the foot: play, speed, the time, and the run from start to end with marks for its
// events.
#pragma once

#include <string>
#include <vector>

#include "viewer/panels/fonts.hpp"
#include "viewer/playback/clock.hpp"
#include "viewer/playback/events.hpp"
#include "viewer/playback/run.hpp"
#include "viewer/strings/strings.hpp"

namespace muster::viewer {

class Timeline {
 public:
  Timeline(const Run& run, const EventIndex& events);
  /// Draws the bar and moves the clock as the user wants; returns its height in pixels.
  float draw(Clock& clock, const Fonts& fonts, float width, float height, double scale,
             Language language, const std::string& status);
  /// Categories among which previous and next event are looked for.
  const EventMask& mask() const { return mask_; }

 private:
  void draw_controls(Clock& clock, Language language, double scale, const std::string& status);
  void draw_track(Clock& clock, const Fonts& fonts, float left, float width, double scale,
                  Language language);
  std::string time_label(SimTime time) const;
  std::string events_near(SimTime from, SimTime to, Language language) const;

  const Run& run_;
  const EventIndex& events_;
  EventMask mask_{};
  std::vector<EventCategory> rows_;  // those that have events
};

/// Distance of the axis' marks: the shortest usual one that gives at most `most` of them.
SimTime axis_step(SimTime span, int most);

}  // namespace muster::viewer
