// SPDX-License-Identifier: MIT
// General Modeling Network Specification: node.csv, link.csv, config.csv, geometry.csv.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/input/crs.hpp"
#include "engine/input/directed_links.hpp"
#include "engine/input/network.hpp"
#include "engine/input/table_row.hpp"
#include "engine/input/wkt.hpp"

namespace muster::input {
namespace {

using world::kCar;
using world::kWalk;

/// Roads between two junctions are shorter; a mistake would be cut into millions of pieces.
constexpr double kMostLength = 3e5;

struct Units {
  double length_m = 1;
  double speed_m_s = 1 / 3.6;
  std::string crs;
};

struct Node {
  std::int64_t id;
  double x;
  double y;
  std::size_t line;
};

struct Link {
  std::int64_t id = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool directed = true;
  std::string highway = "unclassified";
  double length_m = 0;
  double speed_m_s = 0;
  double capacity_veh_h_lane = 0;
  int lanes = 0;
  Modes modes = 0;
  std::vector<Point> shape;  // between the nodes
  std::size_t line = 0;
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Length and speed units that GMNS users write; nothing for others.
std::optional<double> metres_of(std::string_view unit) {
  const std::string text = lower(unit);
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
  const std::string text = lower(unit);
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

Table table_of(std::string text, const std::string& path, Import& import,
               const std::vector<std::string>& headings) {
  return parse_table(std::move(text), path, headings, true, import.diagnostics);
}

Units read_units(const GmnsTables& tables, Import& import) {
  Units units;
  if (tables.config.empty()) return units;
  const std::string path = tables.folder + "/config.csv";
  const Table table = table_of(tables.config, path, import, {"long_length", "speed", "crs"});
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

/// Columns of one table by name; -1 where it has none.
std::vector<int> columns_of(const Table& table, const std::vector<std::string>& names,
                            std::size_t required, Import& import) {
  std::vector<int> index;
  for (std::size_t k = 0; k < names.size(); ++k) {
    index.push_back(table.column(names[k]));
    if (k < required && index[k] < 0) {
      import.diagnostics.error(table.path() + ":" + std::to_string(table.header_line()),
                               "the column '" + names[k] + "' is missing");
    }
  }
  return index;
}

std::vector<Node> read_nodes(const GmnsTables& tables, Import& import) {
  const std::vector<std::string> names{"node_id", "x_coord", "y_coord"};
  const Table table = table_of(tables.node, tables.folder + "/node.csv", import, names);
  const std::vector<int> index = columns_of(table, names, 3, import);
  std::vector<Node> nodes;
  if (std::min({index[0], index[1], index[2]}) < 0) return nodes;
  RowProblems problems(import.diagnostics, table.path());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    const Node node{row.integer(0), row.number(1, -1e9, 1e9), row.number(2, -1e9, 1e9),
                    table.line(r)};
    if (row.good() && node.id < 0) row.fail("node_id must not be negative");
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
  return nodes;
}

/// Nodes into the case's plane; nothing on error.
std::optional<Projector> project(std::vector<Node>& nodes, const std::string& stated_crs,
                                 const std::string& case_crs, const std::string& folder,
                                 Import& import) {
  const std::string path = folder + "/node.csv";
  const bool degrees = !nodes.empty() && std::all_of(nodes.begin(), nodes.end(), [](const Node& n) {
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
  for (const Node& node : nodes) {
    x.push_back(node.x);
    y.push_back(node.y);
  }
  projector.forward(x, y);
  RowProblems problems(import.diagnostics, path);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) {
      problems.error(nodes[i].line,
                     "the node cannot be projected from " + stated_crs + " to " + case_crs);
    }
    nodes[i].x = x[i];
    nodes[i].y = y[i];
  }
  return projector;
}

/// Uses to modes; `unknown` counts those that mean neither cars nor walkers here.
Modes modes_of(std::string_view uses, std::int64_t& unknown) {
  Modes modes = 0;
  while (!uses.empty()) {
    const std::size_t cut = uses.find_first_of(",;| ");
    const std::string use = lower(uses.substr(0, cut));
    uses = cut == std::string_view::npos ? std::string_view{} : uses.substr(cut + 1);
    if (use.empty()) continue;
    const auto is = [&](std::initializer_list<const char*> names) {
      return std::any_of(names.begin(), names.end(), [&](const char* n) { return use == n; });
    };
    if (is({"all", "any"})) {
      modes |= kCar | kWalk;
    } else if (is({"auto", "car", "cars", "motor_vehicle", "vehicle", "sov", "hov", "hov2", "hov3",
                   "drive"})) {
      modes |= kCar;
    } else if (is({"walk", "ped", "pedestrian", "pedestrians", "foot"})) {
      modes |= kWalk;
    } else {
      ++unknown;
    }
  }
  return modes;
}

std::optional<bool> truth(std::string_view text) {
  const std::string word = lower(text);
  if (word == "true" || word == "1" || word == "yes" || word == "t") return true;
  if (word == "false" || word == "0" || word == "no" || word == "f") return false;
  return std::nullopt;
}

using Shapes = std::unordered_map<std::string, std::vector<Point>>;

Shapes read_geometry(const GmnsTables& tables, Import& import) {
  Shapes shapes;
  if (tables.geometry.empty()) return shapes;
  const std::vector<std::string> names{"geometry_id", "geometry"};
  const Table table = table_of(tables.geometry, tables.folder + "/geometry.csv", import, names);
  const std::vector<int> index = columns_of(table, names, 2, import);
  if (index[0] < 0 || index[1] < 0) return shapes;
  RowProblems problems(import.diagnostics, table.path());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    TableRow row(table, index, r, problems);
    std::optional<std::vector<Point>> line = line_of_wkt(row.text(1));
    if (!line) {
      row.fail("geometry is no LINESTRING");
    } else if (row.good()) {
      shapes.emplace(std::string(row.text(0)), std::move(*line));
    }
  }
  return shapes;
}

class LinkReader {
 public:
  LinkReader(const GmnsTables& tables, const cases::RoadSpec& roads, const Units& units,
             const std::vector<Node>& nodes, const Projector* projector, Import& import)
      : tables_{tables},
        roads_{roads},
        units_{units},
        nodes_{nodes},
        projector_{projector},
        import_{import},
        shapes_{read_geometry(tables, import)} {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) node_of_.emplace(nodes[i].id, i);
  }

  std::vector<Link> read() {
    const std::vector<std::string> names{"link_id",    "from_node_id",  "to_node_id",   "directed",
                                         "length",     "free_speed",    "capacity",     "lanes",
                                         "geometry",   "facility_type", "allowed_uses", "dir_flag",
                                         "geometry_id"};
    const Table table = table_of(tables_.link, tables_.folder + "/link.csv", import_, names);
    const std::vector<int> index = columns_of(table, names, 4, import_);
    std::vector<Link> links;
    if (*std::min_element(index.begin(), index.begin() + 4) < 0) return links;
    RowProblems problems(import_.diagnostics, table.path());
    for (std::size_t r = 0; r < table.rows(); ++r) {
      TableRow row(table, index, r, problems);
      Link link = read_row(row);
      link.line = table.line(r);
      if (row.good()) links.push_back(std::move(link));
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const Link& a, const Link& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < links.size(); ++i) {
      if (links[i].id == links[i - 1].id) {
        problems.error(links[i].line, "link " + std::to_string(links[i].id) + " occurs twice",
                       "first on line " + std::to_string(links[i - 1].line));
      }
    }
    check_length_unit(links, table.path());
    import_.find("GMNS uses that mean neither cars nor walkers", unknown_uses_, "left out");
    import_.find("GMNS links with capacity or lanes 0", closed_, "closed to cars");
    return links;
  }

 private:
  Link read_row(TableRow& row) {
    Link link;
    link.id = row.integer(0);
    if (row.good() && link.id < 0) row.fail("link_id must not be negative");
    for (const auto& [k, end] : {std::pair(1, &link.from), std::pair(2, &link.to)}) {
      const std::int64_t id = row.integer(static_cast<std::size_t>(k));
      const auto it = node_of_.find(id);
      if (it == node_of_.end()) {
        row.fail("node " + std::to_string(id) + " is not in node.csv");
      } else {
        *end = it->second;
      }
    }
    const std::optional<bool> directed = truth(row.text(3));
    if (!directed)
      row.fail("directed must be true or false (is '" + std::string(row.text(3)) + "')");
    link.directed = directed.value_or(true);

    if (road_class_of(lower(row.text(9)))) link.highway = lower(row.text(9));
    const RoadValues values = road_values(roads_.defaults, link.highway);
    // GMNS: "NaN" stands for a missing value
    const auto given = [&](std::size_t k) { return !row.empty(k) && lower(row.text(k)) != "nan"; };
    if (given(4)) {
      link.length_m = row.number(4, 0, 1e6) * units_.length_m;
      if (row.good() && !(link.length_m > 0)) row.fail("length must be above 0");
    }
    link.speed_m_s = values.speed_km_h / 3.6;
    if (given(5)) {
      link.speed_m_s = row.number(5, 0, 300) * units_.speed_m_s;
      if (row.good() && !(link.speed_m_s > 0)) row.fail("free_speed must be above 0");
    }
    link.capacity_veh_h_lane = given(6) ? row.number(6, 0, 10000) : values.capacity_veh_h_lane;
    link.lanes = given(7) ? static_cast<int>(row.integer(7, 0, 64))
                          : static_cast<int>(std::floor(values.lanes + 0.5));
    link.modes =
        row.empty(10) ? default_modes(link.highway) : modes_of(row.text(10), unknown_uses_);
    if ((link.modes & kCar) && (link.lanes == 0 || link.capacity_veh_h_lane == 0)) {
      link.modes &= static_cast<Modes>(~kCar);
      ++closed_;
    }
    read_shape(row, link);
    return link;
  }

  static Modes default_modes(const std::string& highway) {
    const world::RoadClass road_class = *road_class_of(highway);
    if (!for_cars(road_class)) return kWalk;
    return road_class == world::RoadClass::Motorway ? kCar : static_cast<Modes>(kCar | kWalk);
  }

  void read_shape(TableRow& row, Link& link) {
    std::vector<Point> points;
    if (!row.empty(8)) {
      std::optional<std::vector<Point>> line = line_of_wkt(row.text(8));
      if (!line) return row.fail("geometry is no LINESTRING");
      points = std::move(*line);
    } else if (const auto it = shapes_.find(std::string(row.text(12))); it != shapes_.end()) {
      points = it->second;
    }
    if (row.text(11) == "-1") std::reverse(points.begin(), points.end());
    if (!row.good()) return;
    if (projector_) {
      std::vector<double> x, y;
      for (const auto& [px, py] : points) {
        x.push_back(px);
        y.push_back(py);
      }
      if (projector_->forward(x, y) != 0) return row.fail("geometry cannot be projected");
      for (std::size_t i = 0; i < points.size(); ++i) points[i] = {x[i], y[i]};
    }
    // the ends are the nodes' own places
    if (points.size() > 2) link.shape.assign(points.begin() + 1, points.end() - 1);
    check_length(row, link);
  }

  void check_length(TableRow& row, const Link& link) const {
    double length = link.length_m;
    if (length == 0) {
      Point last{nodes_[link.from].x, nodes_[link.from].y};
      const auto go_to = [&](const Point& next) {
        length += std::sqrt((next.first - last.first) * (next.first - last.first) +
                            (next.second - last.second) * (next.second - last.second));
        last = next;
      };
      for (const Point& point : link.shape) go_to(point);
      go_to({nodes_[link.to].x, nodes_[link.to].y});
    }
    if (length > kMostLength) row.fail("is more than 300 km long");
  }

  /// Lengths in another unit than config.csv says are the usual mistake in GMNS files.
  void check_length_unit(const std::vector<Link>& links, const std::string& path) {
    std::vector<double> ratio;
    for (const Link& link : links) {
      const double dx = nodes_[link.to].x - nodes_[link.from].x;
      const double dy = nodes_[link.to].y - nodes_[link.from].y;
      const double straight = std::sqrt(dx * dx + dy * dy);
      if (link.length_m > 0 && straight > 1) ratio.push_back(link.length_m / straight);
    }
    if (ratio.size() < 3) return;
    std::nth_element(ratio.begin(), ratio.begin() + static_cast<std::ptrdiff_t>(ratio.size() / 2),
                     ratio.end());
    const double median = ratio[ratio.size() / 2];
    if (median > 0.5 && median < 5) return;
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", median);
    import_.diagnostics.error(path,
                              std::string("half of the lengths are ") + text +
                                  " times the distance between their nodes, or less or more",
                              "state long_length in config.csv, or mend the coordinates' crs");
  }

  const GmnsTables& tables_;
  const cases::RoadSpec& roads_;
  const Units& units_;
  const std::vector<Node>& nodes_;
  const Projector* projector_;
  Import& import_;
  Shapes shapes_;
  std::unordered_map<std::int64_t, std::uint32_t> node_of_;
  std::int64_t unknown_uses_ = 0;
  std::int64_t closed_ = 0;
};

DirectedLink directed(const Link& link) {
  DirectedLink result;
  result.from = link.from;
  result.to = link.to;
  result.both_ways = !link.directed;
  result.road_class = *road_class_of(link.highway);
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

std::optional<Network> parse_gmns(GmnsTables tables, const cases::RoadSpec& roads,
                                  const std::string& case_crs, Import& import) {
  const std::size_t before = import.diagnostics.errors();
  const auto failed = [&] { return import.diagnostics.errors() != before; };
  const Units units = read_units(tables, import);
  if (failed()) return std::nullopt;
  std::vector<Node> nodes = read_nodes(tables, import);
  if (failed()) return std::nullopt;
  const std::optional<Projector> projector =
      project(nodes, roads.crs.empty() ? units.crs : roads.crs, case_crs, tables.folder, import);
  if (failed()) return std::nullopt;
  LinkReader reader(tables, roads, units, nodes, projector ? &*projector : nullptr, import);
  const std::vector<Link> links = reader.read();
  if (failed()) return std::nullopt;
  if (links.empty()) {
    import.diagnostics.error(tables.folder + "/link.csv", "the network is empty");
    return std::nullopt;
  }
  Network network;
  RoadBuilder builder;
  for (const Node& node : nodes) {
    builder.add_node(node.x, node.y, node.id);
    network.point_x.push_back(node.x);
    network.point_y.push_back(node.y);
  }
  for (const Link& link : links) {
    for (const auto& [x, y] : link.shape) {
      network.point_x.push_back(x);
      network.point_y.push_back(y);
    }
  }
  std::vector<DirectedLink> directed_links;
  for (const Link& link : links) directed_links.push_back(directed(link));
  add_directed(directed_links, builder);
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
  return parse_gmns(std::move(tables), roads, case_crs, import);
}

}  // namespace muster::input
