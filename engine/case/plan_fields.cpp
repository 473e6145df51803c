// SPDX-License-Identifier: MIT
// Fields of plan.json.
#include "engine/case/describe.hpp"
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kCurveKinds[] = {"immediate", "weibull", "rayleigh", "sigmoid",
                                       "rogers_sorensen"};
constexpr const char* kOrderKinds[] = {"evacuate"};
constexpr const char* kDestinations[] = {"nearest_shelter", "nearest_exit", "nearest_any"};

/// Groups of keys that the struct holds side by side.
struct Works {
  PlanFile& plan;
};
struct Command {
  PlanFile& plan;
};

}  // namespace

static void describe(Fields& f, ZoneSpec& z) {
  f.is("zone", "Where a group of people live.");
  f.field("id", z.id, "Unique among zones.", {.required = true, .text = TextKind::Id});
  f.field("name", z.name, "Name to show.");
  f.field("polygon", z.polygon, "Vector file.", {.text = TextKind::Path});
  f.field("polygon_crs", z.polygon_crs, "CRS of the polygon, where its file does not say.",
          {.text = TextKind::Crs});
  f.field("ring", z.ring, "Corners x, y in the case's CRS, m.", {.items = 3});
  f.field("home_below_m", z.home_below_m, "Homes on terrain below this height, m.",
          {.least = -1e4, .most = 1e4});
  f.field("groups", z.groups, "Village groups by number.", {.items = 1});
  f.at_least_one({"polygon", "ring", "home_below_m", "groups"});
  f.at_most_one({"polygon", "ring"});
  f.needs("polygon_crs", "polygon");
}

static void describe(Fields& f, Curve& c) {
  f.is("curve", "Share of people reached or ready in time.");
  f.choice("kind", c.kind, kCurveKinds, "Form of the curve.", {.required = true});
  f.when("kind", "weibull", c.kind == CurveKind::Weibull);
  f.field("scale_a", c.scale_a, "a of 1 - exp(-a t^b), t in hours.",
          {.above = 0, .most = 1e6, .required = true});
  f.field("shape_b", c.shape_b, "b of 1 - exp(-a t^b), t in hours.", {.above = 0, .most = 100});
  f.when("kind", "rayleigh", c.kind == CurveKind::Rayleigh);
  f.field("sigma_s", c.sigma_s, "Time of the steepest rise, s (to confirm).",
          {.above = 0, .most = 1e9});
  f.when("kind", "sigmoid", c.kind == CurveKind::Sigmoid);
  f.field("half_s", c.half_s, "Time at which half are reached, s.", {.above = 0, .most = 1e9});
  f.field("slope_per_s", c.slope_per_s, "Steepness, 1/s.", {.above = 0, .most = 1000});
  f.when("kind", "rogers_sorensen", c.kind == CurveKind::RogersSorensen);
  f.field("broadcast_per_h", c.broadcast_per_h, "Rate by broadcast, 1/h.",
          {.least = 0, .most = 1e6});
  f.field("contagion_per_h", c.contagion_per_h, "Rate by word of mouth, 1/h.",
          {.least = 0, .most = 1e6});
  f.always();
}

static void describe(Fields& f, Order& o) {
  f.is("order", "An order to zones.");
  f.field("id", o.id, "Unique among orders.", {.required = true, .text = TextKind::Id});
  f.choice("kind", o.kind, kOrderKinds, "What is ordered.");
  f.field("zones", o.zones, "To whom: ids of zones.",
          {.required = true, .items = 1, .text = TextKind::Id});
  f.field("when", o.when, "When it is given.", {.required = true});
  f.field("issue_delay_s", o.issue_delay_s, "Between the condition and the first message, s.",
          {.least = 0, .most = 1e9});
  f.field("diffusion", o.diffusion, "Share that has heard the message.");
  f.field("preparation", o.preparation, "Share that is ready, after hearing.");
  f.field("comply_share", o.comply_share, "Share of households that follow it (assumption).",
          {.least = 0, .most = 1});
  f.field("walk_share", o.walk_share,
          "Share of households with a car that walk all the same (assumption).",
          {.least = 0, .most = 1});
}

