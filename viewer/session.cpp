// SPDX-License-Identifier: MIT
// Keys and mouse. The only file that handles SFML's events for the map.
#include "viewer/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace muster::viewer {
namespace {

using Key = sf::Keyboard;

constexpr SimTime kStep = 60 * kSecond;
constexpr double kPanPx = 80;
constexpr double kKeyZoom = 1.25;
constexpr double kWheelZoom = 1.2, kSlowWheelZoom = 1.05, kFastWheelZoom = 1.6;
constexpr double kTextStep = 1.1;

void jump_to_event(Session& session, const Surroundings& around, bool forward) {
  Clock& clock = session.clock;
  const auto time = forward ? around.events.next(clock.now(), around.mask)
                            : around.events.previous(clock.now(), around.mask);
  clock.pause();
  if (!time) return;
  clock.jump(*time);
  // Of those at that time, the first that is looked for gives its name.
  std::size_t more = 0;
  session.status.clear();
  for (const Event& event : around.events.between(*time, *time + 1)) {
    if (!around.mask[static_cast<std::size_t>(around.events.category(event))]) continue;
    if (session.status.empty())
      session.status = fmt::format("{}  {} {}", elapsed_text(*time),
                                   say_name(session.language, around.events.kind_name(event.kind)),
                                   event.subject);
    else
      ++more;
  }
  if (more > 0) session.status += fmt::format(" + {}", more);
}

void jump_to_keyframe(Session& session, const Run& run, bool forward) {
  const auto& times = run.keyframes;
  const SimTime now = session.clock.now();
  session.clock.pause();
  if (forward) {
    const auto next = std::upper_bound(times.begin(), times.end(), now);
    session.clock.jump(next == times.end() ? run.end : *next);
  } else {
    const auto at = std::lower_bound(times.begin(), times.end(), now);
    session.clock.jump(at == times.begin() ? 0 : *(at - 1));
  }
}

void move_map(Session& session, double dx_px, double dy_px) {
  session.camera.pan(dx_px, dy_px);
  session.whole_map = false;
}

void zoom_map(Session& session, Point at, double factor) {
  session.camera.zoom(at, factor);
  session.whole_map = false;
}

Wish handle_key(Session& session, const sf::Event::KeyEvent& key, const Surroundings& around) {
  Clock& clock = session.clock;
  if (key.code >= Key::Num0 && key.code <= Key::Num9) {
    const auto layer = static_cast<std::size_t>(key.code == Key::Num0 ? 9 : key.code - Key::Num1);
    session.layers.shown[layer] = !session.layers.shown[layer];
    return Wish::Nothing;
  }
  const auto zoom = [&](double factor, double text_factor) {
    if (key.control)
      session.text_scale = std::clamp(session.text_scale * text_factor, 0.5, 4.0);
    else
      zoom_map(session, {session.camera.width_px() / 2, session.camera.height_px() / 2}, factor);
  };
  switch (key.code) {
    case Key::Space:
      clock.toggle();
      break;
    case Key::Left:
    case Key::Right:
      if (key.shift)
        jump_to_keyframe(session, around.run, key.code == Key::Right);
      else
        clock.step(key.code == Key::Right ? kStep : -kStep);
      break;
    case Key::Up:
      clock.faster();
      break;
    case Key::Down:
      clock.slower();
      break;
    case Key::PageUp:
    case Key::PageDown:
      jump_to_event(session, around, key.code == Key::PageDown);
      break;
    case Key::Home:
      if (key.shift) {
        clock.jump(0);
      } else {
        session.camera.home();
        session.whole_map = true;
      }
      break;
    case Key::End:
      clock.jump(clock.end());
      break;
    case Key::W:
      move_map(session, 0, kPanPx);
      break;
    case Key::S:
      move_map(session, 0, -kPanPx);
      break;
    case Key::A:
      move_map(session, kPanPx, 0);
      break;
    case Key::D:
      move_map(session, -kPanPx, 0);
      break;
    case Key::Add:
    case Key::Equal:
      zoom(kKeyZoom, kTextStep);
      break;
    case Key::Subtract:
    case Key::Hyphen:
      zoom(1 / kKeyZoom, 1 / kTextStep);
      break;
    case Key::L:
      session.language =
          session.language == Language::English ? Language::Chinese : Language::English;
      break;
    case Key::P:
      return Wish::SavePicture;
    case Key::F1:
      session.help = !session.help;
      break;
    case Key::Slash:
      if (key.shift) session.help = !session.help;
      break;
    case Key::Escape:
      session.help = false;
      break;
    default:
      break;
  }
  return Wish::Nothing;
}

}  // namespace

Wish handle(Session& session, const sf::Event& event, const Surroundings& around) {
  switch (event.type) {
    case sf::Event::Closed:
      return Wish::Close;
    case sf::Event::Resized:
      session.camera.resize(event.size.width, event.size.height);
      break;
    case sf::Event::LostFocus:
      session.dragging = session.control_down = session.shift_down = false;
      break;
    case sf::Event::KeyPressed:
    case sf::Event::KeyReleased:
      session.control_down = event.key.control;
      session.shift_down = event.key.shift;
      if (event.type == sf::Event::KeyPressed && !around.panels_take_keyboard)
        return handle_key(session, event.key, around);
      break;
    case sf::Event::MouseButtonPressed:
      session.dragging = event.mouseButton.button == sf::Mouse::Left && !around.panels_take_mouse;
      break;
    case sf::Event::MouseButtonReleased:
      session.dragging = false;
      break;
    case sf::Event::MouseMoved: {
      const Point at{event.mouseMove.x * 1.0, event.mouseMove.y * 1.0};
      if (session.dragging && session.mouse)
        move_map(session, at.x - session.mouse->x, at.y - session.mouse->y);
      session.mouse = at;
      break;
    }
    case sf::Event::MouseLeft:
      session.mouse.reset();
      break;
    case sf::Event::MouseWheelScrolled: {
      if (around.panels_take_mouse) break;
      const double base = session.control_down ? kSlowWheelZoom
                          : session.shift_down ? kFastWheelZoom
                                               : kWheelZoom;
      zoom_map(session, {event.mouseWheelScroll.x * 1.0, event.mouseWheelScroll.y * 1.0},
               std::pow(base, static_cast<double>(event.mouseWheelScroll.delta)));
      break;
    }
    default:
      break;
  }
  return Wish::Nothing;
}

}  // namespace muster::viewer
