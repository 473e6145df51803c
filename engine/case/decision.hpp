// SPDX-License-Identifier: MIT
// Decisions taken while a run goes on: by a person, a script or a policy from outside.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/fire_spec.hpp"

namespace muster::cases {

enum class DecisionKind {
  IssueOrder,
  CloseRoads,
  OpenRoads,
  ClearRoads,
  SetWind,
  AddFireBreak,
  ScaleRain
};
inline constexpr std::size_t kDecisionKinds = 7;

/// Whether it is an inject of a drill: it changes what drives the hazards, not what people do.
constexpr bool alters_hazards(DecisionKind kind) {
  return kind == DecisionKind::SetWind || kind == DecisionKind::AddFireBreak ||
         kind == DecisionKind::ScaleRain;
}

/// One line of a decision log.
struct Decision {
  double time_s = 0;
  std::string role;        // who decides; what it may is in engine/simulation/decisions.hpp
  std::string order_text;  // the order as compact JSON, as the trace records it
  DecisionKind kind = DecisionKind::IssueOrder;
  std::string order_id;                              // IssueOrder: an order of the plan
  std::vector<std::int64_t> sources;                 // roads as in Closure
  std::vector<std::array<std::int64_t, 2>> between;  // as in Closure
  std::string hazard{};              // SetWind, ScaleRain: its id; empty: all that have any
  std::optional<double> wind_m_s{};  // SetWind; one of the two may be left as it is
  std::optional<double> wind_from_deg{};
  FireBreak fire_break{};  // AddFireBreak, by x_y; from_s is the time of the decision
  double rain_factor = 1;  // ScaleRain: of what the case states
};

}  // namespace muster::cases
