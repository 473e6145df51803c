// SPDX-License-Identifier: MIT
// The window: drawing on demand.
#include "viewer/window.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/OpenGL.hpp>
#include <SFML/System/Clock.hpp>
#include <SFML/Window/Context.hpp>
#include <SFML/Window/Event.hpp>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/base/error.hpp"
#include "viewer/display.hpp"
#include "viewer/map/decorations.hpp"
#include "viewer/panels/gui.hpp"
#include "viewer/panels/help.hpp"
#include "viewer/panels/hover.hpp"
#include "viewer/panels/layers_panel.hpp"
#include "viewer/panels/timeline.hpp"
#include "viewer/session.hpp"
#include "viewer/strings/shown_strings.hpp"

namespace muster::viewer {
namespace {

// Panels of ImGui take two frames to settle after a change.
constexpr int kFramesAfterInput = 3;

class Window {
 public:
  Window(const Run& run, const Options& options);
  void loop();

 private:
  void handle(const sf::Event& event);
  void save_picture();
  void draw(double seconds);
  void draw_hover();

  const Run& run_;
  Options options_;
  sf::RenderWindow window_;
  Gui gui_;
  Moment moment_;
  EventIndex events_;
  PickIndex picks_;
  MapView map_;
  Timeline timeline_;
  Session session_;
  Shown shown_;
  bool settled_ = false;
  float timeline_px_ = 100, panel_px_ = 200;
  int frames_due_ = kFramesAfterInput;
};

// Smooth edges double the time of a frame where the processor draws; the roads, drawn once for many
// frames, have them anyway.
sf::ContextSettings context_settings() {
  const sf::Context context;
  const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view renderer = name != nullptr ? name : "";
  const bool software =
      renderer.find("llvmpipe") != renderer.npos || renderer.find("softpipe") != renderer.npos;
  sf::ContextSettings settings;
  settings.antialiasingLevel = software ? 0 : 4;
  return settings;
}

Window::Window(const Run& run, const Options& options)
    : run_{run},
      options_{options},
      window_{
          {options.picture.width, options.picture.height},
          sf::String::fromUtf8(run.header.name.begin(), run.header.name.end()) + " - muster-viewer",
          sf::Style::Default,
          context_settings()},
      gui_{shown_strings(run), options.picture.scale},
      moment_{run},
      events_{run.source},
      picks_{run},
      map_{run},
      timeline_{run, events_},
      session_{Clock{run.end},
               Camera{run.bounds, options.picture.width * 1.0, options.picture.height * 1.0},
               options.picture.layers, options.picture.language} {
  session_.text_scale = options.picture.scale;
  if (!window_.isOpen()) throw RunError{"the display cannot open a window"};
  window_.setFramerateLimit(60);
  // Without a window manager SFML may place a window partly off the screen.
  const sf::VideoMode screen = sf::VideoMode::getDesktopMode();
  const sf::Vector2i place = window_.getPosition();
  const sf::Vector2u size = window_.getSize();
  if (place.x + static_cast<int>(size.x) > static_cast<int>(screen.width) ||
      place.y + static_cast<int>(size.y) > static_cast<int>(screen.height))
    window_.setPosition({std::max(0, static_cast<int>(screen.width - size.x) / 2),
                         std::max(0, static_cast<int>(screen.height - size.y) / 2)});
  session_.clock.jump(options.at.value_or(0));
  if (options.picture.look) {
    session_.camera.look_at(options.picture.look->centre, options.picture.look->metres_per_pixel);
    session_.whole_map = false;
  }
}

void Window::save_picture() {
  std::string moment = elapsed_text(session_.clock.now()).substr(2);
  std::replace(moment.begin(), moment.end(), ':', '-');
  std::replace(moment.begin(), moment.end(), ' ', '-');
  const std::string file = options_.trace.stem().string() + "-" + moment + ".png";
  sf::Texture texture;
  const bool taken = texture.create(window_.getSize().x, window_.getSize().y);
  if (taken) texture.update(window_);
  const bool saved = taken && texture.copyToImage().saveToFile(file);
  session_.status =
      std::string{say(session_.language, saved ? Text::Saved : Text::NotSaved)} + " " + file;
}

void Window::handle(const sf::Event& event) {
  frames_due_ = kFramesAfterInput;
  gui_.handle(event);
  const Surroundings around{run_, events_, timeline_.mask(), gui_.wants_mouse(),
                            gui_.wants_keyboard()};
  const Wish wish = viewer::handle(session_, event, around);
  if (wish == Wish::Close) window_.close();
  if (wish == Wish::SavePicture) save_picture();
  if (event.type == sf::Event::Resized)
    window_.setView(sf::View{
        {0, 0, static_cast<float>(event.size.width), static_cast<float>(event.size.height)}});
}

void Window::draw_hover() {
  if (!session_.mouse || gui_.wants_mouse() || session_.dragging) return;
  const Point world = session_.camera.to_world(*session_.mouse);
  const std::string place = describe_place(run_, map_, world, session_.language);
  const std::string object = describe_object(run_, moment_, picks_, world,
                                             session_.camera.metres_per_pixel(), session_.language);
  const std::string text = object.empty() ? place : fmt::format("{}\n{}", object, place);
  ImGui::SetTooltip("%s", text.c_str());
}

void Window::draw(double seconds) {
  gui_.set_scale(session_.text_scale);
  const double scale = gui_.scale();
  const auto s = static_cast<float>(scale);
  const auto width = static_cast<float>(session_.camera.width_px());
  const auto height = static_cast<float>(session_.camera.height_px());
  session_.camera.set_margins(panel_px_, 0, 0, timeline_px_);
  if (session_.whole_map) session_.camera.home();
  moment_.show(session_.clock.now());
  shown_ = map_.draw(window_, session_.camera, moment_, session_.layers, scale);
  gui_.begin(window_.getSize(), seconds);
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  std::vector<Box> frame{
      draw_title(list, gui_.fonts(), run_, moment_, panel_px_ + 12 * s, 12 * s,
                 title_width(gui_.fonts(), run_, moment_, scale, session_.language), scale,
                 session_.language),
      draw_scale_bar(list, gui_.fonts(), session_.camera, panel_px_ + 24 * s,
                     height - timeline_px_ - 26 * s, scale),
      {0, 0, panel_px_, height},
      {0, height - timeline_px_, width, height}};
  if (session_.layers[Layer::Labels])
    draw_names(list, gui_.fonts(), run_, session_.camera, session_.layers, std::move(frame), scale);
  const float panel = draw_layers_panel(run_, moment_, session_.layers, shown_, gui_.fonts(), 8 * s,
                                        height - timeline_px_ - 16 * s, scale, session_.language);
  const float bar = timeline_.draw(session_.clock, gui_.fonts(), width, height, scale,
                                   session_.language, session_.status);
  draw_help(width, height, scale, session_.language, session_.help);
  draw_hover();
  gui_.draw(window_);
  window_.display();
  settled_ = panel_px_ == panel + 8 * s && timeline_px_ == bar;
  panel_px_ = panel + 8 * s;
  timeline_px_ = bar;
}

void Window::loop() {
  sf::Clock wall;
  while (window_.isOpen()) {
    sf::Event event;
    // Nothing changes without input, playback or a frame that is still due: then wait, drawing
    // nothing.
    if (!session_.clock.playing() && frames_due_ <= 0) {
      if (window_.waitEvent(event)) handle(event);
      wall.restart();
    }
    while (window_.pollEvent(event)) handle(event);
    const double seconds = wall.restart().asSeconds();
    session_.clock.advance(seconds);
    draw(seconds);
    frames_due_ = settled_ ? frames_due_ - 1 : kFramesAfterInput;
  }
}

}  // namespace

void show_window(const Run& run, Options options) {
  if (!options.size_given) {
    // Panels and title bars of the desktop take some of the screen.
    const sf::VideoMode screen = sf::VideoMode::getDesktopMode();
    options.picture.width = std::min(options.picture.width, screen.width * 24 / 25);
    options.picture.height = std::min(options.picture.height, screen.height * 22 / 25);
  }
  if (!options.scale_given) options.picture.scale = display_text_scale();
  Window{run, options}.loop();
}

}  // namespace muster::viewer
