// SPDX-License-Identifier: MIT
// Networks of the comparison cases: nodes.csv, links.csv, exits.csv.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/input/crs.hpp"
#include "engine/input/directed_links.hpp"
#include "engine/input/network.hpp"
#include "engine/input/table_row.hpp"

namespace muster::input {
namespace {

using world::kCar;
using world::kWalk;
using world::RoadClass;

constexpr double kMostLength = 1e6;  // m; more is taken for a mistake in the unit
constexpr double kMostSpeed = 150;   // m/s

struct Node {
  std::int64_t id;
  double x;
  double y;
  std::size_t line;
};

struct Link {
  std::int64_t id;
  std::uint32_t from;
  std::uint32_t to;
  double length_m;
  double speed_m_s;
  int lanes;
  double capacity_veh_h;
  bool exit = false;
  std::size_t line = 0;
};

using NodeOf = std::unordered_map<std::int64_t, std::uint32_t>;

bool read_nodes(const std::string& folder, Import& import, std::vector<Node>& nodes) {
  const std::string path = (std::filesystem::path(folder) / "nodes.csv").string();
  Table table;
  std::vector<int> index;
  if (!open_table(path, {"id", "x", "y"}, import, table, index)) return false;
  RowProblems problems(import.diagnostics, path);
  nodes.reserve(table.rows());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    const Node node{row.integer(0), row.number(1, -1e9, 1e9), row.number(2, -1e9, 1e9),
                    table.line(r)};
    if (row.good() && node.id < 0) row.fail("id must not be negative");
    if (row.good()) nodes.push_back(node);
  }
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const Node& a, const Node& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (nodes[i].id == nodes[i - 1].id) {
      problems.error(nodes[i].line, "node " + std::to_string(nodes[i].id) + " occurs twice",
                     "first on line " + std::to_string(nodes[i - 1].line));
    }
  }
  return problems.count() == 0;
}

bool read_links(const std::string& folder, const NodeOf& node_of, Import& import,
                std::vector<Link>& links) {
  const std::string path = (std::filesystem::path(folder) / "links.csv").string();
  Table table;
  std::vector<int> index;
  if (!open_table(path, {"id", "from", "to", "length_m", "speed_ms", "lanes", "capacity_vph"},
                  import, table, index)) {
    return false;
  }
  RowProblems problems(import.diagnostics, path);
  links.reserve(table.rows());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    Link link{};
    link.line = table.line(r);
    link.id = row.integer(0);
    for (const auto& [k, end] : {std::pair(1, &link.from), std::pair(2, &link.to)}) {
      const std::int64_t id = row.integer(static_cast<std::size_t>(k));
      const auto it = node_of.find(id);
      if (it == node_of.end()) {
        row.fail("node " + std::to_string(id) + " is not in nodes.csv");
      } else {
        *end = it->second;
      }
    }
    link.length_m = row.number(3, RoadBuilder::kShortest, kMostLength);
    link.speed_m_s = row.number(4, 0.01, kMostSpeed);
    link.lanes = static_cast<int>(row.integer(5, 1, 64));
    link.capacity_veh_h = row.number(6, 0.001, 1e6);
    if (row.good() && link.from == link.to) row.fail("starts and ends at the same node");
    if (row.good() && link.id < 0) row.fail("id must not be negative");
    if (row.good()) links.push_back(link);
  }
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < links.size(); ++i) {
    if (links[i].id == links[i - 1].id) {
      problems.error(links[i].line, "link " + std::to_string(links[i].id) + " occurs twice",
                     "first on line " + std::to_string(links[i - 1].line));
    }
  }
  if (problems.count() == 0 && links.empty()) {
    import.diagnostics.error(path, "the network is empty");
    return false;
  }
  return problems.count() == 0;
}

