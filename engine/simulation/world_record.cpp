// SPDX-License-Identifier: MIT
#include "engine/simulation/world_record.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "engine/simulation/columns.hpp"
#include "engine/simulation/party.hpp"

namespace muster::simulation {

namespace {

/// A column of what `value` makes of 0 ... rows - 1.
template <class Value>
auto column_of(std::size_t rows, Value value) {
  std::vector<std::uint32_t> number(rows);
  std::iota(number.begin(), number.end(), 0u);
  return column(number, value);
}

void write_roads(trace::Writer& writer, const world::Roads& roads) {
  writer.write_table(trace::table("world/nodes"),
                     {std::span{roads.x}, std::span{roads.y},
                      column(roads.z, [](double z) { return static_cast<float>(z); })});
  const auto link_column = [&](auto value) {
    return column_of(roads.links(), [&](std::uint32_t l) { return value(LinkId{l}); });
  };
  std::vector<std::string> names;
  names.reserve(world::kRoadClasses);
  for (int c = 0; c < world::kRoadClasses; ++c)
    names.emplace_back(world::name(static_cast<world::RoadClass>(c)));
  writer.write_table(
      trace::with_names(trace::table("world/links"), "class", names),
      {link_column([&](LinkId l) { return roads.from[l].get(); }),
       link_column([&](LinkId l) { return roads.to[l].get(); }),
       link_column([&](LinkId l) { return static_cast<float>(roads.length_m[l]); }),
       link_column([&](LinkId l) { return static_cast<float>(roads.free_speed_m_s[l]); }),
       std::span<const std::uint8_t>{roads.lanes},
       link_column([&](LinkId l) { return static_cast<float>(roads.capacity_veh_s[l] * 3600); }),
       link_column([&](LinkId l) { return static_cast<std::uint8_t>(roads.road_class[l]); }),
       std::span<const std::uint16_t>{roads.flags},
       link_column([&](LinkId l) { return roads.shape_first[l.get()]; }),
       link_column(
           [&](LinkId l) { return roads.shape_first[l.get() + 1] - roads.shape_first[l.get()]; })});
  writer.write_table(trace::table("world/shapes"),
                     {std::span{roads.shape_x}, std::span{roads.shape_y}});
}

void write_sites(trace::Writer& writer, const std::vector<world::Site>& sites) {
  using world::Site;
  std::vector<std::string> kinds;
  for (int k = 0; k <= static_cast<int>(world::SiteKind::Other); ++k)
    kinds.emplace_back(world::name(static_cast<world::SiteKind>(k)));
  writer.write_table(
      trace::with_names(trace::table("world/sites"), "kind", kinds),
      {column(sites, &Site::id),
       column(sites, [](const Site& site) { return static_cast<std::uint8_t>(site.kind); }),
       column(sites, &Site::name), column(sites, &Site::x), column(sites, &Site::y),
       column(sites, [](const Site& site) { return site.node.get(); }),
       column(sites,
              [](const Site& site) {
                return static_cast<std::uint32_t>(
                    std::clamp<std::int64_t>(site.capacity_persons, 0, 0xffffffff));
              }),
       column(sites, &Site::responsible)});
}

void write_zones(trace::Writer& writer, const std::vector<world::Zone>& zones) {
  struct Vertex {
    std::uint32_t ring;
    double x, y;
  };
  std::vector<Vertex> vertices;
  std::vector<std::uint32_t> first, count;
  for (const world::Zone& zone : zones) {
    first.push_back(static_cast<std::uint32_t>(vertices.size()));
    for (std::uint32_t r = 0; r < zone.ring_xy.size(); ++r) {
      const std::vector<double>& xy = zone.ring_xy[r];
      for (std::size_t i = 0; i + 1 < xy.size(); i += 2) vertices.push_back({r, xy[i], xy[i + 1]});
    }
    count.push_back(static_cast<std::uint32_t>(vertices.size()) - first.back());
  }
  writer.write_table(trace::table("world/zones"),
                     {column(zones, &world::Zone::id), column(zones, &world::Zone::name),
                      Values<std::uint32_t>{first}, Values<std::uint32_t>{count}});
  writer.write_table(trace::table("world/zone_vertices"),
                     {column(vertices, &Vertex::ring), column(vertices, &Vertex::x),
                      column(vertices, &Vertex::y)});
}

void write_parties(trace::Writer& writer, const world::World& world) {
  const world::Parties& parties = world.parties;
  const std::size_t rows = parties.size();
  trace::TableInfo info =
      trace::with_names(trace::table("parties"), "outcome", party_state_names());
  info = trace::with_names(std::move(info), "reason", reason_names());
  const auto zone = [&](std::uint32_t p) {
    return p < world.zone_of_party.size() ? world.zone_of_party[PartyId{p}].get() : trace::kNone;
  };
  writer.write_table(
      info,
      {std::span<const std::uint32_t>{parties.household},
       std::span<const std::uint32_t>{parties.group}, column_of(rows, zone),
       std::span<const std::uint16_t>{parties.persons}, std::span<const double>{parties.home_x},
       std::span<const double>{parties.home_y}, constant<std::uint8_t>(rows, 0),
       constant(rows, trace::kNone), constant<std::uint8_t>(rows, 0),
       constant<std::uint16_t>(rows, 0), constant<float>(rows, 0)});
}

}  // namespace

trace::GridInfo grid_info(const world::Grid& grid) {
  return {static_cast<std::uint32_t>(grid.rows),
          static_cast<std::uint32_t>(grid.cols),
          {grid.x0, grid.cell_m, 0, grid.y0, 0, -grid.cell_m}};
}

void write_inputs(trace::Writer& writer, const RecordedCase& recorded) {
  using cases::InputFile;
  writer.write_text("case", recorded.resolved_json, "the case with every default, JSON");
  writer.write_table(trace::table("inputs"), {column(recorded.inputs, &InputFile::path),
                                              column(recorded.inputs, &InputFile::sha256),
                                              column(recorded.inputs, &InputFile::bytes)});
}

void write_world(trace::Writer& writer, const world::World& world) {
  write_roads(writer, world.roads);
  write_sites(writer, world.sites);
  write_zones(writer, world.zones);
  write_parties(writer, world);
  if (world.terrain.empty()) return;
  writer.write_raster("world/terrain/elevation_m",
                      {"elevation_m", "m", "terrain height", grid_info(world.terrain.grid)},
                      world.terrain.elevation_m);
}

}  // namespace muster::simulation
