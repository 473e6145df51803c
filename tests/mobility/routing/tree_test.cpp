// SPDX-License-Identifier: MIT
// Reverse trees: closed forms, turn bans, ties, and Boost's Dijkstra on the graph of movements.
#include "engine/mobility/routing/tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <omp.h>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <numeric>

#include "engine/mobility/routing/costs.hpp"
#include "tests/mobility/routing/networks.hpp"

namespace muster::mobility::routing {
namespace {

constexpr Purpose kNetwork{"test.routing.network"};

Tree tree_of(const RouteGraph& graph, std::span<const SimTime> cost,
             std::span<const Target> targets) {
  Tree tree;
  Scratch scratch;
  build_tree(graph, cost, targets, tree, scratch);
  return tree;
}

bool same(const Tree& a, const Tree& b) {
  return a.next == b.next && a.cost_us == b.cost_us && a.destination == b.destination;
}

/// Links of the way from `vertex`, by source.
std::vector<std::int64_t> way(const world::Roads& roads, const RouteGraph& graph, const Tree& tree,
                              VertexId vertex) {
  std::vector<std::int64_t> links;
  while (tree.next[vertex]) {
    links.push_back(roads.source[tree.next[vertex]]);
    vertex = graph.head_vertex[tree.next[vertex]];
  }
  return links;
}

struct Routed {
  world::Roads roads;
  RouteGraph graph;
  std::vector<SimTime> cost;

