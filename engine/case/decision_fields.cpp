// SPDX-License-Identifier: MIT
// Fields of a line of a decision log.
#include "engine/case/describe.hpp"

namespace muster::cases {

namespace {

constexpr const char* kKinds[kDecisionKinds] = {"issue_order", "close_roads", "open_roads",
                                                "clear_roads"};

/// What is decided, which the struct holds beside when and by whom.
struct Decided {
  Decision& decision;
};

}  // namespace

static void describe(Fields& f, Decided& o) {
  Decision& d = o.decision;
  f.is("decided_order", "What is decided.");
  f.choice("kind", d.kind, kKinds, "What is ordered.", {.required = true});
  f.when("kind", "issue_order", d.kind == DecisionKind::IssueOrder);
  f.field("id", d.order_id, "Order of the plan, given now whatever its condition.",
          {.required = true, .text = TextKind::Id});
  for (const DecisionKind kind :
       {DecisionKind::CloseRoads, DecisionKind::OpenRoads, DecisionKind::ClearRoads}) {
    f.when("kind", kKinds[static_cast<std::size_t>(kind)], d.kind == kind);
    f.field("sources", d.sources, "OSM ways or GMNS links by id, both directions.");
    f.field("between", d.between, "Pairs of nodes by id in the input: that direction only.");
    f.at_least_one({"sources", "between"});
  }
  f.always();
}

void describe(Fields& f, Decision& d) {
  f.is("decision", "An order while the run goes on.");
  f.field("time_s", d.time_s, "Time after the case's start, s.",
          {.least = 0, .most = 1e9, .required = true});
  f.field("role", d.role, "Who decides.", {.required = true, .text = TextKind::Id});
  Decided decided{d};
  f.field("order", decided, "What is decided.", {.required = true});
}

}  // namespace muster::cases
