// SPDX-License-Identifier: MIT
// link.csv of a GMNS network, row by row.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "engine/input/gmns_parts.hpp"
#include "engine/input/table_row.hpp"
#include "engine/input/wkt.hpp"

namespace muster::input {
namespace {

using world::kCar;
using world::kWalk;

/// Roads between two junctions are shorter; a mistake would be cut into millions of pieces.
constexpr double kMostLength = 3e5;

/// Uses to modes; `unknown` counts those that mean neither cars nor walkers here.
Modes modes_of(std::string_view uses, std::int64_t& unknown) {
  Modes modes = 0;
  while (!uses.empty()) {
    const std::size_t cut = uses.find_first_of(",;| ");
    const std::string use = lower_case(uses.substr(0, cut));
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
  const std::string word = lower_case(text);
  if (word == "true" || word == "1" || word == "yes" || word == "t") return true;
  if (word == "false" || word == "0" || word == "no" || word == "f") return false;
  return std::nullopt;
}

using Shapes = std::unordered_map<std::string, std::vector<Point>>;

Shapes read_geometry(const GmnsTables& tables, Import& import) {
  Shapes shapes;
  if (tables.geometry.empty()) return shapes;
  const std::vector<std::string> names{"geometry_id", "geometry"};
  const Table table = parse_table(tables.geometry, tables.folder + "/geometry.csv", names, true,
                                  import.diagnostics);
  const std::vector<int> index = gmns_columns(table, names, 2, import);
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
  LinkReader(const GmnsTables& tables, const cases::RoadSpec& roads, const GmnsUnits& units,
             const std::vector<GmnsNode>& nodes, const Projector* projector, Import& import)
      : tables_{tables},
        roads_{roads},
        units_{units},
        nodes_{nodes},
        projector_{projector},
        import_{import},
        shapes_{read_geometry(tables, import)} {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) node_of_.emplace(nodes[i].id, i);
  }

  std::vector<GmnsLink> read() {
    const std::vector<std::string> names{"link_id", "from_node_id", "to_node_id", "directed",
                                         "length", "free_speed", "capacity", "lanes", "geometry",
                                         "facility_type", "allowed_uses", "dir_flag", "geometry_id",
                                         // of OSM, as converters to GMNS keep them
                                         "layer", "bridge", "tunnel", "underpass"};
    const Table table =
        parse_table(tables_.link, tables_.folder + "/link.csv", names, true, import_.diagnostics);
    const std::vector<int> index = gmns_columns(table, names, 4, import_);
    std::vector<GmnsLink> links;
    if (*std::min_element(index.begin(), index.begin() + 4) < 0) return links;
    RowProblems problems(import_.diagnostics, table.path());
    for (std::size_t r = 0; r < table.rows(); ++r) {
      TableRow row(table, index, r, problems);
      GmnsLink link = read_row(row);
      link.line = table.line(r);
      if (row.good()) links.push_back(std::move(link));
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const GmnsLink& a, const GmnsLink& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < links.size(); ++i) {
      if (links[i].id == links[i - 1].id) {
        problems.error(links[i].line, "link " + std::to_string(links[i].id) + " occurs twice",
                       "first on line " + std::to_string(links[i - 1].line));
      }
    }
    check_length_unit(links, table.path());
    import_.find("GMNS uses that mean neither cars nor walkers", unknown_uses_, "left out");
    import_.find("GMNS facility types that are no road class", unknown_types_,
                 "taken as " + GmnsLink{}.highway);
    import_.find("GMNS links whose geometry_id no geometry has", without_shape_,
                 "taken as straight");
    import_.find("GMNS values of NaN", not_stated_, "taken as not stated");
    import_.find("GMNS links with capacity or lanes 0", closed_, "closed to cars");
    return links;
  }

 private:
  GmnsLink read_row(TableRow& row) {
    GmnsLink link;
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

    if (road_class_of(lower_case(row.text(9)))) {
      link.highway = lower_case(row.text(9));
    } else if (!row.empty(9)) {
      ++unknown_types_;
    }
    const RoadValues values = road_values(roads_.defaults, link.highway);
    if (given(row, 4)) {
      link.length_m = row.number(4, 0, 1e6) * units_.length_m;
      if (row.good() && !(link.length_m > 0)) row.fail("length must be above 0");
    }
    link.speed_m_s = values.speed_km_h / 3.6;
    if (given(row, 5)) {
      link.speed_m_s = row.number(5, 0, 300) * units_.speed_m_s;
      if (row.good() && !(link.speed_m_s > 0)) row.fail("free_speed must be above 0");
    }
    link.capacity_veh_h_lane = given(row, 6) ? row.number(6, 0, 10000) : values.capacity_veh_h_lane;
    link.lanes = given(row, 7) ? static_cast<int>(row.integer(7, 0, 64))
                               : static_cast<int>(std::floor(values.lanes + 0.5));
    link.modes =
        row.empty(10) ? default_modes(link.highway) : modes_of(row.text(10), unknown_uses_);
    if ((link.modes & kCar) && (link.lanes == 0 || link.capacity_veh_h_lane == 0)) {
      link.modes &= static_cast<Modes>(~kCar);
      ++closed_;
    }
    if (given(row, 13)) link.layer = static_cast<std::int8_t>(row.integer(13, -10, 10));
    for (const auto& [k, flag] :
         {std::pair(std::size_t{14}, world::kBridge), std::pair(std::size_t{15}, world::kTunnel),
          std::pair(std::size_t{16}, world::kUnderpass)}) {
      if (!given(row, k)) continue;
      const std::optional<bool> is = truth(row.text(k));
      if (!is) {
        row.fail("bridge, tunnel and underpass must be true or false (is '" +
                 std::string(row.text(k)) + "')");
      }
      if (is.value_or(false)) link.flags |= flag;
    }
    read_shape(row, link);
    return link;
  }

  /// GMNS: "NaN" stands for a missing value.
  bool given(const TableRow& row, std::size_t k) {
    if (lower_case(row.text(k)) != "nan") return !row.empty(k);
    ++not_stated_;
    return false;
  }

  static Modes default_modes(const std::string& highway) {
    const world::RoadClass road_class = *road_class_of(highway);
    if (!for_cars(road_class)) return kWalk;
    return road_class == world::RoadClass::Motorway ? kCar : static_cast<Modes>(kCar | kWalk);
  }

  void read_shape(TableRow& row, GmnsLink& link) {
    std::vector<Point> points;
    if (!row.empty(8)) {
      std::optional<std::vector<Point>> line = line_of_wkt(row.text(8));
      if (!line) return row.fail("geometry is no LINESTRING");
      points = std::move(*line);
    } else if (const auto it = shapes_.find(std::string(row.text(12))); it != shapes_.end()) {
      points = it->second;
    } else if (given(row, 12)) {
      ++without_shape_;
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

  void check_length(TableRow& row, const GmnsLink& link) const {
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
  void check_length_unit(const std::vector<GmnsLink>& links, const std::string& path) {
    std::vector<double> ratio;
    for (const GmnsLink& link : links) {
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
  const GmnsUnits& units_;
  const std::vector<GmnsNode>& nodes_;
  const Projector* projector_;
  Import& import_;
  Shapes shapes_;
  std::unordered_map<std::int64_t, std::uint32_t> node_of_;
  std::int64_t unknown_uses_ = 0, unknown_types_ = 0, without_shape_ = 0;
  std::int64_t closed_ = 0;
  std::int64_t not_stated_ = 0;
};

}  // namespace

std::vector<GmnsLink> read_gmns_links(const GmnsTables& tables, const cases::RoadSpec& roads,
                                      const GmnsUnits& units, const std::vector<GmnsNode>& nodes,
                                      const Projector* projector, Import& import) {
  return LinkReader(tables, roads, units, nodes, projector, import).read();
}

}  // namespace muster::input
