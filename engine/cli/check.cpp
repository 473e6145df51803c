// SPDX-License-Identifier: MIT
// `muster check`.
#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"

namespace muster::cli {

namespace {

std::string verdict(const Diagnostics& diagnostics) {
  std::int64_t warnings = 0;
  for (const Problem& problem : diagnostics.problems()) {
    if (problem.severity == Problem::Severity::Warning) ++warnings;
  }
  return counted(static_cast<std::int64_t>(diagnostics.errors()), "error", "errors") + ", " +
         counted(warnings, "warning", "warnings");
}

std::string people_line(const world::World& world) {
  std::int64_t shelters = 0, places = 0, exits = 0, persons = 0, zones = world.zones.size();
  for (const world::Site& site : world.sites) {
    if (site.kind == world::SiteKind::Shelter) {
      ++shelters;
      places += site.capacity_persons;
    }
    if (site.kind == world::SiteKind::Exit) ++exits;
  }
  for (const std::uint16_t size : world.parties.persons) persons += size;
  return counted(zones, "zone", "zones") + ", " + counted(shelters, "shelter", "shelters") + " (" +
         counted(places, "place", "places") + "), " + counted(exits, "exit", "exits") + ", " +
         counted(persons, "person", "people") + " in " +
         counted(world.parties.size(), "party", "parties");
}

std::string ground_line(const world::World& world) {
  std::string text = counted(world.roads.links(), "link", "links") + " between " +
                     counted(world.roads.nodes(), "node", "nodes");
  if (world.terrain.empty()) return text + ", no terrain";
  const world::Grid& grid = world.terrain.grid;
  char cell[32];
  std::snprintf(cell, sizeof cell, "%g", grid.cell_m);
  return text + ", terrain of " + with_commas(grid.rows) + " x " + with_commas(grid.cols) +
         " cells of " + cell + " m";
}

}  // namespace

int check(const CaseOptions& options) {
  Diagnostics diagnostics;
  const input::Loaded loaded = input::load(options.case_path, options.load, diagnostics);
  print_problems(diagnostics);
  std::printf("%s: %s\n", options.case_path.c_str(), verdict(diagnostics).c_str());
  for (const input::Finding& finding : loaded.findings) {
    std::printf("%s %s%s%s\n", with_commas(finding.count).c_str(), finding.name.c_str(),
                finding.note.empty() ? "" : ": ", finding.note.c_str());
  }
  if (!diagnostics.ok()) return kBadInput;
  std::printf("%s\n%s\n", ground_line(loaded.world).c_str(), people_line(loaded.world).c_str());
  return kDone;
}

}  // namespace muster::cli
