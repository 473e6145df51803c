// SPDX-License-Identifier: MIT
#include "engine/simulation/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/trace/resume.hpp"

namespace muster::simulation {

namespace {

using mobility::Mover;

constexpr std::int64_t kAllUpTo = 200'000;  // parties; above, movements are sampled (formats.md 3)
constexpr std::string_view kDepth = "flood_depth";
constexpr std::string_view kArrival = "flood_arrival";

/// Multiples of the step only: everything is recorded at barriers.
SimTime whole_steps(double seconds, SimTime step) {
  return std::max<SimTime>(1, (from_seconds(seconds) + step - 1) / step) * step;
}

trace::GridInfo grid_info(const world::Grid& grid) {
  return {static_cast<std::uint32_t>(grid.rows),
          static_cast<std::uint32_t>(grid.cols),
          {grid.x0, grid.cell_m, 0, grid.y0, 0, -grid.cell_m}};
}

bool samples(const Simulation& simulation) {
  const cases::Record& record = simulation.file().record;
  const bool many = static_cast<std::int64_t>(simulation.movers().size()) > kAllUpTo;
  return record.movements == cases::RecordMovements::Sample ||
         (record.movements == cases::RecordMovements::Auto && many);
}

trace::Header header(const Simulation& simulation) {
  const cases::CaseFile& file = simulation.file();
  trace::Header header;
  header.name = file.name;
  header.start = file.start;
  header.horizon_us = from_seconds(file.horizon_s);
  header.seed = file.seed;
  header.crs = simulation.world().crs;
  header.record = file.record.movements == cases::RecordMovements::None ? "no movements"
                  : samples(simulation)
                      ? "movements of a sample of about " +
                            std::to_string(file.record.sample_parties) + " parties"
                      : "all";
  return header;
}

trace::Schema schema(const Simulation& simulation) {
  trace::Schema schema;
  const auto& parties = party_state_names();
  schema.tables = {
      trace::table("movements"),
      trace::table("trips"),
      trace::with_names(trace::table("events"), "kind", event_kind_names()),
      trace::table("decisions"),
      trace::table("reports"),
      trace::link_table("closed", trace::Type::U8, "1", "1 where cars may not enter"),
      trace::link_table("speed_factor", trace::Type::F32, "1",
                        "share of the free speed; 0 under water"),
      trace::link_table("lanes", trace::Type::U8, "1", "lanes after contraflow"),
      trace::state_table("parties", parties),
      trace::state_table("sites", {"takes_in", "full", "flooded"}),
      trace::series_table("persons", "1", "persons by state", parties),
      trace::series_table("roads", "1", "on the roads", {"vehicles", "links_closed_to_cars"}),
      trace::series_table("water", "m3", "water on the ground", {"stored", "came_in", "left"}),
  };
  if (!simulation.hazards().empty()) {
    const trace::GridInfo grid = grid_info(simulation.world().terrain.grid);
    schema.fields.push_back({std::string{kDepth}, "m", "depth of water above ground", grid,
                             trace::Type::U16, 0.001, 0});
    schema.maxima.push_back({std::string{kDepth}, "m", "greatest depth of water so far", grid,
                             trace::Type::U16, 0.001, 0});
    schema.maxima.push_back({std::string{kArrival}, "s",
                             "simulated time when water arrived; no value where it never did", grid,
                             trace::Type::F32, 1, 0});
  }
  return schema;
}

}  // namespace

Recorder::Recorder(Simulation& simulation, const RecordedCase& recorded,
                   const std::filesystem::path& path)
    : simulation_{simulation},
      writer_{std::make_unique<trace::Writer>(path, header(simulation), schema(simulation))} {
  const cases::Record& record = simulation.file().record;
  const SimTime step = simulation.period();
  keyframe_period_ = whole_steps(record.keyframe_s, step);
  fields_period_ = whole_steps(record.fields_s, step);
  series_period_ = whole_steps(record.series_s, step);
  movements_ = record.movements != cases::RecordMovements::None;
  const double share =
      samples(simulation)
          ? static_cast<double>(record.sample_parties) /
                static_cast<double>(std::max<std::size_t>(1, simulation.movers().size()))
          : 1;
  sample_below_ = share >= 1 ? std::numeric_limits<std::uint64_t>::max()
                             : static_cast<std::uint64_t>(std::ldexp(share, 64));
  simulation.traffic().set_recording(movements_);
  last_state_.assign(simulation.parties().size(), 0);
  persons_in_.assign(kPartyStates, 0);
  for (const std::uint16_t persons : simulation.world().parties.persons) persons_in_[0] += persons;
  find_tables();
  write_world(recorded);
}

void Recorder::find_tables() {
  movements_table_ = writer_->table("movements");
  trips_ = writer_->table("trips");
  events_ = writer_->table("events");
  decisions_ = writer_->table("decisions");
  reports_ = writer_->table("reports");
  closed_ = writer_->table("links/closed");
  speed_ = writer_->table("links/speed_factor");
  lanes_ = writer_->table("links/lanes");
  party_states_ = writer_->table("states_of/parties");
  site_states_ = writer_->table("states_of/sites");
  persons_series_ = writer_->table("series/persons");
  roads_series_ = writer_->table("series/roads");
  water_series_ = writer_->table("series/water");
}

void Recorder::write_world(const RecordedCase& recorded) {
  writer_->write_text("case", recorded.resolved_json, "the case with every default, JSON");
  std::vector<std::string> path, sha256;
  std::vector<std::int64_t> bytes;
  for (const cases::InputFile& input : recorded.inputs) {
    path.push_back(input.path);
    sha256.push_back(input.sha256);
    bytes.push_back(input.bytes);
  }
  writer_->write_table(trace::table("inputs"),
                       {std::span<const std::string>{path}, std::span<const std::string>{sha256},
                        std::span<const std::int64_t>{bytes}});
  write_roads();
  write_places();
  const world::Terrain& terrain = simulation_.world().terrain;
  if (!terrain.empty()) {
    writer_->write_raster("world/terrain/elevation_m",
                          {"elevation_m", "m", "terrain height", grid_info(terrain.grid)},
                          terrain.elevation_m);
  }
}

void Recorder::write_roads() {
  const world::Roads& roads = simulation_.world().roads;
  std::vector<float> z(roads.z.begin(), roads.z.end());
  writer_->write_table(trace::table("world/nodes"),
                       {std::span<const double>{roads.x}, std::span<const double>{roads.y},
                        std::span<const float>{z}});
  std::vector<std::uint32_t> from, to, first, count;
  std::vector<float> length, speed, capacity;
  std::vector<std::uint8_t> kind;
  std::vector<std::string> names;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    from.push_back(roads.from[link].get());
    to.push_back(roads.to[link].get());
    first.push_back(roads.shape_first[l]);
    count.push_back(roads.shape_first[l + 1] - roads.shape_first[l]);
    length.push_back(static_cast<float>(roads.length_m[link]));
    speed.push_back(static_cast<float>(roads.free_speed_m_s[link]));
    capacity.push_back(static_cast<float>(roads.capacity_veh_s[link] * 3600));
    kind.push_back(static_cast<std::uint8_t>(roads.road_class[link]));
  }
  for (int c = 0; c < world::kRoadClasses; ++c)
    names.emplace_back(world::name(static_cast<world::RoadClass>(c)));
  writer_->write_table(
      trace::with_names(trace::table("world/links"), "class", names),
      {std::span<const std::uint32_t>{from}, std::span<const std::uint32_t>{to},
       std::span<const float>{length}, std::span<const float>{speed},
       std::span<const std::uint8_t>{roads.lanes}, std::span<const float>{capacity},
       std::span<const std::uint8_t>{kind}, std::span<const std::uint16_t>{roads.flags},
       std::span<const std::uint32_t>{first}, std::span<const std::uint32_t>{count}});
  writer_->write_table(trace::table("world/shapes"), {std::span<const double>{roads.shape_x},
                                                      std::span<const double>{roads.shape_y}});
}

