// SPDX-License-Identifier: MIT
// Keys and mouse, without a window.
#include "viewer/session.hpp"

#include <gtest/gtest.h>

#include "engine/trace/reader.hpp"
#include "town.hpp"

namespace muster::viewer {
namespace {

using Key = sf::Keyboard;

class SessionOfTown : public ::testing::Test {
 protected:
  SessionOfTown()
      : reader_{written(folder_ / "town.h5")},
        run_{reader_},
        events_{reader_},
        session_{Clock{run_.end}, Camera{run_.bounds, 1000, 800}, Layers{}, Language::English} {
    mask_.fill(true);
  }
  static std::filesystem::path written(const std::filesystem::path& path) {
    test::write_town(path);
    return path;
  }
  Wish send(const sf::Event& event) {
    return handle(session_, event, {run_, events_, mask_, panels_, false});
  }
  Wish press(Key::Key code, bool shift = false, bool control = false) {
    sf::Event event;
    event.type = sf::Event::KeyPressed;
    event.key = {};
    event.key.code = code;
    event.key.shift = shift;
    event.key.control = control;
    return send(event);
  }
  void move_mouse(int x, int y) {
    sf::Event event;
    event.type = sf::Event::MouseMoved;
    event.mouseMove = {x, y};
    send(event);
  }
  void button(sf::Event::EventType type) {
    sf::Event event;
    event.type = type;
    event.mouseButton = {sf::Mouse::Left, 0, 0};
    send(event);
  }
  void wheel(float delta, int x, int y) {
    sf::Event event;
    event.type = sf::Event::MouseWheelScrolled;
    event.mouseWheelScroll = {sf::Mouse::VerticalWheel, delta, x, y};
    send(event);
  }

  test::Folder folder_;
  trace::Reader reader_;
  viewer::Run run_;
  EventIndex events_;
  EventMask mask_{};
  Session session_;
  bool panels_ = false;
};

TEST_F(SessionOfTown, KeysMoveTheClock) {
  press(Key::Space);
  EXPECT_TRUE(session_.clock.playing());
  press(Key::Right);
  EXPECT_FALSE(session_.clock.playing());
  EXPECT_EQ(session_.clock.now(), 60 * kSecond);
  press(Key::Left);
  press(Key::Left);
  EXPECT_EQ(session_.clock.now(), 0);
  press(Key::Right, true);
  EXPECT_EQ(session_.clock.now(), test::kKeyframeStep);
  press(Key::Right);
  press(Key::Left, true);
  EXPECT_EQ(session_.clock.now(), test::kKeyframeStep);
  press(Key::End);
  EXPECT_EQ(session_.clock.now(), run_.end);
  press(Key::Home, true);
  EXPECT_EQ(session_.clock.now(), 0);
  const int before = session_.clock.speed();
  press(Key::Up);
  EXPECT_GT(session_.clock.speed(), before);
}

TEST_F(SessionOfTown, EventKeysWalkThroughAllOfThemAndBack) {
  std::vector<SimTime> forward{session_.clock.now()};
  while (true) {
    press(Key::PageDown);
    if (session_.clock.now() == forward.back()) break;
    forward.push_back(session_.clock.now());
    EXPECT_FALSE(events_.between(forward.back(), forward.back() + 1).empty());
    EXPECT_NE(session_.status.find(elapsed_text(forward.back())), std::string::npos);
  }
  EXPECT_EQ(forward.back(), events_.all().back().time);
  for (std::size_t i = forward.size() - 1; i-- > 1;) {
    press(Key::PageUp);
    EXPECT_EQ(session_.clock.now(), forward[i]);
  }
}

TEST_F(SessionOfTown, TheMouseDragsAndTheWheelZoomsToIt) {
  wheel(5, 700, 300);
  const Point under = session_.camera.to_world({700, 300});
  EXPECT_LT(session_.camera.metres_per_pixel(), run_.bounds.width() / 800);
  move_mouse(400, 400);
  button(sf::Event::MouseButtonPressed);
  move_mouse(410, 395);
  button(sf::Event::MouseButtonReleased);
  move_mouse(500, 500);
  const Point now = session_.camera.to_screen(under);
  EXPECT_NEAR(now.x, 710, 1e-6);
  EXPECT_NEAR(now.y, 295, 1e-6);
  EXPECT_FALSE(session_.whole_map);
  press(Key::Home);
  EXPECT_TRUE(session_.whole_map);
  EXPECT_TRUE(session_.camera.view().contains(run_.bounds.min));
}

TEST_F(SessionOfTown, ControlZoomsSlowerAndShiftFaster) {
  const auto factor = [&](bool control, bool shift) {
    press(Key::LControl, shift, control);
    const double before = session_.camera.metres_per_pixel();
    wheel(1, 500, 400);
    return before / session_.camera.metres_per_pixel();
  };
  const double usual = factor(false, false), slow = factor(true, false), fast = factor(false, true);
  EXPECT_LT(slow, usual);
  EXPECT_LT(usual, fast);
}

TEST_F(SessionOfTown, WhatPanelsTakeDoesNotReachTheMap) {
  panels_ = true;
  const Camera before = session_.camera;
  wheel(3, 100, 100);
  move_mouse(100, 100);
  button(sf::Event::MouseButtonPressed);
  move_mouse(200, 200);
  EXPECT_TRUE(session_.camera == before);
}

TEST_F(SessionOfTown, KeysSwitchLayersLanguageTextAndHelp) {
  press(Key::Num1);
  EXPECT_FALSE(session_.layers[Layer::Terrain]);
  press(Key::Num1);
  EXPECT_TRUE(session_.layers[Layer::Terrain]);
  press(Key::L);
  EXPECT_EQ(session_.language, Language::Chinese);
  press(Key::Equal, false, true);
  EXPECT_GT(session_.text_scale, 1);
  press(Key::Slash, true);
  EXPECT_TRUE(session_.help);
  press(Key::Escape);
  EXPECT_FALSE(session_.help);
  press(Key::F1);
  EXPECT_TRUE(session_.help);
  EXPECT_EQ(press(Key::P), Wish::SavePicture);
  sf::Event close;
  close.type = sf::Event::Closed;
  EXPECT_EQ(send(close), Wish::Close);
}

}  // namespace
}  // namespace muster::viewer
