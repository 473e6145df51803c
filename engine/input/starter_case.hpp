// SPDX-License-Identifier: MIT
// A first case from a road file: what a new user edits instead of writing JSON from nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"

namespace muster::input {

struct StarterOptions {
  std::string osm;  // one of these two is given
  std::string gmns;
  std::vector<std::string> dem;
  std::int64_t people = 0;  // spread over residential streets, until better is known
  std::string out;          // folder; must not hold a case yet
};

/// Writes case.json, world.json, event.json (no hazard yet), plan.json (everyone leaves, an hour
/// after the start) and, where people are asked for, people.csv; the files explain themselves in
/// comments. The CRS is the UTM zone of the roads' middle; local metres where a GMNS network has no
/// degrees. Problems go to `diagnostics`, and nothing is written then. Throws RunError where a file
/// cannot be written. Cost: that of reading the roads.
void write_starter_case(const StarterOptions& options, Diagnostics& diagnostics);

}  // namespace muster::input