void Recorder::write_places() {
  const world::World& world = simulation_.world();
  std::vector<std::string> id, name, responsible, kinds;
  std::vector<std::uint8_t> kind;
  std::vector<double> x, y;
  std::vector<std::uint32_t> node, capacity;
  for (const world::Site& site : world.sites) {
    id.push_back(site.id);
    kind.push_back(static_cast<std::uint8_t>(site.kind));
    name.push_back(site.name);
    x.push_back(site.x);
    y.push_back(site.y);
    node.push_back(site.node ? site.node.get() : trace::kNone);
    capacity.push_back(
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(site.capacity_persons, 0, 0xffffffff)));
    responsible.push_back(site.responsible);
  }
  for (int k = 0; k <= static_cast<int>(world::SiteKind::Other); ++k)
    kinds.emplace_back(world::name(static_cast<world::SiteKind>(k)));
  writer_->write_table(
      trace::with_names(trace::table("world/sites"), "kind", kinds),
      {std::span<const std::string>{id}, std::span<const std::uint8_t>{kind},
       std::span<const std::string>{name}, std::span<const double>{x}, std::span<const double>{y},
       std::span<const std::uint32_t>{node}, std::span<const std::uint32_t>{capacity},
       std::span<const std::string>{responsible}});

  std::vector<std::string> zone_id, zone_name;
  std::vector<std::uint32_t> first, count, ring;
  std::vector<double> ring_x, ring_y;
  for (const world::Zone& zone : world.zones) {
    zone_id.push_back(zone.id);
    zone_name.push_back(zone.name);
    first.push_back(static_cast<std::uint32_t>(ring.size()));
    for (std::uint32_t r = 0; r < zone.ring_xy.size(); ++r) {
      for (std::size_t i = 0; i + 1 < zone.ring_xy[r].size(); i += 2) {
        ring.push_back(r);
        ring_x.push_back(zone.ring_xy[r][i]);
        ring_y.push_back(zone.ring_xy[r][i + 1]);
      }
    }
    count.push_back(static_cast<std::uint32_t>(ring.size()) - first.back());
  }
  writer_->write_table(
      trace::table("world/zones"),
      {std::span<const std::string>{zone_id}, std::span<const std::string>{zone_name},
       std::span<const std::uint32_t>{first}, std::span<const std::uint32_t>{count}});
  writer_->write_table(trace::table("world/zone_vertices"),
                       {std::span<const std::uint32_t>{ring}, std::span<const double>{ring_x},
                        std::span<const double>{ring_y}});

  const world::Parties& parties = world.parties;
  std::vector<std::uint32_t> zone(parties.size(), trace::kNone);
  for (std::uint32_t p = 0; p < world.zone_of_party.size(); ++p) {
    if (world.zone_of_party[PartyId{p}]) zone[p] = world.zone_of_party[PartyId{p}].get();
  }
  const std::vector<std::uint8_t> unknown(parties.size(), 0);
  const std::vector<std::uint32_t> nowhere(parties.size(), trace::kNone);
  trace::TableInfo info =
      trace::with_names(trace::table("parties"), "outcome", party_state_names());
  info = trace::with_names(std::move(info), "reason", reason_names());
  writer_->write_table(
      info,
      {std::span<const std::uint32_t>{parties.household},
       std::span<const std::uint32_t>{parties.group}, std::span<const std::uint32_t>{zone},
       std::span<const std::uint16_t>{parties.persons}, std::span<const double>{parties.home_x},
       std::span<const double>{parties.home_y}, std::span<const std::uint8_t>{unknown},
       std::span<const std::uint32_t>{nowhere}, std::span<const std::uint8_t>{unknown}});
}

