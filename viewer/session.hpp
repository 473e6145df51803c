// SPDX-License-Identifier: MIT
// What the user sees and changes in the window, and what keys and mouse do to it.
#pragma once

#include <SFML/Window/Event.hpp>
#include <optional>
#include <string>

#include "viewer/map/camera.hpp"
#include "viewer/map/layers.hpp"
#include "viewer/playback/clock.hpp"
#include "viewer/playback/events.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

struct Session {
  Clock clock;
  Camera camera;
  Layers layers;
  Language language = Language::English;
  bool whole_map = true;  // stays so while the window changes its size
  bool help = false;
  double text_scale = 1;
  std::optional<Point> mouse = {};  // on the window, px
  bool dragging = false;
  std::string status = {};  // the last thing that was done, in words

  bool control_down = false, shift_down = false;
};

/// What the keys need to know besides.
struct Surroundings {
  const Run& run;
  const EventIndex& events;
  const EventMask& mask;  // among which previous and next event are looked for
  bool panels_take_mouse = false, panels_take_keyboard = false;
};

enum class Wish { Nothing, Close, SavePicture };

/// Does what `event` asks for, and returns what only the window can do.
Wish handle(Session& session, const sf::Event& event, const Surroundings& around);

}  // namespace muster::viewer
