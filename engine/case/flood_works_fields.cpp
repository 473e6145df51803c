// SPDX-License-Identifier: MIT
// Fields of flood works, of breaches and of what is done to works.
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kWorkKinds[] = {"wall", "culvert", "drain", "pump", "reservoir", "gate"};
constexpr const char* kChanges[] = {"open", "close", "fail", "repair"};
constexpr Rule kLevel{.least = -8000, .most = 8000};
constexpr Rule kDepth{.least = 0, .most = 1000};
constexpr Rule kFlow{.least = 0, .most = 1e7, .required = true};

void cells(Fields& f, FloodWork& w, const char* meaning) {
  f.field("at", w.at, meaning, {.items = 1});
  f.field("area", w.area, "The same as cells of an area.");
}

void thresholds(Fields& f, FloodWork& w, const char* start, const char* stop) {
  f.field("start_m", w.start_m, start, kLevel);
  f.field("stop_m", w.stop_m, stop, kLevel);
  f.field("start_depth_m", w.start_depth_m, "The same as start_m, above the ground there, m.",
          kDepth);
  f.field("stop_depth_m", w.stop_depth_m, "The same as stop_m, above the ground there, m.", kDepth);
}

}  // namespace

void describe(Fields& f, FloodWork& w) {
  f.is("flood_work", "Something that holds water back or moves it.");
  f.field("id", w.id, "Unique among all works and breaches.",
          {.required = true, .text = TextKind::Id});
  f.choice(
      "kind", w.kind, kWorkKinds,
      "wall: a levee, a flood wall, sandbags; culvert: also an underpass; gate: shuts a wall's "
      "gap or a culvert by a level.",
      {.required = true});
  f.field("at_work", w.at_work,
          "Whether a wall stands, or the others may let water through, at the start; left out: "
          "works of the world do, those that the plan sets up do not.");
  f.when("kind", "wall", w.kind == FloodWorkKind::Wall);
  f.field("line", w.line, "Where it runs.", {.required = true});
  f.field("crest_m", w.crest_m, "Level of its crest, m.", kLevel);
  f.field("height_m", w.height_m, "Or its crest above the higher ground beside it, m.",
          {.above = 0, .most = 500});
  f.field("weir_coefficient", w.weir_coefficient, "Of flow over its crest, m^0.5/s.",
          {.above = 0, .most = 10});
  f.when("kind", "culvert", w.kind == FloodWorkKind::Culvert);
  f.field("from", w.from, "Its inlet.", {.required = true});
  f.field("to", w.to, "Its outlet.", {.required = true});
  f.field("width_m", w.width_m, "Width, m.", {.above = 0, .most = 1e3, .required = true});
  f.field("opening_m", w.opening_m, "Height of its opening, m.",
          {.above = 0, .most = 100, .required = true});
  f.field("invert_m", w.invert_m, "Level of its higher end; left out: the ground there, m.",
          kLevel);
  f.field("coefficient", w.coefficient, "Of flow when drowned (assumption: sharp inlet).",
          {.above = 0, .most = 2});
  f.field("weir_coefficient", w.weir_coefficient, "Of flow with a free surface, m^0.5/s.",
          {.above = 0, .most = 10});
  f.field("flap", w.flap, "Whether a flap keeps water from flowing back.");
  f.when("kind", "drain", w.kind == FloodWorkKind::Drain);
  cells(f, w, "Its gullies.");
  f.field("to", w.to, "Its outfall; left out: out of the model.");
  f.field("capacity_m3_s", w.capacity_m3_s, "What it takes in all, m3/s.", kFlow);
  f.when("kind", "pump", w.kind == FloodWorkKind::Pump);
  cells(f, w, "Its intakes; the first is its gauge.");
  f.field("to", w.to, "Where it pumps to; left out: out of the model.");
  f.field("rate_m3_s", w.rate_m3_s, "Rate while it runs, m3/s.", kFlow);
  thresholds(f, w, "Level from which on it runs, m.", "Level down to which it runs, m.");
  f.field("start_failure_probability", w.start_failure_probability,
          "That it fails at a start, each time.", {.least = 0, .most = 1});
  f.when("kind", "reservoir", w.kind == FloodWorkKind::Reservoir);
  cells(f, w, "Cells that it releases onto.");
  f.field("initial_m3", w.initial_m3, "What it holds at the start, m3.",
          {.least = 0, .most = 1e12});
  f.field("storage", w.storage, "Pairs of volume, m3, and level, m, ascending; the last is full.",
          {.required = true, .items = 1});
  f.field("inflow_m3_s", w.inflow, "What flows in, m3/s.");
  f.field("release_m3_s", w.release, "What it releases in time, m3/s.");
  f.field("release_rule", w.release_rule, "Or pairs of level, m, and release, m3/s, ascending.",
          {.items = 1});
  f.when("kind", "gate", w.kind == FloodWorkKind::Gate);
  cells(f, w, "Its level gauge.");
  thresholds(f, w, "Level from which on it closes, m.", "Level under which it opens again, m.");
  f.field("target", w.target, "The wall or culvert that it shuts; left out: it only reports.");
  f.field("latency_s", w.latency_s, "How long the level must have asked for it, s.",
          {.least = 0, .most = 1e6});
  f.always();
}

void describe(Fields& f, WorkAction& a) {
  f.is("work_action", "A change of one of the flood works.");
  f.field("work", a.work, "Id of the work or breach.", {.required = true, .text = TextKind::Id});
  f.choice("action", a.action, kChanges,
           "open: a wall is taken away, a breach begins, the others let water through; close: a "
           "wall is set up, a breach is filled, the others let nothing through; fail and repair.",
           {.required = true});
  f.field("at_s", a.at_s, "At this time after the case's start, s.", {.least = 0, .most = 1e9});
  f.field("when", a.when, "Or each time that this begins to hold.");
  f.exactly_one({"at_s", "when"});
}

void describe(Fields& f, BreachSpec& b) {
  f.is("breach", "An opening that grows in a wall (Verheij and van der Knaap 2003).");
  f.field("id", b.id, "Unique among works and breaches.", {.required = true, .text = TextKind::Id});
  f.field("wall", b.wall, "Id of the wall.", {.required = true, .text = TextKind::Id});
  f.field("at", b.at, "The middle of the opening.", {.required = true});
  f.field("start_s", b.start_s, "Begins at this time after the case's start, s.",
          {.least = 0, .most = 1e9});
  f.field("overtopping_m", b.overtopping_m,
          "Also begins with water this high above the crest there, m.", {.least = 0, .most = 100});
  f.field("sill_m", b.sill_m, "Level down to which it erodes; left out: the ground there, m.",
          kLevel);
  f.field("lowering_s", b.lowering_s, "Time for that, s (assumption).", {.least = 0, .most = 1e6});
  f.field("first_width_m", b.first_width_m, "Width meanwhile, m (assumption).",
          {.above = 0, .most = 1e4});
  f.field("greatest_width_m", b.greatest_width_m, "It widens no further, m.",
          {.above = 0, .most = 1e5});
  f.field("critical_velocity_m_s", b.critical_velocity_m_s,
          "Of erosion: 0.2 in sand, 0.5 in clay, m/s.", {.above = 0, .most = 10});
}

}  // namespace muster::cases