static void describe(Fields& f, ShelterSpec& s) {
  f.is("shelter", "How a site is run as a shelter.");
  f.field("site", s.site, "Id of the site; \"*\": every shelter without an entry of its own.",
          {.required = true, .text = TextKind::Id});
  f.field("open_at_s", s.open_at_s, "Opens at this time after the case's start, s.",
          {.least = 0, .most = 1e9});
  f.field("desks", s.desks, "Desks that check people in (assumption).",
          {.least = 1, .most = 10'000});
  f.field("seconds_per_person", s.seconds_per_person, "Time to check a person in, s (assumption).",
          {.least = 0, .most = 1e5});
  f.field("zones", s.zones, "Zones that it serves first; left out: all.", {.text = TextKind::Id});
}

static void describe(Fields& f, Closure& c) {
  f.is("closure", "Roads closed by order.");
  f.field("sources", c.sources, "OSM ways or GMNS links by id, both directions.");
  f.field("between", c.between, "Pairs of nodes by id in the input: that direction only.");
  f.at_least_one({"sources", "between"});
  f.field("from_s", c.from_s, "From this time after the case's start on, s.",
          {.least = 0, .most = 1e9});
  f.field("until_s", c.until_s, "To this time, s; 0: to the end.", {.least = 0, .most = 1e9});
}

static void describe(Fields& f, Contraflow& c) {
  f.is("contraflow", "Lanes that change direction.");
  f.field("sources", c.sources, "OSM ways or GMNS links by id; their lanes go to the other way.");
  f.field("between", c.between, "Pairs of nodes by id in the input: that direction only.");
  f.at_least_one({"sources", "between"});
  f.field("from_s", c.from_s, "From this time after the case's start on, s.",
          {.least = 0, .most = 1e9});
  f.field("sweep_s", c.sweep_s, "Sweep after the last vehicle has left, s.",
          {.least = 0, .most = 1e6});
  f.field("lanes", c.lanes, "Lanes that change direction.", {.least = 1, .most = 20});
}

static void describe(Fields& f, Behaviour& b) {
  f.is("behaviour", "What people on the road do and know.");
  f.field("informed_share", b.informed_share,
          "Share of parties that hear of closures (assumption).", {.least = 0, .most = 1});
  f.field("patience_s", b.patience_s,
          "Wait in gridlock or before a closed link, then on foot, s (assumption).",
          {.least = 0, .most = 1e9});
  f.field("news_period_s", b.news_period_s,
          "Slower roads become known every so often, s; closures after command.report_delay_s.",
          {.above = 0, .most = 1e9});
  f.field("refuse_depth_m", b.refuse_depth_m, "Nobody leaves with more water at the door, m.",
          {.above = 0, .most = 100});
  f.field("trapped_depth_m", b.trapped_depth_m, "A home with so much water holds its people, m.",
          {.above = 0, .most = 100});
  f.field("trapped_debris_m", b.trapped_debris_m,
          "A home with so much debris of slides holds its people, m (assumption).",
          {.above = 0, .most = 100});
  f.field("trapped_flame_m", b.trapped_flame_m,
          "A home where longer flames burn holds its people, and a shelter is shut, m "
          "(assumption).",
          {.least = 0, .most = 1000});
  f.field(
      "smoke_m", b.smoke_m,
      "Smoke closes roads as far from what burns, to every side, m (assumption: no farther than "
      "four flame lengths).",
      {.least = 0, .most = 1e4});
  f.field("destination", b.destination, "Where parties head.", {.names = kDestinations});
}

static void describe(Fields& f, Demand& d) {
  f.is("demand", "Departures stated by tables, instead of by orders.");
  f.field("vehicles", d.vehicles, "Table with id, depart_s, origin.",
          {.required = true, .text = TextKind::Path});
  f.field("routes", d.routes, "Table with origin, links; left out: to the nearest destination.",
          {.text = TextKind::Path});
}

static void describe(Fields& f, Works& w) {
  f.is("works", "Edits to roads, and works against hazards, by plan.");
  f.field("closures", w.plan.closures, "Roads closed by order.");
  f.field("contraflow", w.plan.contraflow, "Lanes that change direction.");
  f.field(
      "built", w.plan.built,
      "Flood works that are set up in the event: not there before an action sets them to work.");
  f.field("actions", w.plan.work_actions, "What is done to flood works, and when.");
  f.field("fire_breaks", w.plan.fire_breaks, "Breaks that are built in the event.");
  f.field("water_drops", w.plan.water_drops, "Water on fuel.");
  f.field("treated_slopes", w.plan.treated_slopes,
          "Slopes that are strengthened or drained before the event.");
}

static void describe(Fields& f, Command& c) {
  f.is("command", "How long reports and orders take.");
  f.field("report_delay_s", c.plan.report_delay_s,
          "From a report (place full, road closed) to its hearing, s.", {.least = 0, .most = 1e6});
  f.field("order_delay_s", c.plan.order_delay_s,
          "From an order or a decision on roads to its effect, s; the plan's own times are exact.",
          {.least = 0, .most = 1e6});
}

void describe(Fields& f, PlanFile& p) {
  f.is("plan", "Who is told what, when, and where they go.");
  f.field("zones", p.zones, "Where people live.");
  f.field("orders", p.orders, "Orders to zones.");
  f.field("shelters", p.shelters, "How sites are run as shelters.");
  Works works{p};
  f.field("works", works, "Edits to roads, and works against hazards, by plan.");
  f.field("behaviour", p.behaviour, "What people on the road do and know.");
  f.field("demand", p.demand, "Departures stated by tables, instead of by orders.");
  Command command{p};
  f.field("command", command, "How long reports and orders take.");
}

}  // namespace muster::cases
