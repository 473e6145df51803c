// SPDX-License-Identifier: MIT
// The playback clock.
#include "viewer/playback/clock.hpp"

#include <algorithm>

namespace muster::viewer {

void Clock::toggle() {
  playing_ = !playing_;
  if (playing_ && now_ >= end_) now_ = 0;
}

void Clock::faster() {
  set_speed(speed_ + 1);
}

void Clock::slower() {
  set_speed(speed_ == 0 ? 0 : speed_ - 1);
}

void Clock::set_speed(std::size_t index) {
  speed_ = std::min(index, kSpeeds.size() - 1);
}

void Clock::advance(double wall_s) {
  if (!playing_ || wall_s <= 0) return;
  // A window that was held up for long goes on where it was instead of leaping.
  const SimTime span = from_seconds(std::min(wall_s, 1.0) * speed());
  if (now_ + span < end_) {
    now_ += span;
  } else if (loop && end_ > 0) {
    now_ = (now_ + span) % end_;
  } else {
    now_ = end_;
    playing_ = false;
  }
}

void Clock::step(SimTime span) {
  playing_ = false;
  jump(now_ + span);
}

bool Clock::jump(SimTime time) {
  now_ = std::clamp<SimTime>(time, 0, end_);
  return now_ != time;
}

}  // namespace muster::viewer
