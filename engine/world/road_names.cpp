// SPDX-License-Identifier: MIT
#include "engine/world/road_names.hpp"

#include <algorithm>

namespace muster::world {

namespace {

constexpr std::int64_t kSplitPoint = -1;  // Roads::node_source

/// The piece of the same road that goes on from `link`; invalid where there is not exactly one.
LinkId next_piece(const Roads& roads, LinkId link) {
  LinkId next;
  for (const LinkId out : roads.out(roads.to[link])) {
    if (out == roads.reverse[link] || roads.source[out] != roads.source[link]) continue;
    if (next) return LinkId{};
    next = out;
  }
  return next;
}

/// The pieces from `first` to the next node of the input; empty where there is none.
std::vector<LinkId> stretch(const Roads& roads, LinkId first) {
  std::vector<LinkId> pieces{first};
  while (roads.node_source[roads.to[pieces.back()]] == kSplitPoint) {
    const LinkId next = next_piece(roads, pieces.back());
    if (!next || next == first) return {};
    pieces.push_back(next);
  }
  return pieces;
}

template <class Name>
auto named(const std::vector<std::pair<Name, LinkId>>& links, const Name& name) {
  struct ByName {
    bool operator()(const std::pair<Name, LinkId>& a, const Name& b) const { return a.first < b; }
    bool operator()(const Name& a, const std::pair<Name, LinkId>& b) const { return a < b.first; }
  };
  return std::equal_range(links.begin(), links.end(), name, ByName{});
}

}  // namespace

RoadNames::RoadNames(const Roads& roads) {
  for (LinkId link{0}; link.get() < roads.links(); link = LinkId{link.get() + 1}) {
    by_source_.emplace_back(roads.source[link], link);
    const std::int64_t from = roads.node_source[roads.from[link]];
    if (from == kSplitPoint) continue;
    const std::vector<LinkId> pieces = stretch(roads, link);
    for (const LinkId piece : pieces)
      by_ends_.push_back({{from, roads.node_source[roads.to[pieces.back()]]}, piece});
  }
  std::sort(by_source_.begin(), by_source_.end());
  std::sort(by_ends_.begin(), by_ends_.end());
}

bool RoadNames::has(std::int64_t source) const {
  const auto [first, last] = named(by_source_, source);
  return first != last;
}

bool RoadNames::has(const Ends& between) const {
  const auto [first, last] = named(by_ends_, between);
  return first != last;
}

std::vector<LinkId> RoadNames::links(const std::vector<std::int64_t>& sources,
                                     const std::vector<Ends>& between) const {
  std::vector<LinkId> links;
  const auto add = [&](const auto& found) {
    for (auto one = found.first; one != found.second; ++one) links.push_back(one->second);
  };
  for (const std::int64_t source : sources) add(named(by_source_, source));
  for (const Ends& ends : between) add(named(by_ends_, ends));
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

}  // namespace muster::world