bool Recorder::recorded(std::uint32_t mover) const {
  return movements_ && mix(simulation_.file().seed, mover) <= sample_below_;
}

void Recorder::record(SimTime now) {
  record_moves();
  record_states();
  record_links();
  if (now % series_period_ == 0) record_series(now);
  if (now % fields_period_ == 0) record_fields(now);
  if (now % keyframe_period_ == 0) writer_->keyframe(now, movers());
}

void Recorder::record_moves() {
  struct Row {
    SimTime time;
    std::uint32_t mover;
    std::uint32_t link;
  };
  std::vector<Row> rows;
  for (const auto& one : simulation_.traffic().take_movements()) {
    if (recorded(one.mover)) rows.push_back({one.time, one.mover, one.link});
  }
  const std::size_t driven = rows.size();
  for (const auto& one : simulation_.logs().walks.take()) {
    if (recorded(one.mover)) rows.push_back({one.time, one.mover, one.link});
  }
  std::inplace_merge(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(driven), rows.end(),
                     [](const Row& a, const Row& b) {
                       return a.time != b.time ? a.time < b.time : a.mover < b.mover;
                     });
  std::vector<SimTime> time(rows.size());
  std::vector<std::uint32_t> mover(rows.size()), link(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    time[i] = rows[i].time;
    mover[i] = rows[i].mover;
    link[i] = rows[i].link;
  }
  if (!rows.empty()) {
    writer_->append(movements_table_,
                    {std::span<const std::int64_t>{time}, std::span<const std::uint32_t>{mover},
                     std::span<const std::uint32_t>{link}});
  }
  const std::vector<LoggedTrip> trips = simulation_.logs().trips.take();
  if (trips.empty()) return;
  std::vector<std::uint32_t> who, origin, destination;
  std::vector<std::uint8_t> purpose(trips.size(), 0);
  std::vector<SimTime> depart, arrive;
  for (const LoggedTrip& trip : trips) {
    who.push_back(trip.mover);
    origin.push_back(trip.origin);
    destination.push_back(trip.destination);
    depart.push_back(trip.depart);
    arrive.push_back(trip.arrive);
  }
  writer_->append(
      trips_, {std::span<const std::uint32_t>{who}, std::span<const std::uint32_t>{who},
               std::span<const std::uint8_t>{purpose}, std::span<const std::uint32_t>{origin},
               std::span<const std::uint32_t>{destination}, std::span<const std::int64_t>{depart},
               std::span<const std::int64_t>{arrive}});
}

