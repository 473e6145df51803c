// SPDX-License-Identifier: MIT
// What a trace holds before its run begins: the case, its inputs, the world.
#pragma once

#include <string>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/trace/writer.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// What stands in the trace beside the run itself.
struct RecordedCase {
  std::string resolved_json;
  std::vector<cases::InputFile> inputs;
};

trace::GridInfo grid_info(const world::Grid& grid);
void write_inputs(trace::Writer& writer, const RecordedCase& recorded);
/// Roads, terrain, sites, zones and parties; what becomes of parties is written at the end.
void write_world(trace::Writer& writer, const world::World& world);

}  // namespace muster::simulation
