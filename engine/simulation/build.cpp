// SPDX-License-Identifier: MIT
// From a case and its world to the state of a run at time 0.
#include <algorithm>
#include <map>

#include "engine/exposure/places.hpp"
#include "engine/mobility/routing/costs.hpp"
#include "engine/mobility/routing/graph.hpp"
#include "engine/simulation/simulation.hpp"

namespace muster::simulation {

namespace {

constexpr Purpose kInformed{"mobility.informed"};

bool takes_people(const world::Site& site) {
  return site.kind == world::SiteKind::Exit ||
         (site.kind == world::SiteKind::Shelter && site.capacity_persons > 0);
}

/// The plan's entry for a site: its own, else the one for "*".
const cases::ShelterSpec* entry_of(const cases::PlanFile& plan, const world::Site& site) {
  const cases::ShelterSpec* found = nullptr;
  for (const cases::ShelterSpec& spec : plan.shelters) {
    if (spec.site == site.id) return &spec;
    if (spec.site == "*") found = &spec;
  }
  return found;
}

bool wanted(const cases::Behaviour& behaviour, const world::Site& site) {
  if (!site.node || !takes_people(site)) return false;
  if (behaviour.destination == "nearest_shelter") return site.kind == world::SiteKind::Shelter;
  if (behaviour.destination == "nearest_exit") return site.kind == world::SiteKind::Exit;
  return true;
}

}  // namespace

Simulation::Simulation(const cases::CaseFile& file, const world::World& world,
                       const world::Forcing& forcing, std::vector<cases::Decision> decisions,
                       std::shared_ptr<const trace::Source> recorded_hazards)
    : file_{file},
      world_{world},
      seed_{file.seed},
      report_delay_{from_seconds(file.plan.report_delay_s)},
      order_delay_{from_seconds(file.plan.order_delay_s)},
      news_period_{from_seconds(file.plan.behaviour.news_period_s)},
      hazards_{file, world, forcing, std::move(recorded_hazards)},
      road_names_{world.roads},
      plan_links_{file.plan, world.roads, road_names_},
      decisions_{std::move(decisions)} {
  period_ = std::min<SimTime>(hazards_.period(), 60 * kSecond);
  MUSTER_VERIFY(std::is_sorted(
      decisions_.begin(), decisions_.end(),
      [](const cases::Decision& a, const cases::Decision& b) { return a.time_s < b.time_s; }));
  for (const cases::Decision& decision : decisions_) {
    if (decision.kind == cases::DecisionKind::IssueOrder) order_of(decision);  // throws
  }
  const std::uint32_t count = world.parties.size();
  movers_.resize(count);
  parties_.resize(count);
  condition_.resize(world.roads.links());
  waterway_closed_at_.assign(world.waterways.size(), kNever);
  for (const cases::Order& order : file.plan.orders) {
    order_condition_.emplace_back(order.when);
    std::vector<std::uint8_t> zones(world.zones.size(), 0);
    for (std::uint32_t z = 0; z < world.zones.size(); ++z) {
      zones[z] = std::find(order.zones.begin(), order.zones.end(), world.zones[ZoneId{z}].id) !=
                 order.zones.end();
    }
    zone_in_order_.push_back(std::move(zones));
  }
  anyone_goes_ = !world.stated_trips.empty();
  has_stated_trip_.assign(count, 0);
  for (const world::StatedTrip& trip : world.stated_trips) has_stated_trip_[trip.party.get()] = 1;
  order_issued_.assign(file.plan.orders.size(), 0);
  order_time_.assign(file.plan.orders.size(), kNever);
  logs_ = std::make_unique<Logs>(1);
  build_places();
  build_routes();
  build_traffic();
}

void Simulation::build_places() {
  std::vector<shelter::Rules> all;
  std::vector<double> x, y;
  for (const world::Site& site : world_.sites) {
    shelter::Rules rules;
    rules.takes_people = takes_people(site);
    rules.is_exit = site.kind == world::SiteKind::Exit;
    rules.capacity_persons = site.capacity_persons;
    rules.floor_above_ground_m = site.floor_above_ground_m;
    const cases::ShelterSpec defaults;
    const cases::ShelterSpec* spec = entry_of(file_.plan, site);
    if (spec == nullptr) spec = &defaults;
    rules.open_at = from_seconds(spec->open_at_s);
    rules.desks = spec->desks;
    rules.service_a_person = from_seconds(spec->seconds_per_person);
    all.push_back(rules);
    x.push_back(site.x);
    y.push_back(site.y);
  }
  shelters_ = shelter::Shelters{all};
  site_reported_full_.assign(world_.sites.size(), 0);
  site_known_shut_.assign(world_.sites.size(), 0);
  if (world_.terrain.empty()) {
    home_cell_.assign(world_.parties.size(), exposure::kOutside);
    site_cell_.assign(world_.sites.size(), exposure::kOutside);
    return;
  }
  site_cell_ = exposure::cells_of(world_.terrain.grid, x, y);
  home_cell_ =
      exposure::cells_of(world_.terrain.grid, world_.parties.home_x, world_.parties.home_y);
  lived_party_.reserve(home_cell_.size());
  for (std::uint32_t p = 0; p < home_cell_.size(); ++p) {
    if (home_cell_[p] != exposure::kOutside) lived_party_.push_back(p);
  }
  std::stable_sort(lived_party_.begin(), lived_party_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return home_cell_[a] < home_cell_[b]; });
  for (std::uint32_t i = 0; i < lived_party_.size(); ++i) {
    const std::uint32_t cell = home_cell_[lived_party_[i]];
    if (lived_cell_.empty() || lived_cell_.back() != cell) {
      lived_cell_.push_back(cell);
      lived_first_.push_back(i);
    }
  }
  lived_first_.push_back(static_cast<std::uint32_t>(lived_party_.size()));
  home_met_.resize(lived_cell_.size());
}