void Recorder::record_states() {
  const auto append_states = [&](trace::TableId table, const std::vector<LoggedState>& rows) {
    if (rows.empty()) return;
    std::vector<SimTime> time;
    std::vector<std::uint32_t> subject;
    std::vector<std::uint8_t> state;
    std::vector<double> value;
    for (const LoggedState& row : rows) {
      time.push_back(row.time);
      subject.push_back(row.subject);
      state.push_back(row.state);
      value.push_back(row.value);
    }
    writer_->append(table,
                    {std::span<const std::int64_t>{time}, std::span<const std::uint32_t>{subject},
                     std::span<const std::uint8_t>{state}, std::span<const double>{value}});
  };
  const std::vector<LoggedState> parties = simulation_.logs().states.take();
  for (const LoggedState& row : parties) {
    const std::uint16_t persons = simulation_.world().parties.persons[PartyId{row.subject}];
    persons_in_[last_state_[row.subject]] -= persons;
    persons_in_[row.state] += persons;
    last_state_[row.subject] = row.state;
  }
  append_states(party_states_, parties);
  append_states(site_states_, simulation_.logs().sites.take());

  const std::vector<LoggedEvent> events = simulation_.logs().events.take();
  if (!events.empty()) {
    std::vector<SimTime> time;
    std::vector<std::uint16_t> kind;
    std::vector<std::uint32_t> subject, object;
    std::vector<double> value;
    for (const LoggedEvent& event : events) {
      time.push_back(event.time);
      kind.push_back(static_cast<std::uint16_t>(event.kind));
      subject.push_back(event.subject);
      object.push_back(event.object);
      value.push_back(event.value);
    }
    writer_->append(
        events_, {std::span<const std::int64_t>{time}, std::span<const std::uint16_t>{kind},
                  std::span<const std::uint32_t>{subject}, std::span<const std::uint32_t>{object},
                  std::span<const double>{value}});
  }
  record_decisions();
  const std::vector<LoggedReport> reports = simulation_.logs().reports.take();
  if (reports.empty()) return;
  std::vector<SimTime> time, sent;
  std::vector<std::uint32_t> post(reports.size(), trace::kNone), subject;
  std::vector<std::uint16_t> kind(reports.size(),
                                  static_cast<std::uint16_t>(EventKind::TurnedAway));
  std::vector<double> value;
  for (const LoggedReport& report : reports) {
    time.push_back(report.arrived);
    sent.push_back(report.sent);
    subject.push_back(report.site);
    value.push_back(report.value);
  }
  writer_->append(reports_,
                  {std::span<const std::int64_t>{time}, std::span<const std::int64_t>{sent},
                   std::span<const std::uint32_t>{post}, std::span<const std::uint16_t>{kind},
                   std::span<const std::uint32_t>{subject}, std::span<const double>{value}});
}

