// SPDX-License-Identifier: MIT
// Reads the static tables of a trace.
#include "viewer/playback/run.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace muster::viewer {
namespace {

template <class T>
void take(const trace::Source& source, std::string_view table, std::string_view name,
          std::vector<T>& into) {
  into = trace::column<T>(source, table, name);
}

std::vector<std::string> names_of(const trace::Source& source, std::string_view table,
                                  std::string_view column) {
  const trace::TableInfo* info = trace::find_table(source, table);
  const trace::ColumnInfo* found = info ? trace::find_column(*info, column) : nullptr;
  return found ? found->names : std::vector<std::string>{};
}

bool has_rows(const trace::Source& source, std::string_view table) {
  return trace::find_table(source, table) != nullptr && source.rows(table) > 0;
}

std::vector<SimTime> read_keyframes(const trace::Source& source) {
  if (!has_rows(source, "keyframes")) return {};
  return trace::column<SimTime>(source, "keyframes", "time_us");
}

Roads read_roads(const trace::Source& source) {
  Roads roads;
  constexpr std::string_view kLinks = "world/links";
  if (!has_rows(source, kLinks)) return roads;
  take(source, kLinks, "from", roads.from);
  take(source, kLinks, "to", roads.to);
  take(source, kLinks, "length_m", roads.length_m);
  take(source, kLinks, "speed_m_s", roads.speed_m_s);
  take(source, kLinks, "capacity_veh_h", roads.capacity_veh_h);
  take(source, kLinks, "lanes", roads.lanes);
  take(source, kLinks, "class", roads.road_class);
  take(source, kLinks, "flags", roads.flags);
  take(source, kLinks, "shape_first", roads.shape_first);
  take(source, kLinks, "shape_count", roads.shape_count);
  roads.class_names = names_of(source, kLinks, "class");
  if (has_rows(source, "world/shapes")) {
    take(source, "world/shapes", "x", roads.x);
    take(source, "world/shapes", "y", roads.y);
  }
  take(source, "world/nodes", "x", roads.node_x);
  take(source, "world/nodes", "y", roads.node_y);
  for (std::uint32_t l = 0; l < roads.size(); ++l) {
    const std::uint64_t past = std::uint64_t{roads.shape_first[l]} + roads.shape_count[l];
    if (past > roads.x.size())
      throw InputError{"world/links", "a link's shape lies outside world/shapes"};
    if (roads.from[l] >= roads.node_x.size() || roads.to[l] >= roads.node_x.size())
      throw InputError{"world/links", "a link names a node that is not in world/nodes"};
    if (roads.shape_count[l] >= 2) continue;
    // A link without a line of its own is straight.
    roads.shape_first[l] = static_cast<std::uint32_t>(roads.x.size());
    roads.shape_count[l] = 2;
    for (const std::uint32_t node : {roads.from[l], roads.to[l]}) {
      roads.x.push_back(roads.node_x[node]);
      roads.y.push_back(roads.node_y[node]);
    }
  }
  return roads;
}

std::vector<Site> read_sites(const trace::Source& source) {
  constexpr std::string_view kSites = "world/sites";
  std::vector<Site> sites;
  if (!has_rows(source, kSites)) return sites;
  const auto kinds = names_of(source, kSites, "kind");
  const auto id = trace::column<std::string>(source, kSites, "id");
  const auto kind = trace::column<std::uint32_t>(source, kSites, "kind");
  const auto name = trace::column<std::string>(source, kSites, "name");
  const auto responsible = trace::column<std::string>(source, kSites, "responsible");
  const auto x = trace::column<double>(source, kSites, "x");
  const auto y = trace::column<double>(source, kSites, "y");
  const auto capacity = trace::column<std::uint32_t>(source, kSites, "capacity");
  for (std::size_t i = 0; i < id.size(); ++i)
    sites.push_back({id[i], kind[i] < kinds.size() ? kinds[kind[i]] : "other", name[i],
                     responsible[i], x[i], y[i], capacity[i]});
  return sites;
}

std::vector<Zone> read_zones(const trace::Source& source) {
  std::vector<Zone> zones;
  if (!has_rows(source, "world/zones") || !has_rows(source, "world/zone_vertices")) return zones;
  const auto id = trace::column<std::string>(source, "world/zones", "id");
  const auto name = trace::column<std::string>(source, "world/zones", "name");
  const auto first = trace::column<std::uint32_t>(source, "world/zones", "vertex_first");
  const auto count = trace::column<std::uint32_t>(source, "world/zones", "vertex_count");
  const auto ring = trace::column<std::uint32_t>(source, "world/zone_vertices", "ring");
  const auto x = trace::column<double>(source, "world/zone_vertices", "x");
  const auto y = trace::column<double>(source, "world/zone_vertices", "y");
  for (std::size_t z = 0; z < id.size(); ++z) {
    Zone zone{id[z], name[z], {}};
    const std::size_t past = std::min<std::size_t>(std::size_t{first[z]} + count[z], x.size());
    for (std::size_t v = first[z]; v < past; ++v) {
      if (v == first[z] || ring[v] != ring[v - 1]) zone.rings.emplace_back();
      zone.rings.back().push_back({x[v], y[v]});
    }
    zones.push_back(std::move(zone));
  }
  return zones;
}

Parties read_parties(const trace::Source& source) {
  Parties parties;
  if (!has_rows(source, "parties")) return parties;
  take(source, "parties", "home_x", parties.x);
  take(source, "parties", "home_y", parties.y);
  take(source, "parties", "size", parties.size);
  return parties;
}

Terrain read_terrain(const trace::Source& source) {
  for (const trace::FieldInfo& raster : source.rasters())
    if (raster.name == "world/terrain/elevation_m" && raster.grid.size() > 0 &&
        north_up(raster.grid))
      return {raster.grid, source.raster(raster.name)};
  return {};
}

Bounds bounds_of_all(const Run& run) {
  Bounds bounds;
  for (std::size_t i = 0; i < run.roads.x.size(); ++i)
    bounds.include({run.roads.x[i], run.roads.y[i]});
  for (const Site& site : run.sites) bounds.include({site.x, site.y});
  if (!run.terrain.elevation_m.empty()) {
    const Bounds terrain = bounds_of(run.terrain.grid);
    bounds.include(terrain.min);
    bounds.include(terrain.max);
  }
  if (bounds.empty())
    for (std::uint32_t p = 0; p < run.parties.count(); ++p)
      bounds.include({run.parties.x[p], run.parties.y[p]});
  return bounds;
}

}  // namespace

