// SPDX-License-Identifier: MIT
// The one place where hazards, exposure, warning, mobility and shelter meet.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/case/case_file.hpp"
#include "engine/case/decision.hpp"
#include "engine/exposure/buildings.hpp"
#include "engine/exposure/roads.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/mobility/mover.hpp"
#include "engine/mobility/routing/route_book.hpp"
#include "engine/mobility/traffic/traffic.hpp"
#include "engine/mobility/walking/walking.hpp"
#include "engine/shelter/shelters.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/simulation/log.hpp"
#include "engine/simulation/party.hpp"
#include "engine/simulation/plan_links.hpp"
#include "engine/warning/condition.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/road_names.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// Event classes of its own; see traffic and walking for theirs.
enum EventClass : std::uint8_t {
  kReport = 8,
  kHear = 32,
  kReady = 33,
  kLeave = 34,
  kRegistered = 35
};

/// One link as the run finds it, beside its state in traffic.
struct LinkCondition {
  std::uint8_t car_factor = kFull;   // of the free speed, in 1/20; 0: hazards stop cars
  std::uint8_t walk_factor = kFull;  // of the walking speed, in 1/20; 0: closed by hazards
  bool car_closed = false;           // by hazards; always where they stop cars
  bool debris = false;               // it alone would close the link to cars
  bool fire = false;                 // likewise
  static constexpr std::uint8_t kFull = 20;
  friend bool operator==(const LinkCondition&, const LinkCondition&) = default;
};

/// A change of a link for /links: closed, speed, lanes.
struct LoggedLink {
  SimTime time;
  std::uint32_t link;
  float value;
  auto key() const { return std::tuple{time, link}; }
};

/// Word of what has changed, on its way to those who hear of such things.
struct Word {
  enum class Kind : std::uint32_t { RoadOpened, RoadClosed, SiteFlooded };
  SimTime due;
  std::uint32_t subject;  // link or site
  Kind kind;
};

/// What the recorder takes at every barrier.
struct Logs {
  explicit Logs(std::uint32_t partitions)
      : states{partitions},
        sites{partitions},
        events{partitions},
        trips{partitions},
        reports{partitions},
        decisions{partitions},
        walks{partitions},
        turned_away{partitions},
        closed{partitions},
        speed{partitions},
        lanes{partitions} {}
  Log<LoggedState> states;
  Log<LoggedState> sites;
  Log<LoggedEvent> events;
  Log<LoggedTrip> trips;
  Log<LoggedReport> reports;
  Log<LoggedDecision> decisions;
  struct Walk {
    SimTime time;
    std::uint32_t mover;
    std::uint32_t link;
    auto key() const { return std::tuple{time, mover}; }
  };
  Log<Walk> walks;
  struct TurnedAway {
    std::uint32_t party;
    std::uint32_t key() const { return party; }
  };
  Log<TurnedAway> turned_away;
  Log<LoggedLink> closed;
  Log<LoggedLink> speed;
  Log<LoggedLink> lanes;
};

/// Integer counts that the summary needs and no array holds.
struct Tally {
  std::uint64_t links_closed_by_water = 0;
  std::uint64_t links_closed_by_debris = 0;
  std::uint64_t links_closed_by_fire = 0;
  std::uint64_t links_reopened = 0;
  std::uint64_t sites_flooded = 0;
};