  explicit Routed(NetworkMaker& maker)
      : roads{maker.make()},
        graph{make_route_graph(roads, world::kCar)},
        cost{free_flow_costs(roads)} {}
  Tree to(std::vector<Target> targets) const { return tree_of(graph, cost, targets); }
  SimTime& cost_of(std::int64_t source) { return cost[by_source(roads, source).get()]; }
};

TEST(Tree, AddsUpFreeFlowTimesAlongALine) {
  NetworkMaker maker;
  maker.nodes(5);
  for (std::uint32_t i = 0; i < 4; ++i) maker.road(i, i + 1, 1000.0 * (i + 1), 20.0);
  const Routed net{maker};
  const Tree tree = net.to({{NodeId{4}, 0}});
  EXPECT_THAT(tree.cost_us, ::testing::ElementsAre(500 * kSecond, 450 * kSecond, 350 * kSecond,
                                                   200 * kSecond, 0));
  EXPECT_THAT(way(net.roads, net.graph, tree, VertexId{0}), ::testing::ElementsAre(0, 2, 4, 6));
  EXPECT_FALSE(tree.next[VertexId{4}]);
}

TEST(Tree, TakesTheDestinationThatIsCheaperWithItsWait) {
  NetworkMaker maker;
  maker.nodes(3);
  maker.road(0, 1, 1000.0);  // 50 s
  maker.road(0, 2, 2000.0);  // 100 s
  const Routed net{maker};
  const Tree near = net.to({{NodeId{1}, 0}, {NodeId{2}, 0}});
  EXPECT_EQ(near.destination[VertexId{0}], TargetId{0});
  const Tree busy = net.to({{NodeId{1}, 51 * kSecond}, {NodeId{2}, 0}});
  EXPECT_EQ(busy.destination[VertexId{0}], TargetId{1});
  EXPECT_EQ(busy.cost_us[VertexId{0}], 100 * kSecond);
  EXPECT_EQ(busy.destination[VertexId{1}], TargetId{0});
  EXPECT_EQ(busy.cost_us[VertexId{1}], 51 * kSecond);
}

TEST(Tree, AWaitLongEnoughSendsPeopleOnFromTheDestinationItself) {
  NetworkMaker maker;
  maker.nodes(2);
  maker.road(0, 1, 1000.0);
  const Routed net{maker};
  EXPECT_FALSE(net.to({{NodeId{0}, 50 * kSecond}, {NodeId{1}, 0}}).next[VertexId{0}]);  // a tie
  const Tree tree = net.to({{NodeId{0}, 50 * kSecond + 1}, {NodeId{1}, 0}});
  EXPECT_EQ(way(net.roads, net.graph, tree, VertexId{0}).size(), 1u);
  EXPECT_EQ(tree.destination[VertexId{0}], TargetId{1});
}

TEST(Tree, EqualTargetsAtANodeGoToTheFirst) {
  NetworkMaker maker;
  maker.nodes(2);
  maker.road(0, 1);
  const Routed net{maker};
  const Tree tree = net.to({{NodeId{}, 0}, {NodeId{1}, 7}, {NodeId{1}, 7}, {NodeId{1}, 8}});
  EXPECT_EQ(tree.destination[VertexId{0}], TargetId{1});
}

TEST(Tree, OneWaysAreNotUsedBackwards) {
  NetworkMaker maker;
  maker.nodes(3);
  maker.one_way(0, 1);
  maker.road(1, 2);
  const Routed net{maker};
  const Tree tree = net.to({{NodeId{0}, 0}});
  EXPECT_EQ(tree.cost_us[VertexId{1}], kNever);
  EXPECT_FALSE(tree.next[VertexId{1}]);
  EXPECT_FALSE(tree.destination[VertexId{2}]);
}

TEST(Tree, ContraflowOpensTheOtherWayByItsCostAlone) {
  NetworkMaker maker;
  maker.nodes(2);
  const auto street = maker.one_way(0, 1);
  Routed net{maker};
  EXPECT_EQ(net.to({{NodeId{0}, 0}}).cost_us[VertexId{1}], kNever);
  net.cost_of(street + 1) = 60 * kSecond;
  EXPECT_EQ(net.to({{NodeId{0}, 0}}).cost_us[VertexId{1}], 60 * kSecond);
}

TEST(Tree, AClosedLinkForcesADetourAndAClosedNetworkReachesNothing) {
  NetworkMaker maker;
  maker.nodes(3);
  const auto direct = maker.link(0, 2, 1000.0);
  const auto round = maker.link(0, 1, 1000.0);
  const auto about = maker.link(1, 2, 1000.0);
  Routed net{maker};
  EXPECT_THAT(way(net.roads, net.graph, net.to({{NodeId{2}, 0}}), VertexId{0}),
              ::testing::ElementsAre(direct));
  net.cost_of(direct) = kNever;
  const Tree detour = net.to({{NodeId{2}, 0}});
  EXPECT_THAT(way(net.roads, net.graph, detour, VertexId{0}), ::testing::ElementsAre(round, about));
  EXPECT_EQ(detour.cost_us[VertexId{0}], 100 * kSecond);
  std::fill(net.cost.begin(), net.cost.end(), kNever);
  const Tree none = net.to({{NodeId{2}, 0}});
  EXPECT_EQ(none.cost_us[VertexId{0}], kNever);
  EXPECT_FALSE(none.destination[VertexId{0}]);
  EXPECT_EQ(none.cost_us[VertexId{2}], 0);
}

TEST(Tree, NoTargetsMeansNobodyArrives) {
  NetworkMaker maker;
  maker.nodes(2);
  maker.road(0, 1);
  const Routed net{maker};
  for (const SimTime cost : net.to({}).cost_us) EXPECT_EQ(cost, kNever);
}

/// A block: 0 - 1 - 2 above, 3 - 4 - 5 below, joined at each end and in the middle.
struct Block {
  NetworkMaker maker;
  std::int64_t west_east;  // 0 -> 1
  std::int64_t east_on;    // 1 -> 2
  std::int64_t down;       // 1 -> 4
  Block() {
    maker.nodes(6);
    west_east = maker.road(0, 1);
    east_on = maker.road(1, 2);
    down = maker.road(1, 4);
    maker.road(3, 4);
    maker.road(4, 5);
    maker.road(0, 3, 1100.0);
    maker.road(2, 5);
  }
};

TEST(Tree, ABanForcesADetourForThoseWhoComeFromItsLinkOnly) {
  Block block;
  block.maker.ban(block.west_east, block.down);
  const Routed net{block.maker};
  const Tree tree = net.to({{NodeId{4}, 0}});
  const VertexId from_west = net.graph.head_vertex[by_source(net.roads, block.west_east)];
  EXPECT_EQ(tree.cost_us[from_west], 150 * kSecond);  // 1 - 2 - 5 - 4
  EXPECT_EQ(tree.next[from_west], by_source(net.roads, block.east_on));
  EXPECT_EQ(tree.cost_us[VertexId{1}], 50 * kSecond);   // a trip from 1 goes straight down
  EXPECT_EQ(tree.cost_us[VertexId{0}], 105 * kSecond);  // 0 - 3 - 4
}

TEST(Tree, ABannedMovementIsNeverUsedAndTurningBackIsAllowedUnlessBanned) {
  // A tee with a dead end: from 0 into 1, right to 2 is banned, so drive on to 3 and turn back.
  NetworkMaker maker;
  maker.nodes(4);
  const auto in = maker.road(0, 1);
  const auto right = maker.road(1, 2);
  const auto on = maker.road(1, 3);
  maker.ban(in, right);
  {
    const Routed net{maker};
    const Tree tree = net.to({{NodeId{2}, 0}});
    EXPECT_THAT(way(net.roads, net.graph, tree, VertexId{0}),
                ::testing::ElementsAre(in, on, on + 1, right));
    EXPECT_EQ(tree.cost_us[VertexId{0}], 200 * kSecond);
  }
  maker.ban(on, on + 1);
  // Now the only way is to turn back at 1 towards 0, which does not help either.
  EXPECT_EQ(Routed{maker}.to({{NodeId{2}, 0}}).cost_us[VertexId{0}], kNever);
}

TEST(Tree, ADestinationAtABannedNodeIsReachedFromEverySide) {
  Block block;
  block.maker.ban(block.west_east, block.down);
  block.maker.ban(block.west_east, block.east_on);
  const Routed net{block.maker};
  const Tree tree = net.to({{NodeId{1}, 30 * kSecond}});
  EXPECT_EQ(tree.cost_us[VertexId{0}], 80 * kSecond);
  EXPECT_EQ(tree.destination[VertexId{0}], TargetId{0});
  EXPECT_EQ(tree.cost_us[net.graph.head_vertex[by_source(net.roads, block.west_east)]],
            30 * kSecond);
}

TEST(Tree, WhoFacesTheWrongWayTurnsBackAtTheNextNode) {
  NetworkMaker maker;
  maker.nodes(3);
  maker.road(0, 1);
  const auto wrong = maker.road(1, 2);
  const Routed net{maker};
  const Tree tree = net.to({{NodeId{0}, 0}});
  EXPECT_EQ(tree.next[net.graph.head_vertex[by_source(net.roads, wrong)]],
            by_source(net.roads, wrong + 1));
}

TEST(Tree, TiesGoToTheLowestLinkWhateverTheOrderOfSearch) {
  // Two equal ways round a diamond, and two equal parallel links.
  NetworkMaker maker;
  maker.nodes(4);
  maker.link(0, 1);
  maker.link(0, 2);
  maker.link(1, 3);
  maker.link(2, 3);
  maker.link(2, 3);
  const Routed net{maker};
  const Tree tree = net.to({{NodeId{3}, 0}});
  EXPECT_EQ(tree.next[VertexId{0}], net.roads.out(NodeId{0})[0]);
  EXPECT_EQ(tree.next[VertexId{2}], net.roads.out(NodeId{2})[0]);
}

/// Random links with few different lengths, so that ties abound, and random bans.
NetworkMaker random_network(std::uint64_t seed, std::uint32_t nodes, std::uint32_t links,
                            std::uint32_t ban_one_in) {
  const Stream random{seed, kNetwork};
  NetworkMaker maker;
  maker.nodes(static_cast<int>(nodes));
  for (std::uint32_t l = 0; l < links; ++l) {
    const std::uint32_t from = random.below(nodes, l, 0);
    const std::uint32_t to = (from + 1 + random.below(nodes - 1, l, 1)) % nodes;
    maker.link(from, to, 20.0 * (1 + random.below(4, l, 2)), 20.0);
  }
  const world::Roads& roads = maker.raw();
  std::uint32_t pair = 0;
  for (std::uint32_t a = 0; ban_one_in > 0 && a < links; ++a) {
    for (std::uint32_t b = 0; b < links; ++b) {
      if (roads.to[LinkId{a}] != roads.from[LinkId{b}]) continue;
      if (random.below(ban_one_in, pair++, 3) == 0) maker.ban(a, b);
    }
  }
  return maker;
}

/// What is left to pay after each link, by Boost's Dijkstra on the graph whose vertices are links
/// and whose edges are allowed movements: it shares nothing with RouteGraph.
std::vector<SimTime> oracle(const world::Roads& roads, std::span<const SimTime> cost,
                            std::span<const Target> targets) {
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                                   boost::property<boost::edge_weight_t, SimTime>>;
  const std::uint32_t links = roads.links();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  std::vector<SimTime> weights;
  for (std::uint32_t a = 0; a < links; ++a) {
    for (const Target& target : targets) {
      if (roads.to[LinkId{a}] != target.node) continue;
      edges.emplace_back(links, a);
      weights.push_back(target.cost_us);
    }
    for (std::uint32_t b = 0; b < links; ++b) {
      if (roads.to[LinkId{a}] != roads.from[LinkId{b}] || cost[b] == kNever) continue;
      if (std::count(roads.bans.begin(), roads.bans.end(), world::TurnBan{LinkId{a}, LinkId{b}}))
        continue;
      edges.emplace_back(b, a);
      weights.push_back(cost[b]);
    }
  }
  const Graph graph{boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                    weights.begin(), links + 1};
  std::vector<SimTime> left(links + 1);
  boost::dijkstra_shortest_paths(graph, links,
                                 boost::distance_map(boost::make_iterator_property_map(
                                     left.begin(), get(boost::vertex_index, graph))));
  left.pop_back();
  return left;
}

TEST(Tree, EqualsBoostOnRandomNetworksWithBansAndClosures) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Stream random{seed, kNetwork};
    const std::uint32_t nodes = 5 + random.below(40, 1, 9);
    NetworkMaker maker = random_network(seed, nodes, 3 * nodes, seed % 3 == 0 ? 0 : 4);
    Routed net{maker};
    for (std::uint32_t l = 0; l < net.roads.links(); ++l) {
      if (seed % 4 == 0) net.cost[l] = SimTime{1} << random.below(45, l, 10);  // 1 us to a year
      if (random.below(8, l, 4) == 0) net.cost[l] = kNever;
    }
    const std::vector<Target> targets{{NodeId{random.below(nodes, 0, 5)}, 0},
                                      {NodeId{random.below(nodes, 1, 5)}, 2 * kSecond}};
    const Tree tree = net.to(targets);
    const std::vector<SimTime> left = oracle(net.roads, net.cost, targets);
    for (std::uint32_t l = 0; l < net.roads.links(); ++l) {
      ASSERT_EQ(tree.cost_us[net.graph.head_vertex[LinkId{l}]], left[l]) << seed << ' ' << l;
    }
    for (std::uint32_t n = 0; n < nodes; ++n) {
      SimTime best = kNever;
      for (const Target& target : targets) {
        if (target.node == NodeId{n}) best = std::min(best, target.cost_us);
      }
      LinkId next;
      for (const LinkId link : net.roads.out(NodeId{n})) {
        if (net.cost[link.get()] == kNever || left[link.get()] == kNever) continue;
        const SimTime cost = net.cost[link.get()] + left[link.get()];
        if (cost < best) best = cost, next = link;
      }
      ASSERT_EQ(tree.cost_us[VertexId{n}], best) << seed << ' ' << n;
      ASSERT_EQ(tree.next[VertexId{n}], next) << seed << ' ' << n;
    }
  }
}

