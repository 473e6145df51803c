// SPDX-License-Identifier: MIT
// Households drawn from places.
#include "engine/input/people.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/elementary.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "engine/input/layer.hpp"

namespace muster::input {
namespace {

constexpr Purpose kSize{"input.household_size"};
constexpr Purpose kVehicles{"input.household_vehicles"};
constexpr Purpose kHome{"input.home"};

/// A source of people: a point or an area, with a count.
struct Place {
  std::string id;
  double x = 0;
  double y = 0;
  double persons_stated = 0;
  std::int64_t persons = 0;
  int vehicles = -1;  // stated for a household; -1: drawn
  std::int64_t group = -1;
  bool household = false;  // stays together
  std::vector<Polygon> area;
};

std::uint64_t hash_text(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ull;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

/// Smallest k whose cumulative probability exceeds u. Means here are a few.
int poisson(double mean, double u) {
  double p = elementary::exp(-mean), sum = p;
  int k = 0;
  while (u >= sum && k < 1000) {
    ++k;
    p *= mean / k;
    sum += p;
  }
  return k;
}

bool read_layer_places(const cases::Layer& layer, const cases::PeopleSpec& spec,
                       const std::string& crs, std::vector<Place>& places, Import& import) {
  std::optional<LayerRows> rows = read_layer(layer, crs, import);
  if (!rows) return false;
  const std::size_t errors = import.diagnostics.errors();
  const auto column = [&](const char* name) {
    return find_column(rows->table, name, layer.columns, import.diagnostics);
  };
  const int id = column("id"), persons = column("persons"), vehicles = column("vehicles");
  const int household = column("household"), group = column("group");
  if (persons < 0 && import.diagnostics.errors() == errors) {
    import.diagnostics.error(layer.path, "has no column of persons",
                             "name it in the layer's columns");
  }
  if (import.diagnostics.errors() != errors) return false;
  RowProblems problems(import.diagnostics, layer.path);
  for (std::size_t r = 0; r < rows->table.rows(); ++r) {
    const Table& table = rows->table;
    Place place;
    const std::optional<double> count = to_number(table.cell(r, persons));
    if (!count || !(*count >= 0 && *count <= spec.limit_persons)) {
      problems.error(table.line(r),
                     "persons must be a number from 0 to " +
                         std::to_string(static_cast<std::int64_t>(spec.limit_persons)) + " (is '" +
                         std::string(table.cell(r, persons)) + "')");
      continue;
    }
    place.persons_stated = *count;
    place.household = household >= 0;
    place.id = std::string(table.cell(r, household >= 0 ? household : id));
    if (!table.cell(r, vehicles).empty()) {
      const std::optional<std::int64_t> cars = to_integer(table.cell(r, vehicles));
      if (!cars || *cars < 0 || *cars > 255) {
        problems.error(table.line(r), "vehicles must be a whole number from 0 to 255 (is '" +
                                          std::string(table.cell(r, vehicles)) + "')");
        continue;
      }
      place.vehicles = static_cast<int>(*cars);
    }
    if (!table.cell(r, group).empty()) {
      const std::optional<std::int64_t> number = to_integer(table.cell(r, group));
      if (!number || *number < 0 || *number > 0xffffffffll) {
        problems.error(table.line(r), "group must be a whole number from 0 on (is '" +
                                          std::string(table.cell(r, group)) + "')");
        continue;
      }
      place.group = *number;
    }
    Shape& shape = rows->shape[r];
    if (shape.kind == Shape::Kind::Polygon) {
      place.area.emplace_back(std::move(shape.parts));
      std::tie(place.x, place.y) = place.area[0].centroid();
    } else {
      std::tie(place.x, place.y) = shape.parts[0][0];
    }
    places.push_back(std::move(place));
  }
  return rows->placed && problems.count() == 0;
}

/// Whole persons whose running sum follows that of the stated ones. False above the limit.
bool round_counts(std::vector<Place>& places, double limit, Import& import) {
  double stated = 0, taken = 0;
  std::int64_t fractional = 0;
  for (Place& place : places) {
    stated += place.persons_stated;
    const double whole = std::floor(place.persons_stated);
    if (whole != place.persons_stated) ++fractional;
    const double due = std::floor(stated + 0.5) - taken;
    place.persons = static_cast<std::int64_t>(fractional == 0 ? whole : std::max(0.0, due));
    taken += static_cast<double>(place.persons);
  }
  import.find("places with a fraction of a person", fractional, "rounded, their sum is kept");
  if (stated <= limit) return true;
  import.diagnostics.error("#/world/people",
                           std::to_string(static_cast<std::int64_t>(stated)) +
                               " persons; at most " +
                               std::to_string(static_cast<std::int64_t>(limit)) + " are taken",
                           "is the column the right one? raise people.limit_persons if it is");
  return false;
}

struct Draft {
  std::uint32_t place;
  std::uint16_t persons;
  std::uint8_t vehicles;
  std::uint64_t key;  // of the household's draws
};

std::vector<Draft> draw_households(const std::vector<Place>& places, const cases::PeopleSpec& spec,
                                   std::uint64_t seed) {
  const Stream sizes{seed, kSize}, cars{seed, kVehicles};
  std::vector<Draft> drafts;
  std::uint64_t twin = 0;  // which of several equal places this is
  for (std::uint32_t p = 0; p < places.size(); ++p) {
    const Place& place = places[p];
    const bool equal = p > 0 && places[p - 1].id == place.id && places[p - 1].x == place.x &&
                       places[p - 1].y == place.y;
    twin = equal ? twin + 1 : 0;
    const std::uint64_t own = mix(mix(hash_text(place.id), std::bit_cast<std::uint64_t>(place.x)),
                                  mix(std::bit_cast<std::uint64_t>(place.y), twin));
    std::int64_t left = place.persons;
    for (std::uint64_t ordinal = 0; left > 0; ++ordinal) {
      Draft draft{p, 0, 0, mix(own, ordinal)};
      std::int64_t size = left;
      if (!place.household) {
        size = 1 + poisson(spec.household_size_mean - 1, sizes.uniform(draft.key, 0));
      }
      size = std::min<std::int64_t>({size, left, 65535});
      left -= size;
      draft.persons = static_cast<std::uint16_t>(size);
      const std::int64_t vehicles =
          place.vehicles >= 0 ? place.vehicles
                              : poisson(spec.vehicles_per_household, cars.uniform(draft.key, 0));
      draft.vehicles = static_cast<std::uint8_t>(std::min<std::int64_t>({vehicles, size, 255}));
      drafts.push_back(draft);
    }
  }
  return drafts;
}

/// Where a household lives.
std::pair<double, double> home_of(const Place& place, const Draft& draft, double spread_m,
                                  const Stream& draws) {
  if (!place.area.empty()) {
    const Polygon& area = place.area[0];
    const Box& box = area.box();
    for (std::uint32_t k = 0; k < 1000; k += 2) {
      const double x = box.xmin + draws.uniform(draft.key, k) * (box.xmax - box.xmin);
      const double y = box.ymin + draws.uniform(draft.key, k + 1) * (box.ymax - box.ymin);
      if (area.contains(x, y)) return {x, y};
    }
    return {place.x, place.y};  // a sliver
  }
  if (!(spread_m > 0)) return {place.x, place.y};
  const double r = spread_m * std::sqrt(draws.uniform(draft.key, 0));
  const double angle = 2 * std::numbers::pi * draws.uniform(draft.key, 1);
  return {place.x + r * elementary::cos(angle), place.y + r * elementary::sin(angle)};
}

}  // namespace

void read_people(const cases::PeopleSpec& spec, std::uint64_t seed, const world::Components& cars,
                 const world::Components& walkers, world::World& world, Import& import) {
  std::vector<Place> places;
  bool good = true;
  for (const cases::Layer& layer : spec.layers) {
    good &= read_layer_places(layer, spec, world.crs, places, import);
  }
  if (!good) return;
  const auto order = [](const Place& p) { return std::tie(p.id, p.x, p.y, p.persons_stated); };
  std::stable_sort(places.begin(), places.end(),
                   [&](const Place& a, const Place& b) { return order(a) < order(b); });
  if (!round_counts(places, spec.limit_persons, import)) return;

  const std::vector<Draft> drafts = draw_households(places, spec, seed);
  world::Parties& parties = world.parties;
  const std::size_t count = drafts.size();
  parties.home_x.resize(count);
  parties.home_y.resize(count);
  parties.home_node.resize(count);
  parties.home_walk_node.resize(count);
  parties.persons.resize(count);
  parties.vehicles.resize(count);
  parties.household.resize(count);
  parties.group.resize(count);
  const world::NodeIndex car_nodes(world.roads, world::kCar, cars.main);
  const world::NodeIndex walk_nodes(world.roads, world::kWalk, walkers.main);
  const Stream homes{seed, kHome};
  parallel_for(count, [&](std::size_t i) {
    const Draft& draft = drafts[i];
    const Place& place = places[draft.place];
    const PartyId party{static_cast<std::uint32_t>(i)};
    const auto [x, y] = home_of(place, draft, spec.spread_m, homes);
    parties.home_x[party] = x;
    parties.home_y[party] = y;
    parties.home_node[party] = car_nodes.nearest(x, y, spec.reach_m);
    parties.home_walk_node[party] = walk_nodes.nearest(x, y, spec.reach_m);
    parties.persons[party] = draft.persons;
    parties.vehicles[party] = parties.home_node[party] ? draft.vehicles : std::uint8_t{0};
    parties.household[party] = static_cast<std::uint32_t>(i);
    parties.group[party] = place.group >= 0 ? static_cast<std::uint32_t>(place.group) : draft.place;
  });

  std::int64_t persons = 0, walking = 0, cut_off = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const PartyId party{i};
    persons += parties.persons[party];
    walking += parties.vehicles[party] == 0;
    if (!parties.home_node[party] && !parties.home_walk_node[party]) {
      cut_off += parties.persons[party];
    }
  }
  import.find("persons", persons);
  import.find("households", static_cast<std::int64_t>(count));
  import.find("households without a vehicle", walking, "they walk");
  import.find("persons with no road in reach of their home", cut_off, "they stay");
}

}  // namespace muster::input
