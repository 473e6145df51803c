// SPDX-License-Identifier: MIT
// How far a run has come, on stderr.
#pragma once

#include <chrono>

#include "engine/base/time.hpp"

namespace muster::cli {

/// A bar on a terminal, a line a minute elsewhere.
class Progress {
 public:
  explicit Progress(bool shown);
  void operator()(SimTime now, SimTime end);
  /// Takes the bar away.
  void end() const;

 private:
  bool shown_;
  bool bar_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace muster::cli