Run::Run(const trace::Source& from)
    : source{from},
      header{from.header()},
      end{std::max(header.end_us, SimTime{0})},
      wall_clock{header.start},
      has_movements{trace::find_table(from, "movements") != nullptr &&
                    header.record != "no movements"},
      keyframes{read_keyframes(from)},
      roads{read_roads(from)},
      sites{read_sites(from)},
      zones{read_zones(from)},
      parties{read_parties(from)},
      terrain{read_terrain(from)} {
  bounds = bounds_of_all(*this);
}

Point point_on_link(const Roads& roads, std::uint32_t link, double share, double right_m) {
  const std::uint32_t first = roads.shape_first[link], last = first + roads.shape_count[link] - 1;
  const auto length = [&](std::uint32_t s) {
    const double dx = roads.x[s + 1] - roads.x[s], dy = roads.y[s + 1] - roads.y[s];
    return std::sqrt(dx * dx + dy * dy);
  };
  double total = 0;
  for (std::uint32_t s = first; s < last; ++s) total += length(s);
  double rest = std::clamp(share, 0.0, 1.0) * total;
  std::uint32_t s = first;
  while (s + 1 < last && rest > length(s)) rest -= length(s++);
  const double here = length(s);
  if (!(here > 0)) return {roads.x[s], roads.y[s]};
  const double dx = (roads.x[s + 1] - roads.x[s]) / here, dy = (roads.y[s + 1] - roads.y[s]) / here;
  const double along = std::min(rest, here);
  return {roads.x[s] + dx * along + dy * right_m, roads.y[s] + dy * along - dx * right_m};
}

bool north_up(const trace::GridInfo& grid) {
  const auto& g = grid.geotransform;
  return g[1] > 0 && g[2] == 0 && g[4] == 0 && g[5] < 0;
}

Bounds bounds_of(const trace::GridInfo& grid) {
  const auto& g = grid.geotransform;
  return {{g[0], g[3] + g[5] * grid.rows}, {g[0] + g[1] * grid.cols, g[3]}};
}

std::int64_t cell_at(const trace::GridInfo& grid, Point p) {
  const auto& g = grid.geotransform;
  const double col = std::floor((p.x - g[0]) / g[1]);
  const double row = std::floor((p.y - g[3]) / g[5]);
  if (!(col >= 0 && row >= 0 && col < grid.cols && row < grid.rows)) return -1;
  return static_cast<std::int64_t>(row) * grid.cols + static_cast<std::int64_t>(col);
}

}  // namespace muster::viewer
