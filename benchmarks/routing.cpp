// SPDX-License-Identifier: MIT
// A reverse tree over a grid of 500 x 500 nodes and 998,000 links, beside
// Boost.Graph's Dijkstra on the same arcs; then the bounds of clearance time.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <memory>
#include <stdexcept>

#include "engine/base/random.hpp"
#include "engine/mobility/routing/bounds.hpp"
#include "engine/mobility/routing/costs.hpp"
#include "engine/mobility/routing/tree.hpp"
#include "engine/world/roads.hpp"

namespace {

using namespace muster;
using namespace muster::mobility::routing;

constexpr Purpose kSpeeds{"benchmark.routing"};

/// Streets 200 m apart, of different speeds in each link.
world::Roads grid(std::uint32_t side) {
  const Stream random{1, kSpeeds};
  world::Roads roads;
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      roads.x.push_back(200.0 * x);
      roads.y.push_back(200.0 * y);
    }
  }
  roads.z.assign(roads.nodes(), 0.0);
  roads.node_source.assign(roads.nodes(), 0);
  const auto add = [&](std::uint32_t from, std::uint32_t to) {
    const std::uint32_t link = roads.links();
    roads.from.push_back(NodeId{from});
    roads.to.push_back(NodeId{to});
    roads.reverse.push_back(LinkId{link ^ 1u});
    roads.length_m.push_back(200.0);
    roads.free_speed_m_s.push_back(8.0 + 12.0 * random.uniform(link, 0));
    roads.capacity_veh_s.push_back(0.5);
    roads.lanes.push_back(1);
    roads.road_class.push_back(world::RoadClass::Residential);
    roads.modes.push_back(world::kCar);
    roads.flags.push_back(0);
    roads.layer.push_back(0);
    roads.source.push_back(link);
    roads.shape_first.push_back(2 * link);
    for (const std::uint32_t end : {from, to}) {
      roads.shape_x.push_back(roads.x[NodeId{end}]);
      roads.shape_y.push_back(roads.y[NodeId{end}]);
    }
  };
  for (std::uint32_t n = 0; n < side * side; ++n) {
    if (n % side + 1 < side) add(n, n + 1), add(n + 1, n);
    if (n + side < side * side) add(n, n + side), add(n + side, n);
  }
  roads.shape_first.push_back(2 * roads.links());
  world::finish(roads);
  return roads;
}

struct Network {
  world::Roads roads;
  RouteGraph graph;
  std::vector<SimTime> cost;
  std::vector<NodeId> ends;  // of the searches

  explicit Network(std::uint32_t side)
      : roads{grid(side)},
        graph{make_route_graph(roads, world::kCar)},
        cost{free_flow_costs(roads)} {
    const Stream random{2, kSpeeds};
    for (std::uint32_t i = 0; i < 15; ++i) ends.push_back(NodeId{random.below(side * side, i, 0)});
  }
};

const Network& network() {
  static const Network shared{500};
  return shared;
}

using Peer = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                                boost::property<boost::edge_weight_t, SimTime>>;

/// The same arcs turned round.
const Peer& peer() {
  static const std::unique_ptr<Peer> graph = [] {
    const world::Roads& roads = network().roads;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::uint32_t l = 0; l < roads.links(); ++l) {
      edges.emplace_back(roads.to[LinkId{l}].get(), roads.from[LinkId{l}].get());
    }
    return std::make_unique<Peer>(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                                  network().cost.begin(), roads.nodes());
  }();
  return *graph;
}