/// Marks the exit links; the sinks become sites.
bool read_exits(const std::string& folder, const std::vector<Node>& nodes, const NodeOf& node_of,
                Import& import, std::vector<Link>& links, std::vector<world::Site>& exits) {
  const std::string path = (std::filesystem::path(folder) / "exits.csv").string();
  if (!std::filesystem::exists(path)) return true;
  Table table;
  std::vector<int> index;
  if (!open_table(path, {"link", "node", "sink"}, import, table, index)) return false;
  RowProblems problems(import.diagnostics, path);
  std::vector<std::pair<std::int64_t, std::uint32_t>> sinks;  // id, node
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    const std::int64_t id = row.integer(0), node = row.integer(1), sink = row.integer(2);
    if (!row.good()) continue;
    const auto link =
        std::lower_bound(links.begin(), links.end(), id,
                         [](const Link& l, std::int64_t wanted) { return l.id < wanted; });
    if (link == links.end() || link->id != id) {
      row.fail("link " + std::to_string(id) + " is not in links.csv");
    } else if (!node_of.contains(sink) || link->to != node_of.at(sink) || !node_of.contains(node) ||
               link->from != node_of.at(node)) {
      row.fail("link " + std::to_string(id) + " does not lead from node " + std::to_string(node) +
               " to sink " + std::to_string(sink));
    } else {
      link->exit = true;
      sinks.emplace_back(sink, link->to);
    }
  }
  std::sort(sinks.begin(), sinks.end());
  sinks.erase(std::unique(sinks.begin(), sinks.end()), sinks.end());
  for (const auto& [id, node] : sinks) {
    world::Site site;
    site.id = "exit-" + std::to_string(id);
    site.kind = world::SiteKind::Exit;
    site.name = site.id;
    site.x = nodes[node].x;
    site.y = nodes[node].y;
    site.node = NodeId{node};
    exits.push_back(site);
  }
  return problems.count() == 0;
}

DirectedLink directed(const Link& link) {
  DirectedLink result;
  result.from = link.from;
  result.to = link.to;
  result.road_class = link.exit ? RoadClass::Exit : RoadClass::Unclassified;
  result.length_m = link.length_m;
  result.direction = {link.id,
                      link.speed_m_s,
                      link.capacity_veh_h / 3600,
                      static_cast<std::uint8_t>(link.lanes),
                      static_cast<Modes>(kCar | kWalk),
                      0};
  return result;
}

}  // namespace

std::optional<Network> read_csv_network(const cases::RoadSpec& roads, const std::string& case_crs,
                                        Import& import) {
  std::vector<Node> nodes;
  std::vector<Link> links;
  Network network;
  if (!read_nodes(roads.csv, import, nodes)) return std::nullopt;
  for (Node& node : nodes) {
    network.point_x.push_back(node.x);
    network.point_y.push_back(node.y);
  }
  if (!roads.crs.empty()) {
    const Projector projector(roads.crs, case_crs, roads.csv, import.diagnostics);
    if (!projector.good()) return std::nullopt;
    if (const std::size_t failed = projector.forward(network.point_x, network.point_y)) {
      import.diagnostics.error(roads.csv + "/nodes.csv", std::to_string(failed) +
                                                             " nodes cannot be projected from " +
                                                             roads.crs + " to " + case_crs);
      return std::nullopt;
    }
  }
  RoadBuilder builder;
  NodeOf node_of;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].x = network.point_x[i];
    nodes[i].y = network.point_y[i];
    node_of.emplace(nodes[i].id, builder.add_node(nodes[i].x, nodes[i].y, nodes[i].id));
  }
  if (!read_links(roads.csv, node_of, import, links)) return std::nullopt;
  if (!read_exits(roads.csv, nodes, node_of, import, links, network.exits)) return std::nullopt;
  std::vector<DirectedLink> directed_links;
  directed_links.reserve(links.size());
  for (const Link& link : links) directed_links.push_back(directed(link));
  add_directed(directed_links, builder);
  network.roads = builder.build(0);
  return network;
}

}  // namespace muster::input
