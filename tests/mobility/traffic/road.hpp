// SPDX-License-Identifier: MIT
// A small road network with vehicles on stated routes, run by either engine: what the traffic tests
// drive.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/mobility/routing/costs.hpp"
#include "engine/mobility/traffic/traffic.hpp"
#include "engine/world/roads.hpp"

namespace muster::mobility::traffic {

struct LinkSpec {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double length_m = 1000;
  double capacity_veh_s = 0.6;
  // The standard link: v = 20 m/s, w = 5 m/s, k_j = 0.15 veh/m.
  double speed_m_s = 20;
  double wave_m_s = 5;
  double jam_veh_m = 0.15;
  double priority = 0;
  std::uint8_t lanes = 1;
};

struct EngineMode {
  kernel::EngineKind kind = kernel::EngineKind::Serial;
  int threads = 1;
  std::uint32_t channels_per_partition = 512;
};

class Road final : public kernel::Model, public TrafficHost {
 public:
  /// Links get ids in the order given; reverse links are paired where both directions are given.
  Road(std::uint32_t nodes, std::vector<LinkSpec> links, std::vector<SinkTraits> sinks)
      : links_{std::move(links)}, sinks_{std::move(sinks)} {
    roads_.x.assign(nodes, 0);
    roads_.y.assign(nodes, 0);
    roads_.z.assign(nodes, 0);
    roads_.node_source.assign(nodes, -1);
    for (std::uint32_t l = 0; l < links_.size(); ++l) {
      const LinkSpec& spec = links_[l];
      roads_.from.push_back(NodeId{spec.from});
      roads_.to.push_back(NodeId{spec.to});
      roads_.length_m.push_back(spec.length_m);
      roads_.free_speed_m_s.push_back(spec.speed_m_s);
      roads_.capacity_veh_s.push_back(spec.capacity_veh_s);
      roads_.lanes.push_back(spec.lanes);
      roads_.road_class.push_back(world::RoadClass::Residential);
      roads_.modes.push_back(world::kCar | world::kWalk);
      roads_.flags.push_back(0);
      roads_.layer.push_back(0);
      roads_.source.push_back(l);
      roads_.reverse.push_back(LinkId{});
      roads_.shape_first.push_back(2 * l);
      roads_.shape_x.insert(roads_.shape_x.end(), {0, 0});
      roads_.shape_y.insert(roads_.shape_y.end(), {0, 0});
    }
    roads_.shape_first.push_back(static_cast<std::uint32_t>(2 * links_.size()));
    for (std::uint32_t a = 0; a < links_.size(); ++a) {
      for (std::uint32_t b = 0; b < links_.size(); ++b) {
        if (links_[a].from == links_[b].to && links_[a].to == links_[b].from)
          roads_.reverse[LinkId{a}] = LinkId{b};
      }
    }
    world::finish(roads_);
    // `finish` sorts links; `id` leads from the test's numbers to the network's.
    id_.resize(links_.size());
    for (std::uint32_t l = 0; l < links_.size(); ++l)
      id_[static_cast<std::size_t>(roads_.source[LinkId{l}])] = LinkId{l};
    std::vector<NodeId> site_node;
    for (const SinkTraits& sink : sinks_) site_node.push_back(sink.node);
    routes_ = std::make_unique<routing::RouteBook>(routing::make_route_graph(roads_, world::kCar),
                                                   routing::make_route_graph(roads_, world::kWalk),
                                                   site_node);
    std::vector<SiteId> sites;
    for (std::uint32_t s = 0; s < sinks_.size(); ++s) sites.push_back(SiteId{s});
    routes_->add_group(sites);
    routes_->build_habitual(routing::free_flow_costs(roads_));
  }

  LinkId id(std::uint32_t link) const { return id_[link]; }

  /// A vehicle that starts at `depart` on the first of `route` (the test's link numbers); without a
  /// route it follows the tree from `node`.
  std::uint32_t add(SimTime depart, std::vector<std::uint32_t> route, std::uint32_t node = 0) {
    const auto mover = static_cast<std::uint32_t>(movers_.size());
    Mover m;
    if (!route.empty()) {
      std::vector<LinkId> links;
      for (const std::uint32_t l : route) links.push_back(id(l));
      m.route = routes_->add_route(links);
      node = links_[route.front()].from;
    }
    movers_.push_back(m);
    starts_.push_back({depart, NodeId{node}});
    return mover;
  }

