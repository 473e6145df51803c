// SPDX-License-Identifier: MIT
// Fields of what is done to slopes.
#include "engine/case/part_fields.hpp"

namespace muster::cases {

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
