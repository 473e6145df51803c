// SPDX-License-Identifier: MIT
// Roads that are drawn beside the network: access roads, foot paths, what the map lacks.
#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/input/layer.hpp"
#include "engine/input/network.hpp"
#include "engine/input/osm_rules.hpp"
#include "engine/input/road_builder.hpp"

namespace muster::input {
namespace {

struct Line {
  std::string id;
  OsmWay way;  // the columns, as OSM would tag them
  std::vector<Point> points;
  std::string where;
};

/// Sorted by id and first point, so that the order of rows does not matter.
bool read_lines(const cases::Layer& layer, const std::string& crs, std::vector<Line>& lines,
                Import& import) {
  std::optional<LayerRows> rows = read_layer(layer, crs, import);
  if (!rows || !rows->placed) return false;
  const std::size_t errors = import.diagnostics.errors();
  std::vector<std::pair<std::string, int>> columns;
  for (const char* name : {"highway", "oneway", "lanes", "maxspeed"}) {
    columns.emplace_back(name, find_column(rows->table, name, layer.columns, import.diagnostics));
  }
  const int id = find_column(rows->table, "id", layer.columns, import.diagnostics);
  if (import.diagnostics.errors() != errors) return false;
  std::int64_t no_lines = 0;
  for (std::size_t r = 0; r < rows->shape.size(); ++r) {
    const Shape& shape = rows->shape[r];
    if (shape.kind != Shape::Kind::Line) {
      ++no_lines;
      continue;
    }
    for (const auto& part : shape.parts) {
      Line line;
      line.id = std::string(rows->table.cell(r, id));
      line.where = layer.path + ":" + std::to_string(rows->table.line(r));
      line.points = part;
      for (const auto& [name, column] : columns) {
        if (const std::string_view value = rows->table.cell(r, column); !value.empty()) {
          line.way.tags.list.emplace_back(name, std::string(value));
        }
      }
      const std::string highway(line.way.tags["highway"]);
      if (highway.empty()) {
        line.way.tags.list.emplace_back("highway", "unclassified");
      } else if (!road_class_of(highway)) {
        import.diagnostics.error(line.where, "highway " + in_quotes(highway) + " is none",
                                 "use OSM's values: primary, residential, track, path, ...");
        continue;
      }
      if (line.points.size() >= 2) lines.push_back(std::move(line));
    }
  }
  import.find("extra road rows that are no lines", no_lines, "left out");
  return import.diagnostics.errors() == errors;
}

}  // namespace

void add_extra_lines(const cases::RoadSpec& roads, const std::string& case_crs, Network& network,
                     Import& import) {
  std::vector<Line> lines;
  bool good = true;
  for (const cases::Layer& layer : roads.extra_lines) {
    good &= read_lines(layer, case_crs, lines, import);
  }
  if (!good || lines.empty()) return;
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.id, a.points) < std::tie(b.id, b.points);
  });

  const world::Roads old = network.roads;  // what the index looks at while the builder grows
  const world::NodeIndex index(old, world::kCar | world::kWalk);
  RoadBuilder builder(std::move(network.roads));
  std::vector<std::uint32_t> added;
  std::int64_t loose = 0, joined = 0, next_source = -2;  // -1 marks split points
  const auto node_at = [&](const Point& p) {
    if (const NodeId node = index.nearest(p.first, p.second, roads.snap_m)) {
      ++joined;
      return node.get();
    }
    for (const std::uint32_t node : added) {
      const auto [x, y] = builder.position(node);
      const double dx = x - p.first, dy = y - p.second;
      if (dx * dx + dy * dy <= roads.snap_m * roads.snap_m) return node;
    }
    ++loose;
    added.push_back(builder.add_node(p.first, p.second, next_source--));
    return added.back();
  };
  for (const Line& line : lines) {
    const WayRules rules = rules_of(line.way, roads.defaults);
    Stretch stretch;
    stretch.from = node_at(line.points.front());
    stretch.to = node_at(line.points.back());
    stretch.road_class = rules.road_class;
    stretch.forward = direction_of(rules, true);
    stretch.backward = direction_of(rules, false);
    const std::optional<std::int64_t> number = to_integer(line.id);
    stretch.forward.source = stretch.backward.source =
        number && *number >= 0 ? *number : next_source--;
    std::vector<Point> shape = line.points;
    shape.front() = builder.position(stretch.from);
    shape.back() = builder.position(stretch.to);
    builder.add(stretch, shape);
  }
  network.roads = builder.build(roads.split_above_m);
  import.find("extra roads", static_cast<std::int64_t>(lines.size()));
  import.find("ends of extra roads that meet no node", loose, "dead ends, or joined by others");
  if (joined == 0) {
    import.diagnostics.warning(roads.extra_lines[0].path,
                               "no end of an extra road meets the network",
                               "raise roads.snap_m, or mend the layer's crs");
  }
}

}  // namespace muster::input