void Recorder::record_decisions() {
  const std::vector<LoggedDecision> decisions = simulation_.logs().decisions.take();
  if (decisions.empty()) return;
  std::vector<SimTime> time;
  std::vector<std::string> role, order;
  std::vector<std::uint8_t> accepted;
  for (const LoggedDecision& row : decisions) {
    const cases::Decision& decision = simulation_.decisions()[row.number];
    time.push_back(row.time);
    role.push_back(decision.role);
    order.push_back(decision.order_text);
    accepted.push_back(row.accepted);
  }
  writer_->append(decisions_,
                  {std::span<const std::int64_t>{time}, std::span<const std::string>{role},
                   std::span<const std::string>{order}, std::span<const std::uint8_t>{accepted}});
}

void Recorder::record_links() {
  const auto append_links = [&](trace::TableId table, const std::vector<LoggedLink>& rows,
                                bool as_count) {
    if (rows.empty()) return;
    std::vector<SimTime> time;
    std::vector<std::uint32_t> link;
    std::vector<float> value;
    std::vector<std::uint8_t> count;
    for (const LoggedLink& row : rows) {
      time.push_back(row.time);
      link.push_back(row.link);
      value.push_back(row.value);
      count.push_back(static_cast<std::uint8_t>(row.value));
    }
    writer_->append(table,
                    {std::span<const std::int64_t>{time}, std::span<const std::uint32_t>{link},
                     as_count ? trace::Column{std::span<const std::uint8_t>{count}}
                              : trace::Column{std::span<const float>{value}}});
  };
  append_links(closed_, simulation_.logs().closed.take(), true);
  append_links(speed_, simulation_.logs().speed.take(), false);
  append_links(lanes_, simulation_.logs().lanes.take(), true);
}

void Recorder::record_series(SimTime now) {
  const std::vector<SimTime> time{now};
  std::vector<double> persons(persons_in_.begin(), persons_in_.end());
  writer_->append(persons_series_,
                  {std::span<const std::int64_t>{time}, std::span<const double>{persons}});
  const mobility::traffic::Traffic& traffic = simulation_.traffic();
  std::vector<double> roads(2, 0);
  for (std::uint32_t l = 0; l < traffic.links(); ++l) {
    roads[0] += traffic.vehicles_on(LinkId{l});
    roads[1] += simulation_.link_closed(LinkId{l}) && traffic.lanes(LinkId{l}) > 0;
  }
  writer_->append(roads_series_,
                  {std::span<const std::int64_t>{time}, std::span<const double>{roads}});
  std::vector<double> water(3, 0);
  for (const auto& flood : simulation_.hazards().floods()) {
    const hazard::flood::Ledger ledger = flood->ledger();
    water[0] += ledger.stored_m3;
    water[1] += ledger.in_m3() + ledger.rain_m3;
    water[2] += ledger.out_m3();
  }
  writer_->append(water_series_,
                  {std::span<const std::int64_t>{time}, std::span<const double>{water}});
}