void Simulation::build_routes() {
  namespace routing = mobility::routing;
  std::vector<NodeId> site_node;
  for (const world::Site& site : world_.sites) site_node.push_back(site.node);
  routes_ = std::make_unique<routing::RouteBook>(
      routing::make_route_graph(world_.roads, world::kCar),
      routing::make_route_graph(world_.roads, world::kWalk), std::move(site_node));

  // One group of destinations for each set of sites that some zone may use; group 0 is for homes in
  // no zone, which may use the sites that serve everyone.
  std::map<std::vector<SiteId>, std::uint32_t> group_of_sites;
  std::vector<std::uint32_t> group_of_zone(world_.zones.size() + 1, 0);
  for (std::size_t z = 0; z <= world_.zones.size(); ++z) {
    const std::string zone =
        z == 0 ? "" : world_.zones[ZoneId{static_cast<std::uint32_t>(z - 1)}].id;
    std::vector<SiteId> sites;
    for (std::uint32_t s = 0; s < world_.sites.size(); ++s) {
      const world::Site& site = world_.sites[SiteId{s}];
      if (!wanted(file_.plan.behaviour, site)) continue;
      const cases::ShelterSpec* spec = entry_of(file_.plan, site);
      if (spec != nullptr && !spec->zones.empty() &&
          std::find(spec->zones.begin(), spec->zones.end(), zone) == spec->zones.end())
        continue;
      sites.push_back(SiteId{s});
    }
    const auto [at, fresh] = group_of_sites.try_emplace(sites, 0);
    if (fresh) at->second = routes_->add_group(sites);
    group_of_zone[z] = at->second;
  }
  const Stream informed{seed_, kInformed};
  for (std::uint32_t p = 0; p < movers_.size(); ++p) {
    const ZoneId zone = world_.zone_of_party.empty() ? ZoneId{} : world_.zone_of_party[PartyId{p}];
    movers_[p].group = group_of_zone[zone ? zone.get() + 1 : 0];
    movers_[p].informed = informed.chance(file_.plan.behaviour.informed_share, p, 0);
  }
  std::map<std::vector<LinkId>, std::uint32_t> interned;
  for (const world::StatedTrip& trip : world_.stated_trips) {
    if (trip.route.empty()) continue;
    const auto [at, fresh] = interned.try_emplace(trip.route, 0);
    if (fresh) at->second = routes_->add_route(trip.route);
    movers_[trip.party.get()].route = at->second;
  }
}

