// SPDX-License-Identifier: MIT
// Homes to zones.
#include "engine/input/zones.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/input/layer.hpp"

namespace muster::input {
namespace {

/// What a zone asks of a home; everything that is stated must hold.
struct Rule {
  std::vector<Polygon> area;
  bool has_area = false;
  std::optional<double> below_m;
  std::vector<std::uint32_t> groups;  // sorted
};

bool holds(const Rule& rule, const world::World& world, PartyId party) {
  const double x = world.parties.home_x[party], y = world.parties.home_y[party];
  if (!rule.groups.empty() &&
      !std::binary_search(rule.groups.begin(), rule.groups.end(), world.parties.group[party])) {
    return false;
  }
  if (rule.has_area && !contains(rule.area, x, y)) return false;
  return !rule.below_m || world::height(world.terrain, x, y) < *rule.below_m;
}

std::string pointer_of(std::size_t zone) {
  return "#/plan/zones/" + std::to_string(zone);
}

/// The rule of one zone; false where it cannot be had.
bool read_rule(const cases::ZoneSpec& spec, const std::string& where, const world::World& world,
               Rule& rule, Import& import) {
  const std::size_t errors = import.diagnostics.errors();
  if (!spec.polygon.empty()) {
    rule.area = read_polygons(spec.polygon, spec.polygon_crs, world.crs, import);
    rule.has_area = true;
  } else if (!spec.ring.empty()) {
    Polygon::Ring ring;
    for (const auto& [x, y] : spec.ring) ring.emplace_back(x, y);
    if (ring.size() < 3) import.diagnostics.error(where, "its ring has fewer than three points");
    rule.area.emplace_back(std::vector<Polygon::Ring>{std::move(ring)});
    rule.has_area = true;
  }
  rule.below_m = spec.home_below_m;
  if (rule.below_m && world.terrain.empty()) {
    import.diagnostics.error(where, "home_below_m needs a terrain", "state world.terrain.dem");
  }
  rule.groups = spec.groups;
  std::sort(rule.groups.begin(), rule.groups.end());
  if (!rule.has_area && !rule.below_m && rule.groups.empty()) {
    import.diagnostics.error(where, "does not say where it is",
                             "give polygon, ring, home_below_m or groups");
  }
  return import.diagnostics.errors() == errors;
}

}  // namespace

void read_zones(const std::vector<cases::ZoneSpec>& specs, world::World& world, Import& import) {
  const std::size_t parties = world.parties.size();
  world.zone_of_party.assign(parties, ZoneId{});
  std::vector<Rule> rules;
  std::set<std::string> ids;
  bool good = true;
  for (const cases::ZoneSpec& spec : specs) {
    Rule rule;
    const std::string where = pointer_of(rules.size());
    good &= read_rule(spec, where, world, rule, import);
    if (!ids.insert(spec.id).second) {
      import.diagnostics.error(where, "the id '" + spec.id + "' occurs twice");
      good = false;
    }
    world::Zone zone{spec.id, spec.name, {}};
    for (const Polygon& polygon : rule.area) {
      for (const Polygon::Ring& ring : polygon.rings()) {
        auto& flat = zone.ring_xy.emplace_back();
        for (const auto& [x, y] : ring) {
          flat.push_back(x);
          flat.push_back(y);
        }
      }
    }
    world.zones.push_back(std::move(zone));
    rules.push_back(std::move(rule));
  }
  if (!good) return;

  std::vector<std::uint8_t> several(parties, 0);
  parallel_for(parties, [&](std::size_t i) {
    const PartyId party{static_cast<std::uint32_t>(i)};
    for (std::uint32_t z = 0; z < rules.size(); ++z) {
      if (!holds(rules[z], world, party)) continue;
      if (world.zone_of_party[party]) {
        several[i] = 1;
        break;
      }
      world.zone_of_party[party] = ZoneId{z};
    }
  });

  std::vector<std::int64_t> homes(rules.size(), 0), persons(rules.size(), 0);
  std::int64_t in_several = 0;
  for (std::uint32_t p = 0; p < parties; ++p) {
    in_several += several[p];
    const ZoneId zone = world.zone_of_party[PartyId{p}];
    if (!zone) continue;
    ++homes[zone.get()];
    persons[zone.get()] += world.parties.persons[PartyId{p}];
  }
  for (std::uint32_t z = 0; z < rules.size(); ++z) {
    const std::string& id = world.zones[ZoneId{z}].id;
    import.find("persons in zone '" + id + "'", persons[z]);
    if (homes[z] == 0 && import.diagnostics.ok()) {
      import.diagnostics.warning(
          pointer_of(z), "nobody lives in zone '" + id + "'",
          "is its outline in the right place, and after zones that take all?");
    }
  }
  import.find("homes in several zones", in_several, "the first zone of the plan holds");
}

}  // namespace muster::input
