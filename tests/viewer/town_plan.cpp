// SPDX-License-Identifier: MIT
// Streets, homes, water and journeys of the made-up town.
#include "town_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>

#include "engine/base/hash.hpp"

namespace muster::viewer::test {
namespace {

constexpr SimTime kOrder = 1200 * kSecond;

double draw(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(mix(a * 7919 + 13, b) >> 11) * 0x1p-53;
}

void sort_by_time(std::vector<Change>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.time < b.time; });
}

}  // namespace

Town::Town(const TownSize& town_size) : size{town_size}, side_m{(size.streets + 1) * size.block_m} {
  const auto cells = static_cast<std::uint32_t>(side_m / size.cell_m);
  grid = {cells, cells, {300000, size.cell_m, 0, 6650000 + side_m, 0, -size.cell_m}};
  build_streets();
  settle();
  close_streets();
  evacuate();
  for (auto* changes : {&movements, &party_states, &site_states, &closed, &events})
    sort_by_time(*changes);
}

double Town::river_x(double y) const {
  return 300000 + side_m * (0.45 + 0.12 * std::sin(5 * (y - 6650000) / side_m));
}

double Town::elevation(double x, double y) const {
  const double across = std::fabs(x - river_x(y)) / side_m;
  const double hills = 3 * std::sin(9 * x / side_m) * std::cos(7 * y / side_m);
  return across < 0.02
             ? -2
             : 2 + 60 * across * across + 14 * across + (across > 0.1 ? hills * across * 4 : 0);
}

double Town::water_level(SimTime time) const {
  const double share = static_cast<double>(time) / static_cast<double>(size.horizon);
  return 4.4 * std::exp(-std::pow((share - 0.7) / 0.35, 2)) - 0.2;
}

double Town::depth(double x, double y, SimTime time) const {
  return std::max(0.0, water_level(time) - elevation(x, y));
}

void Town::build_streets() {
  const int n = size.streets;
  for (int r = 0; r < n; ++r)
    for (int c = 0; c < n; ++c) {
      const std::uint64_t id = node_x.size();
      node_x.push_back(300000 + (c + 1 + 0.3 * (draw(id, 1) - 0.5)) * size.block_m);
      node_y.push_back(6650000 + (r + 1 + 0.3 * (draw(id, 2) - 0.5)) * size.block_m);
    }
  const auto add = [&](int a, int b, bool major) {
    const auto from = static_cast<std::uint32_t>(a), to = static_cast<std::uint32_t>(b);
    const bool crosses =
        (node_x[from] < river_x(node_y[from])) != (node_x[to] < river_x(node_y[to]));
    if (crosses && !major) return;
    const double dx = node_x[to] - node_x[from], dy = node_y[to] - node_y[from];
    const double length = std::sqrt(dx * dx + dy * dy);
    const std::uint8_t road_class = major ? 0 : (a + b) % 3 == 0 ? 1 : 2;
    links.push_back({from, to, length, major ? 16.7 : 8.3, road_class, crosses});
    links.push_back({to, from, length, major ? 16.7 : 8.3, road_class, crosses});
  };
  for (int r = 0; r < n; ++r)
    for (int c = 0; c < n; ++c) {
      if (c + 1 < n) add(r * n + c, r * n + c + 1, r % 4 == 2);
      if (r + 1 < n) add(r * n + c, (r + 1) * n + c, c % 5 == 2);
    }
}

void Town::settle() {
  const auto nodes = static_cast<double>(node_x.size());
  for (int p = 0; p < size.parties; ++p) {
    const auto id = static_cast<std::uint64_t>(p);
    const auto node = static_cast<std::uint32_t>(draw(id, 3) * nodes);
    homes.push_back({node_x[node] + (draw(id, 4) - 0.5) * size.block_m,
                     node_y[node] + (draw(id, 5) - 0.5) * size.block_m, node,
                     static_cast<std::uint16_t>(1 + draw(id, 6) * 5)});
  }
  const int n = size.streets;
  for (const auto& [row, column] :
       {std::pair{1, 1}, {n - 2, 1}, {1, n - 2}, {n - 2, n - 2}, {n / 2, n - 1}})
    shelter_node.push_back(static_cast<std::uint32_t>(row * n + column));
}