  /// Builds the traffic and its engine; call after the last `add`.
  void build(EngineMode mode = {}) {
    Traffic::Network network;
    network.nodes = roads_.nodes();
    network.from.assign(roads_.from.begin(), roads_.from.end());
    network.to.assign(roads_.to.begin(), roads_.to.end());
    network.reverse.assign(roads_.reverse.begin(), roads_.reverse.end());
    network.length_m.assign(roads_.length_m.begin(), roads_.length_m.end());
    network.lanes.assign(roads_.lanes.begin(), roads_.lanes.end());
    for (std::uint32_t l = 0; l < roads_.links(); ++l) {
      const LinkSpec& spec = links_[static_cast<std::size_t>(roads_.source[LinkId{l}])];
      const double lanes = std::max<int>(1, spec.lanes);
      network.lane.push_back({spec.length_m, spec.speed_m_s, spec.capacity_veh_s / lanes,
                              spec.jam_veh_m / lanes, spec.wave_m_s, spec.priority});
    }
    network.divided.assign(roads_.links(), divided);
    network.sinks = sinks_;
    arrival.assign(movers_.size(), kNever);
    stranded_at.assign(movers_.size(), Mover::kNone);
    reroutes.assign(movers_.size(), 0);
    traffic_ = std::make_unique<Traffic>(std::move(network), movers_, *routes_, *this);
    traffic_->set_recording(true);
    std::vector<kernel::Channel> channels;
    for (std::uint32_t l = 0; l < roads_.links(); ++l) {
      const LinkId link{l};
      channels.push_back({kernel::ProcessId{roads_.from[link].get()},
                          kernel::ProcessId{roads_.to[link].get()},
                          std::min(traffic_->free_travel(link), traffic_->hole_travel(link))});
    }
    engine_ = std::make_unique<kernel::Engine>(
        *this,
        kernel::make_layout(roads_.nodes() + 1, channels, kernel::ProcessId{roads_.nodes()},
                            10 * kSecond, {.channels_per_partition = mode.channels_per_partition}),
        kernel::EngineOptions{
            .kind = mode.kind, .threads = mode.threads, .serial_below_events = 0});
    traffic_->set_partitions(engine_->partitions());
    for (std::uint32_t m = 0; m < starts_.size(); ++m) {
      engine_->schedule(traffic_->departure(MoverId{m}, starts_[m].node, starts_[m].time));
    }
  }

  /// Calls `work` at a barrier.
  void at(SimTime time, std::function<void(SimTime)> work) {
    engine_->add_barrier(
        {.first = time, .period = kNever, .order = barriers_++, .run = std::move(work)});
  }
  void every(SimTime period, std::function<void(SimTime)> work) {
    engine_->add_barrier(
        {.first = 0, .period = period, .order = barriers_++, .run = std::move(work)});
  }

  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler) override {
    return traffic_->handle(event, scheduler);
  }
  void deliver(const kernel::Note& note, kernel::Scheduler& scheduler) override {
    traffic_->deliver(note, scheduler);
  }
  void arrived(MoverId mover, SiteId, kernel::Scheduler& scheduler) override {
    arrival[mover.get()] = scheduler.now();
  }
  void stranded(MoverId mover, NodeId node, kernel::Scheduler&) override {
    stranded_at[mover.get()] = node.get();
  }
  void rerouted(MoverId mover, NodeId, kernel::Scheduler&) override { ++reroutes[mover.get()]; }

  Traffic& traffic() { return *traffic_; }
  kernel::Engine& engine() { return *engine_; }
  routing::RouteBook& routes() { return *routes_; }
  const world::Roads& roads() const { return roads_; }
  std::vector<Mover>& movers() { return movers_; }

  /// Entry times of each mover on the test's link, by mover; movements are collected from the
  /// start.
  std::vector<SimTime> entries(std::uint32_t link) {
    for (const Movement& one : traffic_->take_movements()) movements_.push_back(one);
    std::vector<SimTime> times;
    for (const Movement& one : movements_) {
      if (one.link == id(link).get()) times.push_back(one.time);
    }
    return times;
  }

  bool divided = false;  // nobody may turn round; set before `build`
  std::vector<SimTime> arrival;
  std::vector<std::uint32_t> stranded_at;
  std::vector<std::uint32_t> reroutes;

 private:
  struct Start {
    SimTime time;
    NodeId node;
  };
  std::vector<LinkSpec> links_;
  std::vector<SinkTraits> sinks_;
  world::Roads roads_;
  std::vector<LinkId> id_;
  std::unique_ptr<routing::RouteBook> routes_;
  std::vector<Mover> movers_;
  std::vector<Start> starts_;
  std::unique_ptr<Traffic> traffic_;
  std::unique_ptr<kernel::Engine> engine_;
  std::vector<Movement> movements_;
  int barriers_ = 0;
};

}  // namespace muster::mobility::traffic
