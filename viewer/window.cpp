// SPDX-License-Identifier: MIT
// The window. The only file that handles SFML's keys and mouse for the map.
#include "viewer/window.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Clock.hpp>
#include <SFML/Window/Event.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>

#include "engine/base/error.hpp"
#include "viewer/display.hpp"
#include "viewer/map/decorations.hpp"
#include "viewer/panels/gui.hpp"
#include "viewer/panels/help.hpp"
#include "viewer/panels/hover.hpp"
#include "viewer/panels/layers_panel.hpp"
#include "viewer/panels/timeline.hpp"
#include "viewer/strings/shown_strings.hpp"

namespace muster::viewer {
namespace {

constexpr SimTime kStep = 60 * kSecond;
constexpr double kPanPx = 80;
// Panels of ImGui take two frames to settle after a change.
constexpr int kFramesAfterInput = 3;

class Window {
 public:
  Window(const Run& run, const Options& options);
  void loop();

 private:
  void handle(const sf::Event& event);
  void handle_key(const sf::Event::KeyEvent& key);
  void handle_mouse(const sf::Event& event);
  void jump_to_event(bool forward);
  void jump_to_keyframe(bool forward);
  void save_picture();
  void draw(double seconds);
  void draw_hover();

  const Run& run_;
  Options options_;
  sf::RenderWindow window_;
  Gui gui_;
  Clock clock_;
  Moment moment_;
  EventIndex events_;
  PickIndex picks_;
  MapView map_;
  Timeline timeline_;
  Camera camera_;
  Layers layers_;
  Shown shown_;
  Language language_;
  bool help_ = false;
  bool dragging_ = false;
  bool whole_map_ = true;  // stays so while the window changes its size
  bool settled_ = false;
  sf::Vector2i mouse_{-1, -1};
  std::string status_;
  float timeline_px_ = 100, panel_px_ = 200;
  int frames_due_ = kFramesAfterInput;
};

sf::ContextSettings context_settings() {
  sf::ContextSettings settings;
  settings.antialiasingLevel = 4;
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
      clock_{run.end},
      moment_{run},
      events_{run.source},
      picks_{run},
      map_{run},
      timeline_{run, events_},
      camera_{run.bounds, options.picture.width * 1.0, options.picture.height * 1.0},
      layers_{options.picture.layers},
      language_{options.picture.language} {
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
  clock_.jump(options.at.value_or(0));
  if (options.picture.look) {
    camera_.look_at(options.picture.look->centre, options.picture.look->metres_per_pixel);
    whole_map_ = false;
  }
}

void Window::jump_to_event(bool forward) {
  const auto time = forward ? events_.next(clock_.now(), timeline_.mask())
                            : events_.previous(clock_.now(), timeline_.mask());
  clock_.pause();
  if (!time) return;
  clock_.jump(*time);
  const auto at = events_.between(*time, *time + 1);
  status_ = elapsed_text(*time);
  if (!at.empty()) status_ += "  " + say_name(language_, events_.kind_name(at.front().kind));
  if (at.size() > 1) status_ += " + " + grouped(static_cast<double>(at.size() - 1));
}

void Window::jump_to_keyframe(bool forward) {
  const auto& times = run_.keyframes;
  clock_.pause();
  if (forward) {
    const auto next = std::upper_bound(times.begin(), times.end(), clock_.now());
    clock_.jump(next == times.end() ? run_.end : *next);
  } else {
    const auto at = std::lower_bound(times.begin(), times.end(), clock_.now());
    clock_.jump(at == times.begin() ? 0 : *(at - 1));
  }
}

void Window::save_picture() {
  std::string moment = elapsed_text(clock_.now()).substr(2);
  std::replace(moment.begin(), moment.end(), ':', '-');
  std::replace(moment.begin(), moment.end(), ' ', '-');
  const std::string file = options_.trace.stem().string() + "-" + moment + ".png";
  sf::Texture texture;
  const bool taken = texture.create(window_.getSize().x, window_.getSize().y);
  if (taken) texture.update(window_);
  const bool saved = taken && texture.copyToImage().saveToFile(file);
  status_ = std::string{say(language_, saved ? Text::Saved : Text::NotSaved)} + " " + file;
}

void Window::handle_key(const sf::Event::KeyEvent& key) {
  using Key = sf::Keyboard;
  if (key.code >= Key::Num0 && key.code <= Key::Num9) {
    const auto layer = static_cast<std::size_t>(key.code == Key::Num0 ? 9 : key.code - Key::Num1);
    layers_.shown[layer] = !layers_.shown[layer];
    return;
  }
  const Point middle{camera_.width_px() / 2, camera_.height_px() / 2};
  const auto pan = [&](double dx, double dy) {
    camera_.pan(dx * kPanPx, dy * kPanPx);
    whole_map_ = false;
  };
  const auto zoom = [&](double factor) {
    if (key.control) return gui_.set_scale(gui_.scale() * (factor > 1 ? 1.1 : 1 / 1.1));
    camera_.zoom(middle, factor);
    whole_map_ = false;
  };
  switch (key.code) {
    case Key::Space:
      clock_.toggle();
      break;
    case Key::Left:
      key.shift ? jump_to_keyframe(false) : clock_.step(-kStep);
      break;
    case Key::Right:
      key.shift ? jump_to_keyframe(true) : clock_.step(kStep);
      break;
    case Key::Up:
      clock_.faster();
      break;
    case Key::Down:
      clock_.slower();
      break;
    case Key::PageUp:
      jump_to_event(false);
      break;
    case Key::PageDown:
      jump_to_event(true);
      break;
    case Key::Home:
      if (key.shift) {
        clock_.jump(0);
      } else {
        camera_.home();
        whole_map_ = true;
      }
      break;
    case Key::End:
      clock_.jump(clock_.end());
      break;
    case Key::W:
      pan(0, 1);
      break;
    case Key::S:
      pan(0, -1);
      break;
    case Key::A:
      pan(1, 0);
      break;
    case Key::D:
      pan(-1, 0);
      break;
    case Key::Add:
    case Key::Equal:
      zoom(1.25);
      break;
    case Key::Subtract:
    case Key::Hyphen:
      zoom(1 / 1.25);
      break;
    case Key::L:
      language_ = language_ == Language::English ? Language::Chinese : Language::English;
      break;
    case Key::P:
      save_picture();
      break;
    case Key::F1:
      help_ = !help_;
      break;
    case Key::Slash:
      if (key.shift) help_ = !help_;
      break;
    case Key::Escape:
      help_ = false;
      break;
    default:
      break;
  }
}

void Window::handle_mouse(const sf::Event& event) {
  switch (event.type) {
    case sf::Event::MouseButtonPressed:
      dragging_ = event.mouseButton.button == sf::Mouse::Left && !gui_.wants_mouse();
      break;
    case sf::Event::MouseButtonReleased:
      dragging_ = false;
      break;
    case sf::Event::MouseMoved: {
      const sf::Vector2i at{event.mouseMove.x, event.mouseMove.y};
      if (dragging_) {
        camera_.pan(at.x - mouse_.x, at.y - mouse_.y);
        whole_map_ = false;
      }
      mouse_ = at;
      break;
    }
    case sf::Event::MouseLeft:
      mouse_ = {-1, -1};
      break;
    case sf::Event::MouseWheelScrolled: {
      if (gui_.wants_mouse()) break;
      const bool slower = sf::Keyboard::isKeyPressed(sf::Keyboard::LControl);
      const bool faster = sf::Keyboard::isKeyPressed(sf::Keyboard::LShift);
      const double base = slower ? 1.05 : faster ? 1.6 : 1.2;
      camera_.zoom({event.mouseWheelScroll.x * 1.0, event.mouseWheelScroll.y * 1.0},
                   std::pow(base, static_cast<double>(event.mouseWheelScroll.delta)));
      whole_map_ = false;
      break;
    }
    default:
      break;
  }
}

void Window::handle(const sf::Event& event) {
  frames_due_ = kFramesAfterInput;
  gui_.handle(event);
  switch (event.type) {
    case sf::Event::Closed:
      window_.close();
      break;
    case sf::Event::Resized: {
      const auto width = static_cast<float>(event.size.width);
      const auto height = static_cast<float>(event.size.height);
      window_.setView(sf::View{{0, 0, width, height}});
      camera_.resize(width, height);
      break;
    }
    case sf::Event::KeyPressed:
      if (!gui_.wants_keyboard()) handle_key(event.key);
      break;
    default:
      handle_mouse(event);
  }
}

void Window::draw_hover() {
  if (mouse_.x < 0 || gui_.wants_mouse() || dragging_) return;
  const Point world = camera_.to_world({mouse_.x * 1.0, mouse_.y * 1.0});
  const std::string place = describe_place(run_, map_.water(), world, language_);
  const std::string object =
      describe_object(run_, moment_, picks_, world, camera_.metres_per_pixel(), language_);
  const std::string text = object.empty() ? place : fmt::format("{}\n{}", object, place);
  ImGui::SetTooltip("%s", text.c_str());
}

void Window::draw(double seconds) {
  const double scale = gui_.scale();
  const auto s = static_cast<float>(scale);
  const auto width = static_cast<float>(camera_.width_px());
  const auto height = static_cast<float>(camera_.height_px());
  camera_.set_margins(panel_px_, 0, 0, timeline_px_);
  if (whole_map_) camera_.home();
  moment_.show(clock_.now());
  shown_ = map_.draw(window_, camera_, moment_, layers_, scale);
  gui_.begin(window_.getSize(), seconds);
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  std::vector<Box> frame{
      draw_title(list, gui_.fonts(), run_, moment_, panel_px_ + 12 * s, 12 * s, scale, language_),
      draw_scale_bar(list, gui_.fonts(), camera_, panel_px_ + 24 * s,
                     height - timeline_px_ - 26 * s, scale),
      {0, 0, panel_px_, height},
      {0, height - timeline_px_, width, height}};
  if (layers_[Layer::Labels])
    draw_names(list, gui_.fonts(), run_, camera_, layers_, std::move(frame), scale);
  const float panel = draw_layers_panel(run_, moment_, layers_, shown_, gui_.fonts(), 8 * s,
                                        height - timeline_px_ - 16 * s, scale, language_);
  const float bar = timeline_.draw(clock_, gui_.fonts(), width, height, scale, language_, status_);
  draw_help(width, height, scale, language_, help_);
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
    if (!clock_.playing() && frames_due_ <= 0) {
      if (window_.waitEvent(event)) handle(event);
      wall.restart();
    }
    while (window_.pollEvent(event)) handle(event);
    const double seconds = wall.restart().asSeconds();
    clock_.advance(seconds);
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
