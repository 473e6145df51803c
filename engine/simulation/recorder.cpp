// SPDX-License-Identifier: MIT
#include "engine/simulation/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/simulation/columns.hpp"
#include "engine/simulation/hazard_record.hpp"
#include "engine/simulation/world_record.hpp"
#include "engine/trace/resume.hpp"

namespace muster::simulation {

namespace {

using mobility::Mover;

constexpr std::int64_t kAllUpTo = 200'000;  // parties; above, movements are sampled (formats.md 3)

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
      water_table(),
  };
  add_steps(simulation.hazards(), schema);
  add_layers(simulation.hazards(), simulation.world().terrain.grid, schema);
  return schema;
}

}  // namespace

Recorder::Recorder(Simulation& simulation, const RecordedCase& recorded,
                   const std::filesystem::path& path)
    : simulation_{simulation},
      writer_{std::make_unique<trace::Writer>(path, header(simulation), schema(simulation))} {
  const cases::Record& record = simulation.file().record;
  const SimTime step = simulation.period();
  keyframe_period_ = record_period(record.keyframe_s, step);
  fields_period_ = record_period(record.fields_s, step);
  series_period_ = record_period(record.series_s, step);
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
  write_inputs(*writer_, recorded);
  write_world(*writer_, simulation.world());
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
}

template <class Row, class... Field>
void Recorder::append(trace::TableId table, const std::vector<Row>& rows, Field... field) {
  if (!rows.empty()) writer_->append(table, {column(rows, field)...});
}

bool Recorder::recorded(std::uint32_t mover) const {
  return movements_ && mix(simulation_.file().seed, mover) <= sample_below_;
}

void Recorder::record_rows() {
  record_moves();
  record_states();
  record_events();
  record_links();
}

void Recorder::record(SimTime now) {
  record_rows();
  const Hazards& hazards = simulation_.hazards();
  if (!hazards.empty() && now % hazards.period() == 0) record_step(hazards, *writer_, now);
  if (now % series_period_ == 0) record_series(now);
  if (now % fields_period_ == 0) record_layers(hazards, *writer_, now);
  if (now % keyframe_period_ == 0) writer_->keyframe(now, movers());
}

void Recorder::record_moves() {
  struct Move {
    SimTime time;
    std::uint32_t mover;
    std::uint32_t link;
  };
  std::vector<Move> moves;
  for (const auto& one : simulation_.traffic().take_movements()) {
    if (recorded(one.mover)) moves.push_back({one.time, one.mover, one.link});
  }
  const std::size_t driven = moves.size();
  for (const auto& one : simulation_.logs().walks.take()) {
    if (recorded(one.mover)) moves.push_back({one.time, one.mover, one.link});
  }
  std::inplace_merge(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(driven),
                     moves.end(), [](const Move& a, const Move& b) {
                       return a.time != b.time ? a.time < b.time : a.mover < b.mover;
                     });
  append(movements_table_, moves, &Move::time, &Move::mover, &Move::link);
  // Parties only so far: the mover is the party, and every trip is to safety.
  append(
      trips_, simulation_.logs().trips.take(), &LoggedTrip::mover, &LoggedTrip::mover,
      [](const LoggedTrip&) { return std::uint8_t{0}; }, &LoggedTrip::origin,
      &LoggedTrip::destination, &LoggedTrip::depart, &LoggedTrip::arrive);
}

void Recorder::record_states() {
  const auto append_states = [&](trace::TableId table, const std::vector<LoggedState>& states) {
    append(table, states, &LoggedState::time, &LoggedState::subject, &LoggedState::state,
           &LoggedState::value);
  };
  const std::vector<LoggedState> parties = simulation_.logs().states.take();
  for (const LoggedState& party : parties) {
    const std::uint16_t persons = simulation_.world().parties.persons[PartyId{party.subject}];
    persons_in_[last_state_[party.subject]] -= persons;
    persons_in_[party.state] += persons;
    last_state_[party.subject] = party.state;
  }
  append_states(party_states_, parties);
  append_states(site_states_, simulation_.logs().sites.take());
}

void Recorder::record_events() {
  append(
      events_, simulation_.logs().events.take(), &LoggedEvent::time,
      [](const LoggedEvent& event) { return static_cast<std::uint16_t>(event.kind); },
      &LoggedEvent::subject, &LoggedEvent::object, &LoggedEvent::value);
  const auto decision = [&](const LoggedDecision& logged) -> const cases::Decision& {
    return simulation_.decisions()[logged.number];
  };
  append(
      decisions_, simulation_.logs().decisions.take(), &LoggedDecision::time,
      [&](const LoggedDecision& logged) { return decision(logged).role; },
      [&](const LoggedDecision& logged) { return decision(logged).order_text; },
      [](const LoggedDecision& logged) { return std::uint8_t{logged.accepted}; });
  append(
      reports_, simulation_.logs().reports.take(), &LoggedReport::arrived, &LoggedReport::sent,
      [](const LoggedReport&) { return trace::kNone; },
      [](const LoggedReport&) { return static_cast<std::uint16_t>(EventKind::TurnedAway); },
      &LoggedReport::site, &LoggedReport::value);
}

void Recorder::record_links() {
  const auto count = [](const LoggedLink& link) { return static_cast<std::uint8_t>(link.value); };
  Logs& logs = simulation_.logs();
  append(closed_, logs.closed.take(), &LoggedLink::time, &LoggedLink::link, count);
  append(speed_, logs.speed.take(), &LoggedLink::time, &LoggedLink::link, &LoggedLink::value);
  append(lanes_, logs.lanes.take(), &LoggedLink::time, &LoggedLink::link, count);
}

void Recorder::record_series(SimTime now) {
  const auto append_row = [&](trace::TableId table, std::vector<double> values) {
    writer_->append(table, {Values<SimTime>{{now}}, Values<double>{std::move(values)}});
  };
  append_row(persons_series_, {persons_in_.begin(), persons_in_.end()});
  const mobility::traffic::Traffic& traffic = simulation_.traffic();
  double vehicles = 0, closed = 0;
  for (std::uint32_t l = 0; l < traffic.links(); ++l) {
    vehicles += traffic.vehicles_on(LinkId{l});
    closed += simulation_.link_closed(LinkId{l});
  }
  append_row(roads_series_, {vehicles, closed});
  record_water(simulation_.hazards(), *writer_, now);
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
  const auto& parties = simulation_.parties();
  writer_->rewrite("parties", "outcome", column(parties, [](const Party& party) {
                     return static_cast<std::uint8_t>(party.state);
                   }));
  writer_->rewrite("parties", "place", column(parties, &Party::site));
  std::vector<std::uint8_t> reasons;
  for (std::uint32_t p = 0; p < parties.size(); ++p)
    reasons.push_back(static_cast<std::uint8_t>(simulation_.reason(PartyId{p})));
  writer_->rewrite("parties", "reason", std::span<const std::uint8_t>{reasons});
  writer_->rewrite("parties", "overcome", column(parties, [](const Party& party) {
                     return static_cast<std::uint16_t>(overcome(party));
                   }));
  writer_->rewrite("parties", "home_loss", column(simulation_.home_losses(), [](double share) {
                     return static_cast<float>(share);
                   }));
  write_outcomes(simulation_.hazards(), *writer_);
  write_summary(*writer_, summary);
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