TEST(Tree, EveryWayIsAllowedAndPaysWhatItSays) {
  for (std::uint64_t seed = 100; seed < 120; ++seed) {
    NetworkMaker maker = random_network(seed, 40, 120, 3);
    const Routed net{maker};
    const std::vector<Target> targets{{NodeId{0}, 5}, {NodeId{1}, 0}};
    const Tree tree = net.to(targets);
    for (std::uint32_t start = 0; start < net.graph.vertices(); ++start) {
      VertexId vertex{start};
      if (tree.cost_us[vertex] == kNever) continue;
      SimTime paid = 0;
      LinkId last;
      while (const LinkId link = tree.next[vertex]) {
        ASSERT_EQ(net.roads.from[link], net.graph.node(vertex));
        if (last) {
          ASSERT_FALSE(
              std::count(net.roads.bans.begin(), net.roads.bans.end(), world::TurnBan{last, link}));
        }
        paid += net.cost[link.get()];
        last = link;
        vertex = net.graph.head_vertex[link];
      }
      const Target& end = targets[tree.destination[VertexId{start}].get()];
      EXPECT_EQ(net.graph.node(vertex), end.node);
      EXPECT_EQ(paid + end.cost_us, tree.cost_us[VertexId{start}]);
    }
  }
}

TEST(Tree, RenamingNodesAndReorderingLinksChangesNoCost) {
  constexpr std::uint32_t kNodes = 60, kLinks = 200;
  NetworkMaker maker = random_network(7, kNodes, kLinks, 4);
  const world::Roads& raw = maker.raw();
  NetworkMaker other;
  other.nodes(kNodes);
  const auto renamed = [](std::uint32_t n) { return (n * 37 + 11) % kNodes; };
  const auto moved = [](std::uint32_t l) { return (l * 73 + 5) % kLinks; };
  std::vector<std::uint32_t> old(kLinks);
  for (std::uint32_t l = 0; l < kLinks; ++l) old[moved(l)] = l;
  for (const std::uint32_t l : old) {
    other.link(renamed(raw.from[LinkId{l}].get()), renamed(raw.to[LinkId{l}].get()),
               raw.length_m[LinkId{l}], raw.free_speed_m_s[LinkId{l}]);
  }
  for (const world::TurnBan& ban : raw.bans) other.ban(moved(ban.from.get()), moved(ban.to.get()));
  const Routed a{maker}, b{other};
  const Tree tree_a = a.to({{NodeId{3}, 0}, {NodeId{9}, 4 * kSecond}});
  const Tree tree_b = b.to({{NodeId{renamed(9)}, 4 * kSecond}, {NodeId{renamed(3)}, 0}});
  for (std::uint32_t n = 0; n < kNodes; ++n) {
    EXPECT_EQ(tree_a.cost_us[VertexId{n}], tree_b.cost_us[VertexId{renamed(n)}]);
  }
  for (std::uint32_t l = 0; l < kLinks; ++l) {
    EXPECT_EQ(tree_a.cost_us[a.graph.head_vertex[by_source(a.roads, l)]],
              tree_b.cost_us[b.graph.head_vertex[by_source(b.roads, moved(l))]]);
  }
}

