// SPDX-License-Identifier: MIT
// The playback clock: which moment of the run is shown, and how fast it moves.
#pragma once

#include <array>

#include "engine/base/time.hpp"

namespace muster::viewer {

inline constexpr std::array<int, 12> kSpeeds{1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600};

/// Moves from 0 to the end and stays within them. Knows nothing of what is shown.
class Clock {
 public:
  explicit Clock(SimTime end) : end_{end} {}

  SimTime now() const { return now_; }
  SimTime end() const { return end_; }
  bool playing() const { return playing_; }
  /// Simulated seconds a second of the viewer's time.
  int speed() const { return kSpeeds[speed_]; }

  /// Starts or pauses; at the end it starts again from 0.
  void toggle();
  void pause() { playing_ = false; }
  /// One step up or down the list of speeds.
  void faster();
  void slower();
  void set_speed(std::size_t index);
  std::size_t speed_index() const { return speed_; }

  /// Moves on by `wall_s` seconds of the viewer's time when playing. At the end it stops, or goes
  /// on from 0 when looping.
  void advance(double wall_s);
  /// Moves by `span`, either way, and pauses.
  void step(SimTime span);
  /// Goes to `time`, clamped to the run. True when it had to be clamped.
  bool jump(SimTime time);

  bool loop = false;

 private:
  SimTime end_;
  SimTime now_ = 0;
  std::size_t speed_ = 7;  // 300x: 96 hours in 19 minutes, an order's first hour in 12 seconds
  bool playing_ = false;
};

}  // namespace muster::viewer
