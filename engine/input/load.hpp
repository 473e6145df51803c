// SPDX-License-Identifier: MIT
// Files to a case ready to run: everything read, checked, projected and resolved.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/case_file.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

struct LoadOptions {
  std::vector<std::pair<std::string, std::string>> sets;  // JSON pointer, JSON value (or bare text)
  std::string plan;                                       // file that replaces the case's plan
  std::string event;                                      // file that replaces the case's event
  bool hazards_only = false;  // terrain and forcing alone: neither roads nor people are read
};

/// One line of what `muster check` reports beside problems: a count and what it counts.
struct Finding {
  std::string name;  // "road points outside the terrain"
  std::int64_t count = 0;
  std::string note;  // what was done about it
};

struct Loaded {
  cases::CaseFile file;
  std::string resolved_json;             // the case with every default, parts inline
  std::vector<cases::InputFile> inputs;  // in the order of reading
  world::World world;
  world::Forcing forcing;
  std::vector<Finding> findings;
  std::vector<double> driver_bases;  // what the case states for each of event.uncertainty
};

/// Reads only the JSON parts: field by field checked, parts and overrides applied, every problem
/// collected in `diagnostics`. Paths inside are made absolute. Cost: milliseconds.
cases::CaseFile read_case(const std::string& path, const LoadOptions& options,
                          Diagnostics& diagnostics, std::string* resolved_json,
                          std::vector<cases::InputFile>* inputs);

/// Terrain, roads, sites, people, zones and forcing of a case that was read without errors; with
/// `hazards_only` terrain and forcing. Problems go to `diagnostics`; the result is usable only if
/// it stays ok.
void build_world(const cases::CaseFile& file, bool hazards_only, Loaded& into,
                 Diagnostics& diagnostics);

/// Both, for every command that takes a case. Does not throw for bad input: look at `diagnostics`.
Loaded load(const std::string& path, const LoadOptions& options, Diagnostics& diagnostics);

}  // namespace muster::input
