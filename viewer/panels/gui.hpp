// SPDX-License-Identifier: MIT
// Dear ImGui on SFML: events in, draw lists out. The only file that knows both.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Window/Event.hpp>
#include <span>
#include <string>

#include "viewer/panels/fonts.hpp"

namespace muster::viewer {

/// One at a time; needs an active GL context from construction to destruction.
class Gui {
 public:
  /// Fonts have the glyphs of `strings`; characters that no font has are named once on stderr.
  Gui(std::span<const std::string> strings, double scale);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  /// 1 is a text of 15 pixels.
  void set_scale(double scale);
  double scale() const { return scale_; }
  const Fonts& fonts() const { return fonts_; }

  void handle(const sf::Event& event);
  bool wants_mouse() const;
  bool wants_keyboard() const;

  /// Starts a frame of the target's size.
  void begin(sf::Vector2u size, double seconds);
  /// Ends it and draws it. The target must be active and keeps its states.
  void draw(sf::RenderTarget& target);

 private:
  FontChoice choice_;
  Fonts fonts_;
  double scale_ = 0;
};

}  // namespace muster::viewer