void Simulation::build_traffic() {
  namespace traffic = mobility::traffic;
  const world::Roads& roads = world_.roads;
  traffic::Traffic::Network network;
  network.nodes = roads.nodes();
  network.from.assign(roads.from.begin(), roads.from.end());
  network.to.assign(roads.to.begin(), roads.to.end());
  network.reverse.assign(roads.reverse.begin(), roads.reverse.end());
  network.length_m.assign(roads.length_m.begin(), roads.length_m.end());
  network.lanes.assign(roads.lanes.begin(), roads.lanes.end());
  const cases::RoadDefaults& defaults = file_.world.roads.defaults;
  const double car_speed_m_s = file_.world.car.max_speed_km_h / 3.6;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    network.lane.push_back({.length_m = roads.length_m[link],
                            .speed_m_s = std::min(roads.free_speed_m_s[link], car_speed_m_s),
                            .capacity_veh_s = roads.capacity_veh_s[link] /
                                              std::max<std::uint8_t>(1, roads.lanes[link]),
                            .jam_density_veh_m = defaults.jam_density_veh_m_lane,
                            .backward_wave_m_s = defaults.backward_wave_m_s,
                            .merge_priority = 0});
    network.divided.push_back(roads.road_class[link] == world::RoadClass::Motorway);
  }
  for (const world::Site& site : world_.sites) {
    // A site that no road reaches stands at node 0 and is never a destination.
    network.sinks.push_back(
        {site.node ? site.node : NodeId{0}, site.rate_veh_h / 3600, site.parking_vehicles});
  }
  mobility::walking::Walkways walkways{network.from, network.to, network.reverse, network.length_m};
  for (double& area_m2 : walkways.area_m2) area_m2 *= file_.world.walk_width_m;
  traffic_ = std::make_unique<traffic::Traffic>(std::move(network), movers_, *routes_, *this);
  const std::vector<SimTime> on_foot =
      mobility::routing::walking_costs(roads, file_.world.walk_speed_m_s);
  walking_ = std::make_unique<mobility::walking::Walking>(std::move(walkways), on_foot, movers_,
                                                          *routes_, *this);
  for (std::uint32_t l = 0; l < roads.links(); ++l)
    road_known_closed_.push_back(traffic_->closed(LinkId{l}));
  road_reported_closed_ = road_known_closed_;
  road_closed_.assign(roads.links(), 0);
  present_car_cost_ = car_costs();
  present_walk_cost_ = on_foot;
  routes_->build_habitual(present_car_cost_);
  routes_->build_present(present_car_cost_, present_walk_cost_);
}

kernel::Layout Simulation::layout() const {
  const world::Roads& roads = world_.roads;
  std::vector<kernel::Channel> channels;
  channels.reserve(roads.links());
  const std::vector<SimTime> on_foot =
      mobility::routing::walking_costs(roads, file_.world.walk_speed_m_s);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    SimTime delay = on_foot[l];
    // A link without lanes may get some by contraflow.
    if (roads.modes[link] & world::kCar || roads.flags[link] & world::kOpposing)
      delay = std::min({delay, traffic_->free_travel(link), traffic_->hole_travel(link)});
    if (delay == kNever) continue;
    channels.push_back({kernel::ProcessId{roads.from[link].get()},
                        kernel::ProcessId{roads.to[link].get()}, delay});
  }
  return kernel::make_layout(roads.nodes() + 1, channels, kernel::ProcessId{roads.nodes()},
                             std::min(report_delay_, order_delay_));
}

}  // namespace muster::simulation