void count_arcs(benchmark::State& state) {
  const double arcs = static_cast<double>(network().graph.arcs.size());
  state.counters["ms/Marc"] = benchmark::Counter(
      arcs * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void tree(benchmark::State& state) {
  Tree out;
  Scratch scratch;
  std::size_t i = 0;
  for (auto _ : state) {
    const Target target{network().ends[i++ % 15], 0};
    build_tree(network().graph, network().cost, {&target, 1}, out, scratch);
    benchmark::DoNotOptimize(out.cost_us.data());
  }
  count_arcs(state);
}
BENCHMARK(tree)->Unit(benchmark::kMillisecond)->MinTime(2.0);

void tree_to_forty(benchmark::State& state) {
  Tree out;
  Scratch scratch;
  std::vector<Target> targets;
  const Stream random{3, kSpeeds};
  for (std::uint32_t i = 0; i < 40; ++i) {
    targets.push_back({NodeId{random.below(network().graph.nodes, i, 0)}, 0});
  }
  for (auto _ : state) {
    build_tree(network().graph, network().cost, targets, out, scratch);
    benchmark::DoNotOptimize(out.cost_us.data());
  }
  count_arcs(state);
}
BENCHMARK(tree_to_forty)->Unit(benchmark::kMillisecond)->MinTime(2.0);

/// 15 trees on the threads that OpenMP has; its own counter is CPU time over all of them.
void trees(benchmark::State& state) {
  std::vector<Tree> out(network().ends.size());
  std::vector<TreeJob> jobs;
  for (const NodeId end : network().ends) {
    jobs.push_back({&network().graph, network().cost, {{end, 0}}, &out[jobs.size()]});
  }
  std::vector<Scratch> scratch;
  for (auto _ : state) build_trees(jobs, scratch);
}
BENCHMARK(trees)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

/// Boost's, checked to give the same costs once.
template <class Search>
void boost_search(benchmark::State& state, Search&& search) {
  std::vector<SimTime> cost(network().graph.nodes);
  {
    Tree out;
    Scratch scratch;
    const Target target{network().ends[0], 0};
    build_tree(network().graph, network().cost, {&target, 1}, out, scratch);
    search(network().ends[0].get(), cost);
    if (!std::equal(cost.begin(), cost.end(), out.cost_us.begin())) {
      throw std::logic_error{"the tree and Boost's Dijkstra disagree"};
    }
  }
  std::size_t i = 0;
  for (auto _ : state) {
    search(network().ends[i++ % 15].get(), cost);
    benchmark::DoNotOptimize(cost.data());
  }
  count_arcs(state);
}

void boost_dijkstra(benchmark::State& state) {
  boost_search(state, [](std::uint32_t end, std::vector<SimTime>& cost) {
    boost::dijkstra_shortest_paths(peer(), end,
                                   boost::distance_map(boost::make_iterator_property_map(
                                       cost.begin(), get(boost::vertex_index, peer()))));
  });
}
BENCHMARK(boost_dijkstra)->Unit(benchmark::kMillisecond)->MinTime(2.0);

void boost_dijkstra_no_colour_map(benchmark::State& state) {
  boost_search(state, [](std::uint32_t end, std::vector<SimTime>& cost) {
    boost::dijkstra_shortest_paths_no_color_map(
        peer(), end,
        boost::distance_map(
            boost::make_iterator_property_map(cost.begin(), get(boost::vertex_index, peer()))));
  });
}
BENCHMARK(boost_dijkstra_no_colour_map)->Unit(benchmark::kMillisecond)->MinTime(2.0);

/// LB1 to LB4 of 100,000 vehicles on 100 x 100 nodes with 40 outlets on the edge.
void bounds(benchmark::State& state) {
  const world::Roads roads = grid(100);
  const Stream random{4, kSpeeds};
  std::vector<Demand> demands;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    demands.push_back({NodeId{random.below(roads.nodes(), i, 0)},
                       from_seconds(random.rayleigh(1800.0, i, 1)), 1});
  }
  std::vector<Outlet> outlets;
  for (std::uint32_t i = 5; i < 100; i += 10) {
    for (const std::uint32_t node : {i, 9900 + i, 100 * i, 100 * i + 99}) {
      outlets.push_back({NodeId{node}, 1.0});
    }
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(compute_bounds(roads, demands, outlets).greatest_s());
}
BENCHMARK(bounds)->Unit(benchmark::kMillisecond);

}  // namespace