TEST(Tree, ForestsAreTheSameOnAnyNumberOfThreads) {
  NetworkMaker maker = random_network(11, 500, 2000, 5);
  const Routed net{maker};
  constexpr std::size_t kSets = 40;
  std::vector<std::vector<Target>> sets(kSets);
  std::vector<TreeJob> jobs;
  for (std::uint32_t i = 0; i < kSets; ++i) {
    for (std::uint32_t k = 0; k <= i % 5; ++k)
      sets[i].push_back({NodeId{(i * 31 + k * 7) % 500}, k});
    jobs.push_back({&net.graph, net.cost, sets[i], nullptr});
  }
  const int threads = omp_get_max_threads();
  std::vector<Tree> first;
  for (const int n : {1, 2, 4}) {
    omp_set_num_threads(n);
    std::vector<Tree> trees(kSets);
    std::vector<Scratch> scratch;
    for (std::size_t i = 0; i < kSets; ++i) jobs[i].out = &trees[i];
    build_trees(jobs, scratch);
    if (first.empty()) first = trees;
    for (std::size_t i = 0; i < kSets; ++i) EXPECT_TRUE(same(trees[i], first[i])) << n << ' ' << i;
  }
  omp_set_num_threads(threads);
  for (std::size_t i = 0; i < kSets; ++i) EXPECT_TRUE(same(first[i], net.to(sets[i])));
}

