// SPDX-License-Identifier: MIT
#include "engine/cli/progress.hpp"

#include <unistd.h>

#include <cstdio>

#include "engine/cli/terminal.hpp"

namespace muster::cli {

Progress::Progress(bool shown) : shown_{shown}, bar_{isatty(2) != 0} {}

void Progress::operator()(SimTime now, SimTime end) {
  if (!shown_) return;
  const auto wall = std::chrono::steady_clock::now();
  const auto gap = bar_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{60'000};
  if (wall - last_ < gap) return;
  last_ = wall;
  const double share = end > 0 ? static_cast<double>(now) / static_cast<double>(end) : 1;
  if (bar_) {
    constexpr int kWidth = 40;
    const int done = static_cast<int>(share * kWidth);
    std::fprintf(stderr, "\r[%.*s%*s] %3.0f %%  T+%s   ", done,
                 "########################################", kWidth - done, "", share * 100,
                 duration(to_seconds(now)).c_str());
    drawn_ = true;
  } else {
    std::fprintf(stderr, "%3.0f %%  T+%s\n", share * 100, duration(to_seconds(now)).c_str());
  }
}

void Progress::end() const {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

}  // namespace muster::cli
