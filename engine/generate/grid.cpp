// SPDX-License-Identifier: MIT
// Streets, exits, routes and departures of a grid.
#include "engine/generate/grid.hpp"
#include "engine/generate/case_json.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/generate/geometry.hpp"
#include "engine/generate/text.hpp"

namespace muster::generate {
namespace {

constexpr Purpose kOrigin{"generate.grid.origin"};
constexpr Purpose kDepart{"generate.grid.depart"};
constexpr double kLaneCapacity = 1800;
constexpr double kExitLength = 100;
constexpr std::uint32_t kNone = 0xffffffffu;

struct Link {
  std::uint32_t from, to;  // nodes, from 1
  double length_m, speed_m_s;
  int lanes;
};

struct Streets {
  std::vector<Point> nodes;  // [id - 1]
  std::vector<Link> links;
  std::vector<std::uint32_t> exit_links;
};

Streets lay_out(const GridSpec& g) {
  Streets streets;
  const auto node = [&](int x, int y) { return static_cast<std::uint32_t>(y * g.width + x + 1); };
  const Point middle{0.5 * (g.width - 1) * g.spacing_m, 0.5 * (g.height - 1) * g.spacing_m};
  for (int y = 0; y < g.height; ++y) {
    for (int x = 0; x < g.width; ++x) {
      streets.nodes.push_back(Point{x * g.spacing_m, y * g.spacing_m} - middle);
    }
  }
  constexpr int kWays[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  for (int y = 0; y < g.height; ++y) {
    for (int x = 0; x < g.width; ++x) {
      for (const auto& [dx, dy] : kWays) {
        const int u = x + dx;
        const int v = y + dy;
        if (u < 0 || v < 0 || u >= g.width || v >= g.height) continue;
        const bool arterial = (dy == 0 && y % 10 == 5) || (dx == 0 && x % 10 == 5);
        streets.links.push_back(
            {node(x, y), node(u, v), g.spacing_m, arterial ? 16.67 : 11.11, arterial ? 2 : 1});
      }
    }
  }
  std::vector<std::uint32_t> exits;
  for (int i = 5; i < g.width; i += 10)
    exits.insert(exits.end(), {node(i, 0), node(i, g.height - 1)});
  for (int i = 5; i < g.height; i += 10)
    exits.insert(exits.end(), {node(0, i), node(g.width - 1, i)});
  std::sort(exits.begin(), exits.end());
  exits.erase(std::unique(exits.begin(), exits.end()), exits.end());
  for (const std::uint32_t exit : exits) {
    const Point p = streets.nodes[exit - 1];
    const double away = std::max(1.0, distance(p, {0, 0}));
    streets.nodes.push_back(p + p * (kExitLength / away));
    streets.exit_links.push_back(static_cast<std::uint32_t>(streets.links.size()));
    streets.links.push_back(
        {exit, static_cast<std::uint32_t>(streets.nodes.size()), kExitLength, 13.89, 2});
  }
  return streets;
}

/// First link of each node's way to the nearest exit; kNone at exits. Ties go to the link found
/// first.
std::vector<std::uint32_t> ways_out(const Streets& streets) {
  std::vector<std::vector<std::uint32_t>> into(streets.nodes.size() + 1);
  for (std::uint32_t i = 0; i < streets.links.size(); ++i) into[streets.links[i].to].push_back(i);
  std::vector<double> time(streets.nodes.size() + 1, std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> first(streets.nodes.size() + 1, kNone);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (const std::uint32_t link : streets.exit_links) {
    time[streets.links[link].to] = 0;
    queue.push({0, streets.links[link].to});
  }
  while (!queue.empty()) {
    const auto [at, node] = queue.top();
    queue.pop();
    if (at > time[node]) continue;
    for (const std::uint32_t i : into[node]) {
      const Link& link = streets.links[i];
      const double through = at + link.length_m / link.speed_m_s;
      if (through >= time[link.from]) continue;
      time[link.from] = through;
      first[link.from] = i;
      queue.push({through, link.from});
    }
  }
  return first;
}

void write_tables(const Spec& spec, const Streets& streets, const std::string& folder) {
  Text nodes, links, exits, routes, vehicles;
  nodes << "id,x,y\n";
  for (std::size_t n = 0; n < streets.nodes.size(); ++n) {
    nodes << n + 1 << ',';
    nodes.fixed(streets.nodes[n].x, 2) << ',';
    nodes.fixed(streets.nodes[n].y, 2) << '\n';
  }
  links << "id,from,to,length_m,speed_ms,lanes,capacity_vph\n";
  for (std::size_t i = 0; i < streets.links.size(); ++i) {
    const Link& link = streets.links[i];
    links << i << ',' << link.from << ',' << link.to << ',';
    links.fixed(link.length_m, 2) << ',';
    links.fixed(link.speed_m_s, 3) << ',' << link.lanes << ',';
    links.fixed(kLaneCapacity * link.lanes, 1) << '\n';
  }
  exits << "link,node,sink\n";
  for (const std::uint32_t i : streets.exit_links) {
    exits << i << ',' << streets.links[i].from << ',' << streets.links[i].to << '\n';
  }
  const std::vector<std::uint32_t> first = ways_out(streets);
  const auto origins = static_cast<std::uint32_t>(spec.grid.width * spec.grid.height);
  routes << "origin,links\n";
  for (std::uint32_t n = 1; n <= origins; ++n) {
    routes << n;
    char before = ',';
    for (std::uint32_t at = n; first[at] != kNone; at = streets.links[first[at]].to) {
      routes << before << first[at];
      before = ' ';
    }
    routes << '\n';
  }
  const Stream origin{spec.seed, kOrigin};
  const Stream depart{spec.seed, kDepart};
  std::vector<std::pair<double, std::uint32_t>> trips;
  for (std::int64_t k = 0; k < spec.grid.vehicles; ++k) {
    const auto entity = static_cast<std::uint64_t>(k);
    const double at =
        spec.grid.depart_sigma_s > 0 ? depart.rayleigh(spec.grid.depart_sigma_s, entity, 0) : 0;
    trips.emplace_back(std::floor(at * 100 + 0.5) / 100, 1 + origin.below(origins, entity, 0));
  }
  std::sort(trips.begin(), trips.end());
  vehicles << "id,depart_s,origin\n";
  for (std::size_t k = 0; k < trips.size(); ++k) {
    vehicles << k << ',';
    vehicles.fixed(trips[k].first, 2) << ',' << trips[k].second << '\n';
  }
  write_file(folder + "/nodes.csv", nodes.str());
  write_file(folder + "/links.csv", links.str());
  write_file(folder + "/exits.csv", exits.str());
  write_file(folder + "/routes.csv", routes.str());
  write_file(folder + "/vehicles.csv", vehicles.str());
}

}  // namespace

void generate_grid(const Spec& spec, const std::string& folder) {
  write_tables(spec, lay_out(spec.grid), folder);
  const auto write_json = [&](const char* name, const input::Json& value) {
    write_file(folder + '/' + name, to_pretty_text(value));
  };
  write_json("world.json", object({{"roads", object({{"csv", json(".")}})}}));
  write_json("plan.json", object({{"demand", object({{"vehicles", json("vehicles.csv")},
                                                     {"routes", json("routes.csv")}})},
                                  {"behaviour", object({{"destination", json("nearest_exit")}})}}));
  write_file(folder + "/case.json", case_json(spec));
}

}  // namespace muster::generate