TEST(Tree, HoldsOnlyWhereARebuildGivesTheSame) {
  int held = 0, rebuilt = 0;
  for (std::uint64_t seed = 200; seed < 400; ++seed) {
    const Stream random{seed, kNetwork};
    NetworkMaker maker = random_network(seed, 30, 90, seed % 2 == 0 ? 0 : 4);
    Routed net{maker};
    const std::vector<Target> targets{{NodeId{0}, 0}, {NodeId{15}, 3 * kSecond}};
    const Tree before = net.to(targets);
    std::vector<LinkId> changed;
    for (std::uint32_t i = 0; i < 1 + seed % 3; ++i) {
      changed.push_back(LinkId{random.below(90, i, 20)});
      SimTime& cost = net.cost[changed.back().get()];
      const std::uint32_t kind = random.below(3, i, 21);
      const SimTime was = cost == kNever ? 5 * kSecond : cost;
      cost = kind == 0 ? kNever : kind == 1 ? was + kSecond : std::max(kSecond, was - kSecond);
    }
    const Tree after = net.to(targets);
    const bool holds = tree_holds(net.graph, net.cost, changed, before);
    if (holds) {
      ++held;
      EXPECT_TRUE(same(before, after)) << seed;
    } else {
      ++rebuilt;
    }
    if (!same(before, after)) {
      EXPECT_FALSE(holds) << seed;
    }
  }
  EXPECT_GT(held, 20);
  EXPECT_GT(rebuilt, 20);
}

}  // namespace
}  // namespace muster::mobility::routing