void Town::close_streets() {
  for (std::uint32_t l = 0; l < links.size(); ++l) {
    if (links[l].bridge) continue;
    const double x = (node_x[links[l].from] + node_x[links[l].to]) / 2;
    const double y = (node_y[links[l].from] + node_y[links[l].to]) / 2;
    bool shut = false;
    for (SimTime t = 0; t <= size.horizon; t += kFieldStep) {
      const bool wet = depth(x, y, t) > 0.3;
      if (wet == shut) continue;
      shut = wet;
      closed.push_back({t, l, wet ? 1u : 0u});
      events.push_back({t, l, wet ? 1u : 2u});
    }
  }
}

void Town::evacuate() {
  // Travel times from every node to the nearest shelter, against the direction of travel.
  std::vector<double> travel_s(node_x.size(), std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> next(node_x.size(), trace::kNone), goal(node_x.size(), 0);
  std::vector<std::vector<std::uint32_t>> into(node_x.size());
  for (std::uint32_t l = 0; l < links.size(); ++l) into[links[l].to].push_back(l);
  using Entry = std::tuple<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (std::uint32_t s = 0; s < shelter_node.size(); ++s) {
    travel_s[shelter_node[s]] = 0;
    goal[shelter_node[s]] = s;
    queue.push({0, shelter_node[s]});
  }
  while (!queue.empty()) {
    const auto [time, node] = queue.top();
    queue.pop();
    if (time > travel_s[node]) continue;
    for (const std::uint32_t l : into[node]) {
      const double t = time + links[l].length_m / links[l].speed_m_s;
      if (t >= travel_s[links[l].from]) continue;
      travel_s[links[l].from] = t;
      next[links[l].from] = l;
      goal[links[l].from] = goal[node];
      queue.push({t, links[l].from});
    }
  }

  events.push_back({kOrder, 0, 0});
  std::vector<Change> arrivals;
  for (std::uint32_t p = 0; p < homes.size(); ++p) {
    const Home& home = homes[p];
    const SimTime ready = kOrder + from_seconds(draw(p, 7) * 600);
    const SimTime start = ready + from_seconds(300 - 1200 * std::log(1 - draw(p, 8)));
    SimTime flooded = kNever;
    for (SimTime t = 0; t <= size.horizon && flooded == kNever; t += kFieldStep)
      if (depth(home.x, home.y, t) > 0.6) flooded = t;
    if (flooded < start) {
      party_states.push_back({flooded, p, 4});
      events.push_back({flooded, p, 4});
      continue;
    }
    party_states.push_back({ready, p, 1});
    party_states.push_back({start, p, 2});
    SimTime time = start;
    std::uint32_t node = home.node;
    for (int hop = 0; next[node] != trace::kNone; ++hop) {
      const Street& street = links[next[node]];
      movements.push_back({time, p, next[node]});
      const double delay = 1 + 5 * draw(p, 100 + static_cast<std::uint64_t>(hop));
      time += from_seconds(street.length_m / street.speed_m_s * delay);
      node = street.to;
    }
    movements.push_back({time, p, trace::kNone});
    party_states.push_back({time, p, 3});
    arrivals.push_back({time, goal[home.node], home.size});
  }
  sort_by_time(arrivals);
  std::vector<double> inside(shelter_node.size(), 0);
  for (const Change& arrival : arrivals) {
    double& persons = inside[arrival.subject];
    const bool was_full = persons >= kShelterPlaces;
    persons += arrival.code;
    const bool full = persons >= kShelterPlaces;
    site_states.push_back({arrival.time, arrival.subject, full ? 1u : 0u, persons});
    if (full && !was_full) events.push_back({arrival.time, arrival.subject, 3});
  }
  const auto late = [&](const Change& change) { return change.time > size.horizon; };
  for (auto* changes : {&movements, &party_states, &site_states, &events})
    std::erase_if(*changes, late);
}

}  // namespace muster::viewer::test
