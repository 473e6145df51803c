// SPDX-License-Identifier: MIT
// Fields of what is uncertain in soils and of what is done to slopes.
#include "engine/case/part_fields.hpp"

namespace muster::cases {

template <class Distribution>
static void spread(Fields& f, Distribution& s) {
  f.field("deviation", s.deviation, "Standard deviation.",
          {.least = 0, .most = 1e7, .required = true});
  f.field("low", s.low, "Cut off below this; left out: at 0.", {.least = 0, .most = 1e9});
  f.field("high", s.high, "Cut off above this; left out: not.", {.least = 0, .most = 1e9});
}

static void describe(Fields& f, Spread& s) {
  f.is("spread", "A normal distribution about the value that the soil states, in its unit.");
  spread(f, s);
}

static void describe(Fields& f, DepthSpread& s) {
  f.is("depth_spread", "A normal distribution of a depth, m.");
  f.field("mean", s.mean, "Mean, m.", {.above = 0, .most = 1000, .required = true});
  spread(f, s);
}

void describe(Fields& f, SoilUncertainty& u) {
  f.is("soil_uncertainty",
       "How a soil's strength may differ from what it states; what is left out is certain.");
  f.field("cohesion_pa", u.cohesion_pa, "Of cohesion, Pa.");
  f.field("friction_deg", u.friction_deg, "Of the angle of friction, degrees.");
  f.field("slip_depth_m", u.slip_depth_m,
          "Of the depth at which the soil slips; the nearest of the hazard's depths counts. Left "
          "out: the base of the soil.");
  f.field("correlation", u.correlation,
          "Of cohesion and friction; tests of soils often find it negative.",
          {.least = -1, .most = 1});
}

void describe(Fields& f, TreatedSlope& t) {
  f.is("treated_slope",
       "Slopes that are stronger or drier all through the event: finished before it begins. Where "
       "several overlap, their effects add up.");
  f.field("id", t.id, "Unique among treated slopes.", {.required = true, .text = TextKind::Id});
  f.field("area", t.area, "The cells whose midpoints it covers.", {.required = true});
  f.field("added_cohesion_pa", t.added_cohesion_pa,
          "Cohesion that roots, nails or grids add to the soil's, Pa: at every depth down to the "
          "base of the soil, in full from the first moment on, with friction, weight and "
          "infiltration as they were. For roots, Wu et al. 1979: 1.2 times root strength times the "
          "share of area that roots cross (to confirm).",
          {.above = 0, .most = 1e7});
  f.field("lowered_water_table_m", t.lowered_water_table_m,
          "How much deeper drains keep the water table before the rain, m; it rises under rain as "
          "it would without them: what drains take off during the event is left out.",
          {.above = 0, .most = 1000});
  f.at_least_one({"added_cohesion_pa", "lowered_water_table_m"});
}

}  // namespace muster::cases
