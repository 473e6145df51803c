// SPDX-License-Identifier: MIT
// Decisions taken while a run goes on: by a person, a script or a policy from outside.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace muster::cases {

enum class DecisionKind { IssueOrder, CloseRoads, OpenRoads, ClearRoads };
inline constexpr std::size_t kDecisionKinds = 4;

/// One line of a decision log.
struct Decision {
  double time_s = 0;
  std::string role;        // who decides; what it may is in engine/simulation/decisions.hpp
  std::string order_text;  // the order as compact JSON, as the trace records it
  DecisionKind kind = DecisionKind::IssueOrder;
  std::string order_id;                              // IssueOrder: an order of the plan
  std::vector<std::int64_t> sources;                 // roads as in Closure
  std::vector<std::array<std::int64_t, 2>> between;  // as in Closure
};

}  // namespace muster::cases
