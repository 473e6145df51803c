// SPDX-License-Identifier: MIT
// Writes the made-up town's trace.
#include "town.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <string>

#include "engine/trace/writer.hpp"
#include "town_plan.hpp"

namespace muster::viewer::test {
namespace {

using namespace muster::trace;

FieldInfo field(const Town& town, std::string name, std::string long_name, Type storage,
                double scale) {
  return {std::move(name), "m", std::move(long_name), town.grid, storage, scale, 0};
}

Schema make_schema(const Town& town) {
  Schema schema;
  schema.tables = {
      table("movements"),
      with_names(table("events"), "kind",
                 {"order", "link_closed", "link_reopened", "shelter_full", "party_trapped"}),
      link_table("closed", Type::U8, "1", "closed to entry"),
      state_table("parties", {"home", "preparing", "travelling", "sheltered", "trapped"}),
      state_table("sites", {"open", "full"})};
  schema.fields = {field(town, "flood_depth", "water depth", Type::U16, 0.001)};
  return schema;
}

template <class T>
std::span<const T> view(const std::vector<T>& values) {
  return values;
}

void write_streets(Writer& writer, const Town& town) {
  std::vector<float> z;
  for (std::size_t i = 0; i < town.node_x.size(); ++i)
    z.push_back(static_cast<float>(town.elevation(town.node_x[i], town.node_y[i])));
  writer.write_table(table("world/nodes"), {view(town.node_x), view(town.node_y), view(z)});
  std::vector<std::uint32_t> from, to, first, count;
  std::vector<float> length, speed, capacity;
  std::vector<std::uint8_t> lanes, road_class;
  std::vector<std::uint16_t> flags;
  std::vector<double> x, y;
  for (const Street& street : town.links) {
    from.push_back(street.from);
    to.push_back(street.to);
    length.push_back(static_cast<float>(street.length_m));
    speed.push_back(static_cast<float>(street.speed_m_s));
    capacity.push_back(street.road_class == 0 ? 3600.f : 900.f);
    lanes.push_back(street.road_class == 0 ? 2 : 1);
    road_class.push_back(street.road_class);
    flags.push_back(street.bridge ? 1 : 0);
    first.push_back(static_cast<std::uint32_t>(x.size()));
    count.push_back(3);
    const double x0 = town.node_x[street.from], y0 = town.node_y[street.from];
    const double x1 = town.node_x[street.to], y1 = town.node_y[street.to];
    // A slight bend, the same for both directions.
    const double side = street.from < street.to ? 1 : -1;
    x.insert(x.end(), {x0, (x0 + x1) / 2 + side * 0.05 * (y1 - y0), x1});
    y.insert(y.end(), {y0, (y0 + y1) / 2 - side * 0.05 * (x1 - x0), y1});
  }
  writer.write_table(
      with_names(table("world/links"), "class", {"primary", "tertiary", "residential"}),
      {view(from), view(to), view(length), view(speed), view(lanes), view(capacity),
       view(road_class), view(flags), view(first), view(count)});
  writer.write_table(table("world/shapes"), {view(x), view(y)});
}

void write_places(Writer& writer, const Town& town) {
  std::vector<std::string> id, name, responsible;
  std::vector<std::uint8_t> kind;
  std::vector<double> x, y;
  std::vector<std::uint32_t> node, capacity;
  const std::vector<std::string> names{"杨家坪小学", "黄桷坪体育馆", "North School", "Market Hall",
                                       "South Gate Sports Ground"};
  for (std::size_t s = 0; s < town.shelter_node.size(); ++s) {
    id.push_back("s" + std::to_string(s));
    kind.push_back(0);
    name.push_back(names[s]);
    responsible.push_back("ward office");
    x.push_back(town.node_x[town.shelter_node[s]] + 30);
    y.push_back(town.node_y[town.shelter_node[s]] + 30);
    node.push_back(town.shelter_node[s]);
    capacity.push_back(kShelterPlaces);
  }
  id.push_back("h0");
  kind.push_back(1);
  name.push_back("Hospital");
  responsible.push_back("");
  x.push_back(town.node_x.back() - 60);
  y.push_back(town.node_y.back() - 200);
  node.push_back(static_cast<std::uint32_t>(town.node_x.size() - 1));
  capacity.push_back(0);
  writer.write_table(with_names(table("world/sites"), "kind", {"shelter", "hospital"}),
                     {view(id), std::span<const std::uint8_t>{kind}, view(name), view(x), view(y),
                      view(node), view(capacity), view(responsible)});
  const std::vector<std::string> zone_id{"z1"}, zone_name{"River side"};
  const std::vector<std::uint32_t> first{0}, count{4}, ring(4, 0);
  const double low = 300000 + 0.3 * town.side_m, high = 300000 + 0.62 * town.side_m;
  const std::vector<double> zone_x{low, high, high, low},
      zone_y{6650000, 6650000, 6650000 + town.side_m, 6650000 + town.side_m};
  writer.write_table(table("world/zones"),
                     {view(zone_id), view(zone_name), view(first), view(count)});
  writer.write_table(table("world/zone_vertices"), {view(ring), view(zone_x), view(zone_y)});

  std::vector<std::uint32_t> household, zero(town.homes.size(), 0), place(town.homes.size(), kNone);
  std::vector<std::uint16_t> persons;
  const std::vector<std::uint16_t> nobody(town.homes.size(), 0);
  const std::vector<float> none(town.homes.size(), 0);
  std::vector<double> home_x, home_y;
  const std::vector<std::uint8_t> code(town.homes.size(), 0);
  for (const Home& home : town.homes) {
    household.push_back(static_cast<std::uint32_t>(household.size()));
    persons.push_back(home.size);
    home_x.push_back(home.x);
    home_y.push_back(home.y);
  }
  writer.write_table(table("parties"),
                     {view(household), view(zero), view(zero), view(persons), view(home_x),
                      view(home_y), view(code), view(place), view(code), view(nobody), view(none)});
}

std::vector<double> on_grid(const Town& town, auto&& value) {
  std::vector<double> values;
  values.reserve(town.grid.size());
  for (std::uint32_t r = 0; r < town.grid.rows; ++r)
    for (std::uint32_t c = 0; c < town.grid.cols; ++c)
      values.push_back(value(town.grid.geotransform[0] + (c + 0.5) * town.size.cell_m,
                             town.grid.geotransform[3] - (r + 0.5) * town.size.cell_m));
  return values;
}

// The part of `changes` up to `time` that has not been handed over.
struct Cursor {
  const std::vector<Change>& changes;
  std::size_t next = 0;
  std::span<const Change> until(SimTime time) {
    const std::size_t first = next;
    while (next < changes.size() && changes[next].time <= time) ++next;
    return {changes.data() + first, next - first};
  }
};

struct Columns {
  std::vector<SimTime> time;
  std::vector<std::uint32_t> subject, code32, object;
  std::vector<std::uint16_t> code16;
  std::vector<std::uint8_t> code8;
  std::vector<double> value;
  explicit Columns(std::span<const Change> changes) {
    for (const Change& change : changes) {
      time.push_back(change.time);
      subject.push_back(change.subject);
      code32.push_back(change.code);
      code16.push_back(static_cast<std::uint16_t>(change.code));
      code8.push_back(static_cast<std::uint8_t>(change.code));
      object.push_back(kNone);
      value.push_back(change.value);
    }
  }
};

}  // namespace

void write_town(const std::filesystem::path& path, const TownSize& size, SimTime stop_after) {
  const Town town{size};
  Header header;
  header.name = "Town on the river 九龙坡";
  header.start = "2024-07-01T06:00:00+08:00";
  header.horizon_us = size.horizon;
  header.seed = 1;
  header.crs = "EPSG:4546";
  header.record = "movements of all movers";
  Writer writer{path, header, make_schema(town)};
  write_streets(writer, town);
  write_places(writer, town);
  writer.write_raster("world/terrain/elevation_m",
                      field(town, "elevation_m", "terrain height", Type::F32, 1),
                      on_grid(town, [&](double x, double y) { return town.elevation(x, y); }));
  Cursor movements{town.movements}, parties{town.party_states}, sites{town.site_states},
      closed{town.closed}, events{town.events};
  struct Place {
    std::uint32_t link = kNone;
    SimTime entry = 0;
  };
  std::vector<Place> places(town.homes.size());
  for (SimTime now = 0; now <= size.horizon; now += kFieldStep) {
    const auto moved = movements.until(now);
    for (const Change& move : moved) places[move.subject] = {move.code, move.time};
    const Columns m{moved}, p{parties.until(now)}, s{sites.until(now)}, c{closed.until(now)},
        e{events.until(now)};
    writer.append(writer.table("movements"), {view(m.time), view(m.subject), view(m.code32)});
    writer.append(writer.table("states_of/parties"),
                  {view(p.time), view(p.subject), view(p.code8), view(p.value)});
    writer.append(writer.table("states_of/sites"),
                  {view(s.time), view(s.subject), view(s.code8), view(s.value)});
    writer.append(writer.table("links/closed"), {view(c.time), view(c.subject), view(c.code8)});
    writer.append(writer.table("events"),
                  {view(e.time), view(e.code16), view(e.subject), view(e.object), view(e.value)});
    writer.append_field(writer.field("flood_depth"), now,
                        on_grid(town, [&](double x, double y) { return town.depth(x, y, now); }));
    if (now % kKeyframeStep == 0) {
      Movers movers;
      for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (places[i].link == kNone) continue;
        movers.mover.push_back(i);
        movers.link.push_back(places[i].link);
        movers.entry_us.push_back(places[i].entry);
        movers.x.push_back(std::numeric_limits<double>::quiet_NaN());
        movers.y.push_back(std::numeric_limits<double>::quiet_NaN());
      }
      writer.keyframe(now, movers);
    }
    if (now >= stop_after) {
      // Waits until what was handed over is written; then dropped, as a run that is killed.
      writer.write_text("case", "{}", "resolved case");
      return;
    }
  }
  writer.close(size.horizon, 42, true);
}

Folder::Folder() {
  static std::atomic<int> count{0};
  path_ = std::filesystem::temp_directory_path() /
          ("muster-viewer-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  std::filesystem::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace muster::viewer::test
