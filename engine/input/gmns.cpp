// SPDX-License-Identifier: MIT
// General Modeling Network Specification: node.csv, link.csv, config.csv, geometry.csv.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "engine/input/directed_links.hpp"
#include "engine/input/gmns_parts.hpp"
#include "engine/input/table_row.hpp"

namespace muster::input {
namespace {

using world::kCar;

/// Length and speed units that GMNS users write; nothing for others.
std::optional<double> metres_of(std::string_view unit) {
  const std::string text = lower_case(unit);
  for (const char* m : {"m", "meter", "meters", "metre", "metres"}) {
    if (text == m) return 1;
  }
  for (const char* km : {"km", "kilometer", "kilometers", "kilometre", "kilometres"}) {
    if (text == km) return 1000;
  }
  for (const char* mi : {"mi", "mile", "miles"}) {
    if (text == mi) return 1609.344;
  }
  for (const char* ft : {"ft", "foot", "feet"}) {
    if (text == ft) return 0.3048;
  }
  return std::nullopt;
}
std::optional<double> metres_per_second_of(std::string_view unit) {
  const std::string text = lower_case(unit);
  for (const char* kmh : {"kph", "kmh", "km/h", "kmph"}) {
    if (text == kmh) return 1 / 3.6;
  }
  for (const char* mph : {"mph", "mi/h"}) {
    if (text == mph) return 1609.344 / 3600;
  }
  for (const char* ms : {"m/s", "mps"}) {
    if (text == ms) return 1;
  }
  return std::nullopt;
}

GmnsUnits read_units(const GmnsTables& tables, Import& import) {
  GmnsUnits units;
  if (tables.config.empty()) return units;
  const std::string path = tables.folder + "/config.csv";
  const Table table =
      parse_table(tables.config, path, {"long_length", "speed", "crs"}, true, import.diagnostics);
  if (table.rows() == 0) return units;
  const std::string_view length = table.cell(0, table.column("long_length"));
  const std::string_view speed = table.cell(0, table.column("speed"));
  units.crs = std::string(table.cell(0, table.column("crs")));
  const auto take = [&](std::string_view text, std::optional<double> factor, double& into,
                        const char* what) {
    if (text.empty()) return;
    if (!factor) {
      import.diagnostics.error(
          path + ":" + std::to_string(table.line(0)),
          std::string(what) + " '" + std::string(text) + "' is no unit known here",
          "m, km, mi, ft; km/h, mph, m/s");
    } else {
      into = *factor;
    }
  };
  take(length, metres_of(length), units.length_m, "long_length");
  take(speed, metres_per_second_of(speed), units.speed_m_s, "speed");
  return units;
}

std::vector<GmnsNode> read_nodes(const GmnsTables& tables, Import& import) {
  const std::vector<std::string> names{"node_id", "x_coord", "y_coord"};
  const Table table =
      parse_table(tables.node, tables.folder + "/node.csv", names, true, import.diagnostics);
  const std::vector<int> index = gmns_columns(table, names, 3, import);
  std::vector<GmnsNode> nodes;
  if (std::min({index[0], index[1], index[2]}) < 0) return nodes;
  RowProblems problems(import.diagnostics, table.path());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    const GmnsNode node{row.integer(0), row.number(1, -1e9, 1e9), row.number(2, -1e9, 1e9),
                        table.line(r)};
    if (row.good() && node.id < 0) row.fail("node_id must not be negative");
    if (row.good()) nodes.push_back(node);
  }
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const GmnsNode& a, const GmnsNode& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (nodes[i].id == nodes[i - 1].id) {
      problems.error(nodes[i].line, "node " + std::to_string(nodes[i].id) + " occurs twice",
                     "first on line " + std::to_string(nodes[i - 1].line));
    }
  }
  return nodes;
}

/// Nodes into the case's plane; nothing on error.
std::optional<Projector> project(std::vector<GmnsNode>& nodes, const std::string& stated_crs,
                                 const std::string& case_crs, const std::string& folder,
                                 Import& import) {
  const std::string path = folder + "/node.csv";
  const bool degrees =
      !nodes.empty() && std::all_of(nodes.begin(), nodes.end(), [](const GmnsNode& n) {
        return std::fabs(n.x) <= 180 && std::fabs(n.y) <= 90;
      });
  if (stated_crs.empty()) {
    if (degrees && nodes.size() > 1) {
      import.diagnostics.error(path, "the coordinates look like degrees, but no crs is stated",
                               "set roads.crs (EPSG:4326, ...) or crs in config.csv");
    }
    return std::nullopt;
  }
  Projector projector(stated_crs, case_crs, path, import.diagnostics);
  if (!projector.good()) return std::nullopt;
  std::vector<double> x, y;
  for (const GmnsNode& node : nodes) {
    x.push_back(node.x);
    y.push_back(node.y);
  }
  projector.forward(x, y);
  std::string unprojected = "the node cannot be projected from ";
  unprojected.append(stated_crs).append(" to ").append(case_crs);
  RowProblems problems(import.diagnostics, path);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) {
      problems.error(nodes[i].line, unprojected);
    }
    nodes[i].x = x[i];
    nodes[i].y = y[i];
  }
  return projector;
}

