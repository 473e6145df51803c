// SPDX-License-Identifier: MIT
// Fields of a line of a decision log.
#include "engine/case/describe.hpp"
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kKinds[kDecisionKinds] = {"issue_order", "close_roads", "open_roads",
                                                "clear_roads", "set_wind",    "add_fire_break",
                                                "scale_rain"};

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
  const Rule hazard{.text = TextKind::Id};
  f.when("kind", "set_wind", d.kind == DecisionKind::SetWind);
  f.field("hazard", d.hazard, "Fire by id; left out: every fire.", hazard);
  f.field(
      "wind_m_s", d.wind_m_s,
      "Wind from the fire's next barrier on, everywhere, until changed again, m/s at the height "
      "that its `wind_height` says; left out: as the case has it.",
      {.least = 0, .most = 100});
  f.field("wind_from_deg", d.wind_from_deg,
          "Where it blows from, degrees clockwise from grid north, likewise.",
          {.least = -360, .most = 720});
  f.at_least_one({"wind_m_s", "wind_from_deg"});
  f.when("kind", "add_fire_break", d.kind == DecisionKind::AddFireBreak);
  f.field(
      "break", d.fire_break,
      "The break, by x_y or lon_lat; it stands, or work begins, at each fire's next barrier, or "
      "at from_s where that is later.",
      {.required = true});
  f.when("kind", "scale_rain", d.kind == DecisionKind::ScaleRain);
  f.field("hazard", d.hazard, "Hazard by id; left out: all that have rain.", hazard);
  f.field(
      "factor", d.rain_factor,
      "Of the rain that the case states (rain_mm_h and maps), from the hazard's next barrier on "
      "until changed again; 1: as stated.",
      {.least = 0, .most = 100, .required = true});
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