void Recorder::record_fields(SimTime now) {
  const Hazards& hazards = simulation_.hazards();
  if (hazards.empty()) return;
  writer_->append_field(writer_->field(kDepth), now, hazards.depth_m());
  if (hazards.floods().empty()) return;
  // Several floods on one ground: the deepest, and the first to arrive.
  const std::size_t cells = hazards.depth_m().size();
  std::vector<double> greatest(cells, 0), arrival(cells, std::numeric_limits<double>::quiet_NaN());
  for (const auto& flood : hazards.floods()) {
    for (std::size_t c = 0; c < cells; ++c) {
      greatest[c] = std::max(greatest[c], static_cast<double>(flood->greatest_depth_m()[c]));
      const double at = flood->arrival_s()[c];
      if (std::isfinite(at) && !(arrival[c] <= at)) arrival[c] = at;
    }
  }
  writer_->set_maximum(writer_->maximum(kDepth), greatest);
  writer_->set_maximum(writer_->maximum(kArrival), arrival);
}

trace::Movers Recorder::movers() const {
  trace::Movers rows;
  const auto& movers = simulation_.movers();
  for (std::uint32_t m = 0; m < movers.size(); ++m) {
    if (movers[m].state != mobility::MoverState::OnLink || !recorded(m)) continue;
    rows.mover.push_back(m);
    rows.link.push_back(movers[m].link.get());
    rows.entry_us.push_back(movers[m].since);
    rows.x.push_back(std::numeric_limits<double>::quiet_NaN());
    rows.y.push_back(std::numeric_limits<double>::quiet_NaN());
  }
  return rows;
}

void Recorder::close(SimTime end, const std::vector<Measure>& summary, std::uint64_t fingerprint,
                     bool complete) {
  std::vector<std::uint8_t> outcome, reason;
  std::vector<std::uint32_t> place;
  for (std::uint32_t p = 0; p < simulation_.parties().size(); ++p) {
    const Party& party = simulation_.parties()[p];
    outcome.push_back(static_cast<std::uint8_t>(party.state));
    reason.push_back(static_cast<std::uint8_t>(simulation_.reason(PartyId{p})));
    place.push_back(party.site);
  }
  writer_->rewrite("parties", "outcome", std::span<const std::uint8_t>{outcome});
  writer_->rewrite("parties", "place", std::span<const std::uint32_t>{place});
  writer_->rewrite("parties", "reason", std::span<const std::uint8_t>{reason});
  std::vector<std::string> subject, name, unit;
  std::vector<double> value;
  for (const Measure& measure : summary) {
    subject.push_back(measure.subject);
    name.push_back(measure.name);
    value.push_back(measure.value);
    unit.push_back(measure.unit);
  }
  writer_->write_table(trace::table("summary"),
                       {std::span<const std::string>{subject}, std::span<const std::string>{name},
                        std::span<const double>{value}, std::span<const std::string>{unit}});
  writer_->close(end, fingerprint, complete);
}

void Recorder::state(StateArchive& archive) {
  archive("last_state", last_state_);
  archive("persons_in", persons_in_);
  archive.enter("writer");
  writer_->state(archive);
  archive.leave();
}

void Recorder::resume(const trace::Reader& old, StateArchive& archive) {
  archive("last_state", last_state_);
  archive("persons_in", persons_in_);
  archive.enter("writer");
  trace::resume(*writer_, old, archive);
  archive.leave();
}

}  // namespace muster::simulation
