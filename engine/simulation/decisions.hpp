// SPDX-License-Identifier: MIT
// What each role may decide while a run goes on.
#pragma once

#include <array>
#include <string_view>

#include "engine/case/decision.hpp"

namespace muster::simulation {

/// A role and the kinds of decisions within its authority; no other role may decide anything.
struct Authority {
  std::string_view role;
  bool issue_order;
  bool close_roads;
  bool open_roads;
  bool clear_roads;
  bool alter_hazards;
};
inline constexpr std::array kAuthorities{
    Authority{"director", true, true, true, true, true},  // of a drill
    Authority{"command_post", true, false, false, false, false},
    Authority{"police", false, true, true, true, false},
};

bool may_decide(std::string_view role, cases::DecisionKind kind);

}  // namespace muster::simulation