DirectedLink directed(const GmnsLink& link) {
  DirectedLink result;
  result.from = link.from;
  result.to = link.to;
  result.both_ways = !link.directed;
  result.road_class = *road_class_of(link.highway);
  result.layer = link.layer;
  result.flags = link.flags;
  result.length_m = link.length_m;
  result.shape = link.shape;
  const bool cars = link.modes & kCar;
  result.direction = {link.id, link.speed_m_s,
                      // of one lane where there are none
                      link.capacity_veh_h_lane * (cars ? link.lanes : 1) / 3600,
                      static_cast<std::uint8_t>(cars ? link.lanes : 0), link.modes, 0};
  return result;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::vector<int> gmns_columns(const Table& table, const std::vector<std::string>& names,
                              std::size_t required, Import& import) {
  std::vector<int> index;
  for (std::size_t k = 0; k < names.size(); ++k) {
    index.push_back(table.column(names[k]));
    if (k < required && index[k] < 0 && !table.headings().empty()) {
      import.diagnostics.error(table.path() + ":" + std::to_string(table.header_line()),
                               "the column '" + names[k] + "' is missing");
    }
  }
  return index;
}

std::optional<Network> parse_gmns(const GmnsTables& tables, const cases::RoadSpec& roads,
                                  const std::string& case_crs, Import& import) {
  const std::size_t before = import.diagnostics.errors();
  const auto failed = [&] { return import.diagnostics.errors() != before; };
  const GmnsUnits units = read_units(tables, import);
  if (failed()) return std::nullopt;
  std::vector<GmnsNode> nodes = read_nodes(tables, import);
  if (failed()) return std::nullopt;
  const std::optional<Projector> projector =
      project(nodes, roads.crs.empty() ? units.crs : roads.crs, case_crs, tables.folder, import);
  if (failed()) return std::nullopt;
  const std::vector<GmnsLink> links =
      read_gmns_links(tables, roads, units, nodes, projector ? &*projector : nullptr, import);
  if (failed()) return std::nullopt;
  if (links.empty()) {
    import.diagnostics.error(tables.folder + "/link.csv", "the network is empty");
    return std::nullopt;
  }
  Network network;
  RoadBuilder builder;
  for (const GmnsNode& node : nodes) {
    builder.add_node(node.x, node.y, node.id);
    network.point_x.push_back(node.x);
    network.point_y.push_back(node.y);
  }
  for (const GmnsLink& link : links) {
    for (const auto& [x, y] : link.shape) {
      network.point_x.push_back(x);
      network.point_y.push_back(y);
    }
  }
  std::vector<DirectedLink> directed_links;
  directed_links.reserve(links.size());
  for (const GmnsLink& link : links) directed_links.push_back(directed(link));
  add_directed(directed_links, builder);
  builder.warn_of_gaps(roads.gmns, import.diagnostics);
  network.roads = builder.build(roads.split_above_m);
  return network;
}

std::optional<Network> read_gmns(const cases::RoadSpec& roads, const std::string& case_crs,
                                 Import& import) {
  GmnsTables tables;
  tables.folder = roads.gmns;
  const auto read = [&](const char* name, std::string& into, bool required) {
    const std::string path = (std::filesystem::path(roads.gmns) / name).string();
    if (!required && !std::filesystem::exists(path)) return true;
    if (!import.take(path)) return false;
    std::optional<std::string> text = read_text(path, kMostTableBytes, import.diagnostics);
    if (text) into = std::move(*text);
    return text.has_value();
  };
  const bool node = read("node.csv", tables.node, true);
  const bool link = read("link.csv", tables.link, true);
  const bool config = read("config.csv", tables.config, false);
  const bool geometry = read("geometry.csv", tables.geometry, false);
  if (!node || !link || !config || !geometry) return std::nullopt;
  return parse_gmns(tables, roads, case_crs, import);
}

}  // namespace muster::input