/// The state of a run. Party i travels as mover i. Node n is process n; the centre is process
/// `nodes`.
class Simulation final : public kernel::Model,
                         public mobility::traffic::TrafficHost,
                         public mobility::walking::WalkingHost,
                         public warning::Readings {
 public:
  /// Everything referred to outlives it. `decisions` by time. Hazards come from an earlier trace
  /// where one is given. Throws InputError where the case
  /// cannot start.
  Simulation(const cases::CaseFile& file, const world::World& world, const world::Forcing& forcing,
             std::vector<cases::Decision> decisions = {},
             std::shared_ptr<const trace::Source> recorded_hazards = {});

  /// Processes, partitions, window: from the case alone.
  kernel::Layout layout() const;
  /// Puts the first events and the barriers into `engine`, which runs this model.
  void start(kernel::Engine& engine);
  /// As `start`, for an engine whose state will be loaded.
  void attach(kernel::Engine& engine);
  /// After each barrier's work: recording, saving, progress. Called with the barrier's time.
  void set_after_step(std::function<void(SimTime)> after) { after_step_ = std::move(after); }

  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler) override;
  void deliver(const kernel::Note& note, kernel::Scheduler& scheduler) override;

  SimTime period() const { return period_; }
  const cases::CaseFile& file() const { return file_; }
  const world::World& world() const { return world_; }
  const std::vector<Party>& parties() const { return parties_; }
  const std::vector<mobility::Mover>& movers() const { return movers_; }
  mobility::traffic::Traffic& traffic() { return *traffic_; }
  const mobility::traffic::Traffic& traffic() const { return *traffic_; }
  const Hazards& hazards() const { return hazards_; }
  const shelter::Shelters& shelters() const { return shelters_; }
  const Tally& tally() const { return tally_; }
  const std::vector<std::uint32_t>& home_cells() const { return home_cell_; }
  const std::vector<cases::Decision>& decisions() const { return decisions_; }
  Logs& logs() { return *logs_; }
  Reason reason(PartyId party) const;
  /// When each waterway was closed; kNever.
  const std::vector<SimTime>& waterway_closed_at() const { return waterway_closed_at_; }
  /// Share of each party's home that is lost so far, 0 to 1.
  std::vector<double> home_losses() const;
  /// Whether cars may not enter, as recorded; a link that never had lanes does not count.
  bool link_closed(LinkId link) const { return road_closed_[link.get()] != 0; }

  void state(StateArchive& archive);  // state.cpp

 private:
  // simulation.cpp: events
  void hear(std::uint32_t party, kernel::Scheduler& scheduler);
  bool ready(std::uint32_t party, kernel::Scheduler& scheduler);
  void leave(std::uint32_t party, NodeId node, kernel::Scheduler& scheduler);
  void registered(std::uint32_t party, SiteId site, kernel::Scheduler& scheduler);
  void reported(const kernel::Event& event, kernel::Scheduler& scheduler);
  void set_state(std::uint32_t party, PartyState state, double value, kernel::Scheduler& scheduler);
  void set_state_at_barrier(std::uint32_t party, PartyState state, double value);
  void arrived(mobility::MoverId mover, SiteId site, kernel::Scheduler& scheduler) override;
  void stranded(mobility::MoverId mover, NodeId node, kernel::Scheduler& scheduler) override;
  void rerouted(mobility::MoverId mover, NodeId node, kernel::Scheduler& scheduler) override;
  std::uint32_t persons(mobility::MoverId mover) const override {
    return world_.parties.persons[PartyId{mover.get()}];
  }
  void walked_onto(mobility::MoverId mover, LinkId link, kernel::Scheduler& scheduler) override;
  void walked_off(std::uint32_t party, kernel::Scheduler& scheduler);
  NodeId departure_node(std::uint32_t party) const;

  // readings of conditions
  double stage_m(const std::string& boundary) const override;
  double depth_m(const std::string& site) const override;
  double rain_mm(double window_s) const override;

  // build.cpp
  void build_routes();
  void build_traffic();
  void build_places();

  // step.cpp: barriers
  void step(SimTime now);
  void feel_hazards(SimTime now);
  void expose_roads(SimTime now);
  void flood_sites(SimTime now);
  void trap_at_home(SimTime now);
  void close_waterways(SimTime now);
  bool follow_order(std::size_t order, SimTime now);
  bool follow_links(SimTime now);
  void turn_lanes(SimTime now);
  bool change_links(const PlanLinkChanges& changes, SimTime now);
  bool give(std::size_t order, SimTime now);
  void issue(std::size_t order, SimTime now);
  void let_in(std::vector<LinkId> links);
  std::vector<SimTime> walk_costs() const;

  // harm.cpp
  void see_homes();
  void overcome_at_home(SimTime now);
  void overcome_in_shelters(SimTime now);
  void overcome_on_roads(SimTime now);
  std::uint32_t submerged(std::uint32_t party, double depth_m, int floors) const;
  void note_overcome(std::uint32_t party, Cause cause, std::uint32_t persons, SimTime now);

  // news.cpp
  void log_roads(SimTime now);
  void report_roads(SimTime now);
  bool hear_words(SimTime now);
  void hear_of_full_sites();
  void spread_news(SimTime now);
  void redirect(SimTime now);
  std::vector<SimTime> car_costs() const;

  // decisions.cpp
  bool decide(SimTime now);
  bool act(SimTime now);
  void clear(const std::vector<LinkId>& links, SimTime now);
  std::size_t order_of(const cases::Decision& decision) const;
  std::uint64_t decisions_digest() const;

  const cases::CaseFile& file_;
  const world::World& world_;
  std::uint64_t seed_;
  SimTime report_delay_;
  SimTime order_delay_;
  SimTime news_period_;
  SimTime period_;

  Hazards hazards_;
  std::unique_ptr<mobility::routing::RouteBook> routes_;
  std::vector<mobility::Mover> movers_;
  std::vector<Party> parties_;
  std::unique_ptr<mobility::traffic::Traffic> traffic_;
  std::unique_ptr<mobility::walking::Walking> walking_;
  shelter::Shelters shelters_{{}};
  world::RoadNames road_names_;
  PlanLinks plan_links_;
  std::vector<cases::Decision> decisions_;
  std::uint64_t decided_ = 0;  // how many of them have been taken or refused
  std::uint64_t acted_ = 0;    // how many of them have come to their effect on roads
  std::vector<warning::ConditionState> order_condition_;
  std::vector<std::uint8_t> order_issued_;
  std::vector<SimTime> order_time_;
  std::vector<std::vector<std::uint8_t>> zone_in_order_;  // [order][zone]
  std::vector<std::uint8_t> has_stated_trip_;             // by party

  std::vector<std::uint32_t> home_cell_;  // by party
  std::vector<std::uint32_t> site_cell_;
  std::vector<std::uint32_t> lived_cell_;  // cells with homes, ascending
  std::vector<std::uint32_t>
      lived_first_;  // parties of lived_cell_[i]: lived_party_[lived_first_[i] ..)
  std::vector<std::uint32_t> lived_party_;
  std::vector<exposure::BuildingExposure> home_met_;  // by lived_cell_

  std::vector<SimTime> waterway_closed_at_;
  std::vector<LinkCondition> condition_;         // by link
  std::vector<exposure::LinkExposure> exposed_;  // scratch of a barrier
  // What has been reported, and what is known: reports take their time.
  std::vector<Word> words_;                // under way, by time
  std::vector<std::uint8_t> road_closed_;  // as recorded
  std::vector<std::uint8_t> road_reported_closed_;
  std::vector<std::uint8_t> road_known_closed_;
  std::vector<std::uint8_t> site_reported_full_;  // known at the next step of the period
  std::vector<std::uint8_t> site_known_shut_;     // full, flooded
  std::vector<std::uint32_t> waiting_;     // parties turned away that were not told where to go yet
  std::vector<SimTime> present_car_cost_;  // what the present trees were built from
  std::vector<SimTime> present_walk_cost_;
  bool anyone_goes_ = false;    // an order was given, or departures are stated
  bool roads_changed_ = false;  // not reported yet
  bool roads_news_ = false;     // known, but not in the trees yet
  bool speeds_changed_ = false;
  bool walks_changed_ = false;  // roads closed or opened for walkers
  SimTime news_at_ = 0;
  Tally tally_;
  std::unique_ptr<Logs> logs_;
  kernel::Engine* engine_ = nullptr;
  std::function<void(SimTime)> after_step_;
};

}  // namespace muster::simulation
