// SPDX-License-Identifier: MIT
// A district's files: rasters, roads, tables, case.
#pragma once

#include <string>

#include "engine/generate/district.hpp"
#include "engine/generate/water.hpp"

namespace muster::generate {

/// terrain.tif, manning.tif, initial_depth.tif, roads/ or roads.osm, people.csv, sites.csv.
void write_world_files(const Spec& spec, const Valley& valley, const Land& land, const Water& water,
                       const District& district, const std::string& folder);

/// case.json, world.json, event.json, plan-early.json, plan-late.json.
void write_case_files(const Spec& spec, const Water& water, const std::vector<Zone>& zones,
                      const std::string& folder);

}  // namespace muster::generate
