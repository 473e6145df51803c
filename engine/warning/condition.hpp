// SPDX-License-Identifier: MIT
// The one grammar of conditions that serves orders, closures and injects, evaluated at barriers.
#pragma once

#include <string>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/case/plan_file.hpp"

namespace muster::warning {

/// What conditions may look at.
class Readings {
 public:
  virtual ~Readings() = default;
  virtual double stage_m(const std::string& boundary) const = 0;  // in the gauge's datum
  virtual double depth_m(const std::string& site) const = 0;      // above the ground at a site
  virtual double rain_mm(double window_s) const = 0;  // fallen in the window that ends now
};

/// A condition with its memory: hysteresis of levels and how long it has held.
class ConditionState {
 public:
  explicit ConditionState(const cases::Condition& condition);

  /// Whether it holds at `now`. Times must not go back.
  bool holds(const cases::Condition& condition, const Readings& readings, SimTime now);
  void state(StateArchive& archive);

 private:
  bool evaluate(const cases::Condition& condition, const Readings& readings, SimTime now,
                std::size_t& node);
  bool level(const cases::Condition::Level& level, double value, std::uint8_t& latched) const;

  std::vector<std::uint8_t> latched_;  // by node, in order of the text
  std::vector<SimTime> since_;         // kNever: does not hold
};

/// Times at which the condition may change by the clock alone, for exact barriers.
void clock_times(const cases::Condition& condition, std::vector<SimTime>& into);

}  // namespace muster::warning
