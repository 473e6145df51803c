// SPDX-License-Identifier: MIT
// A book that follows news step by step holds the trees of one that is made anew.
#include "engine/mobility/routing/route_book.hpp"

#include <gtest/gtest.h>

#include "engine/base/random.hpp"
#include "networks.hpp"

namespace muster::mobility::routing {
namespace {

constexpr std::uint32_t kSide = 12;
constexpr Purpose kNews{"test.routing.news"};

/// A town of kSide x kSide junctions with shelters at four of them, in two groups.
RouteBook town(const world::Roads& roads) {
  const RouteGraph graph = make_route_graph(roads, world::kCar);
  RouteBook book{graph, graph, {NodeId{0}, NodeId{kSide - 1}, NodeId{70}, NodeId{130}}};
  std::vector<SiteId> first, second;
  for (const std::uint32_t s : {0u, 1u}) first.emplace_back(s);
  for (const std::uint32_t s : {2u, 3u}) second.emplace_back(s);
  book.add_group(first);
  book.add_group(second);
  return book;
}

bool same(const Tree& a, const Tree& b) {
  return a.next == b.next && a.cost_us == b.cost_us && a.destination == b.destination;
}

TEST(RouteBook, FollowsNewsLikeABookMadeAnew) {
  NetworkMaker maker;
  maker.nodes(kSide * kSide);
  for (std::uint32_t n = 0; n < kSide * kSide; ++n) {
    if (n % kSide + 1 < kSide) maker.road(n, n + 1);
    if (n + kSide < kSide * kSide) maker.road(n, n + kSide);
  }
  const world::Roads roads = maker.make();
  const Stream random{1, kNews};
  std::vector<SimTime> cars(roads.links()), walkers(roads.links(), 600 * kSecond);
  for (std::uint32_t l = 0; l < roads.links(); ++l)
    cars[l] = (50 + random.below(20, l, 0)) * kSecond;
  RouteBook book = town(roads);
  book.build_habitual(cars);
  book.build_present(cars, walkers);
  int left_alone = 0, changed = 0;
  for (std::uint32_t step = 0; step < 60; ++step) {
    const Tree before = book.groups()[0].present;
    // A road closes or opens again; the walkers' roads change every third time, a door every
    // tenth.
    const std::uint32_t link = random.below(roads.links(), step, 1);
    cars[link] = cars[link] == kNever ? 55 * kSecond : kNever;
    if (step % 3 == 0) walkers[random.below(roads.links(), step, 2)] += 60 * kSecond;
    if (step == 30) book.groups()[0].open.pop_back();
    if (step == 50) book.groups()[0].open.clear();
    book.build_present(cars, walkers);

    RouteBook anew = town(roads);
    anew.build_habitual(cars);
    for (std::size_t g = 0; g < 2; ++g) anew.groups()[g].open = book.groups()[g].open;
    anew.build_present(cars, walkers);
    for (std::size_t g = 0; g < 2; ++g) {
      EXPECT_TRUE(same(book.groups()[g].present, anew.groups()[g].present)) << step << ' ' << g;
      EXPECT_TRUE(same(book.groups()[g].on_foot, anew.groups()[g].on_foot)) << step << ' ' << g;
    }
    (same(before, book.groups()[0].present) ? left_alone : changed) += 1;
  }
  EXPECT_GT(left_alone, 5);
  EXPECT_GT(changed, 5);
}

}  // namespace
}  // namespace muster::mobility::routing
