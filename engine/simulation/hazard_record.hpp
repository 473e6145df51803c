// SPDX-License-Identifier: MIT
// The layers and the water of hazards in a trace.
#pragma once

#include "engine/base/time.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/trace/writer.hpp"
#include "engine/world/raster.hpp"

namespace muster::simulation {

/// The period of recording nearest above `seconds` that is whole steps: everything is recorded at
/// barriers.
SimTime record_period(double seconds, SimTime step);

/// Names the fields and maxima that `hazards` show.
void add_layers(const Hazards& hazards, const world::Grid& grid, trace::Schema& schema);

/// Hands over every layer as it stands at `now`. O(cells) a layer.
void record_layers(const Hazards& hazards, trace::Writer& writer, SimTime now);

/// /hazards/steps: the fingerprint and the water of every period, from which, with the layers, a
/// run can take its hazards (recorded_hazards.hpp).
void add_steps(const Hazards& hazards, trace::Schema& schema);
void record_step(const Hazards& hazards, trace::Writer& writer, SimTime now);
/// /hazards/outcomes, at the end.
void write_outcomes(const Hazards& hazards, trace::Writer& writer);

/// /series/water: what is on the ground, came in and left, m3.
trace::TableInfo water_table();
void record_water(const Hazards& hazards, trace::Writer& writer, SimTime now);

}  // namespace muster::simulation
