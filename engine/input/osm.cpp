// SPDX-License-Identifier: MIT
// OpenStreetMap data to a network: ways cut at junctions, turn restrictions, barriers.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/input/crs.hpp"
#include "engine/input/network.hpp"
#include "engine/input/osm_data.hpp"
#include "engine/input/osm_rules.hpp"
#include "engine/input/road_builder.hpp"

namespace muster::input {
namespace {

using world::kTunnel;
using world::kUnderpass;

constexpr std::uint32_t kNone = OsmData::kNone;

/// A tunnel below layer 0 that is shorter than this is an underpass: it dips below the road above
/// and fills with water (assumption; longer ones run through hills).
constexpr double kLongestUnderpass = 200;

/// Consecutive nodes of a way that the file has, as indices into OsmData::nodes.
using Run = std::vector<std::uint32_t>;

struct WayRuns {
  const OsmWay* way;
  WayRules rules;
  std::vector<Run> runs;
};

class OsmNetwork {
 public:
  OsmNetwork(const OsmData& data, const cases::RoadSpec& spec, Import& import)
      : data_{data}, spec_{spec}, import_{import} {}

  bool project(const std::string& case_crs) {
    for (const OsmNode& node : data_.nodes) {
      x_.push_back(node.lon);
      y_.push_back(node.lat);
    }
    const Projector projector("EPSG:4326", case_crs, spec_.osm, import_.diagnostics);
    if (!projector.good()) return false;
    if (const std::size_t failed = projector.forward(x_, y_)) {
      import_.diagnostics.error(
          spec_.osm, std::to_string(failed) + " nodes cannot be projected to " + case_crs,
          "choose a CRS made for the region, such as its UTM zone");
      return false;
    }
    return true;
  }

  std::optional<Network> build() {
    cut_into_runs();
    count_uses();
    count_drivable();
    Network network;
    if (ways_.empty()) {
      import_.diagnostics.error(spec_.osm, "the network is empty: the file holds no road",
                                "was the extract cut for another place, or without highways?");
      return std::nullopt;
    }
    add_points(network);
    add_nodes();
    for (const WayRuns& way : ways_) {
      for (const Run& run : way.runs) add_run(way, run);
    }
    builder_.warn_of_gaps(spec_.osm, import_.diagnostics);
    network.roads = builder_.build(spec_.split_above_m);
    report(network.roads);
    ban_turns(data_, node_, barrier_, network.roads, import_);
    network.places = places_of(data_, x_, y_, import_);
    return network;
  }

 private:
  void cut_into_runs() {
    for (const OsmWay& way : data_.roads) {
      WayRuns kept{&way, rules_of(way, spec_.defaults), {}};
      Run run;
      const auto close = [&] {
        if (run.size() >= 2) kept.runs.push_back(std::move(run));
        run = {};
      };
      bool gap = false;
      for (const std::int64_t id : way.nodes) {
        const std::uint32_t node = data_.index_of(id);
        if (node == kNone) {
          gap = true;
          close();
        } else if (run.empty() || run.back() != node) {
          run.push_back(node);
        }
      }
      close();
      ways_with_gaps_ += gap;
      if (kept.runs.empty()) {
        ++degenerate_;
      } else {
        ways_.push_back(std::move(kept));
      }
    }
  }

  /// How often each node is used, its ends twice: two or more make a junction.
  void count_uses() {
    uses_.assign(data_.nodes.size(), 0);
    car_uses_.assign(data_.nodes.size(), 0);
    const auto add = [](const Run& run, std::vector<std::uint32_t>& uses) {
      for (const std::uint32_t node : run) ++uses[node];
      ++uses[run.front()];
      ++uses[run.back()];
    };
    for (const WayRuns& way : ways_) {
      for (const Run& run : way.runs) {
        add(run, uses_);
        if (for_cars(way.rules.road_class)) add(run, car_uses_);
      }
    }
    // a barrier in the middle of a way cuts it
    barrier_.assign(data_.nodes.size(), 0);
    for (const OsmTaggedNode& node : data_.barriers) {
      const std::uint32_t index = data_.index_of(node.id);
      if (index == kNone || car_uses_[index] == 0) continue;
      if (bars_cars(node.tags)) {
        barrier_[index] = 1;
        ++uses_[index];
        ++barred_;
      } else {
        ++passable_barriers_;
      }
    }
  }

  /// The network for cars as it is before anything is split or closed: what other tools count.
  void count_drivable() {
    std::int64_t ways = 0, junctions = 0, segments = 0, edges = 0;
    for (const WayRuns& way : ways_) {
      if (!for_cars(way.rules.road_class)) continue;
      ++ways;
      for (const Run& run : way.runs) {
        std::int64_t here = 1;
        for (std::size_t i = 1; i + 1 < run.size(); ++i) here += car_uses_[run[i]] > 1;
        segments += here;
        const bool one =
            way.rules.oneway == Oneway::Forward || way.rules.oneway == Oneway::Backward;
        edges += one ? here : 2 * here;
      }
    }
    for (const std::uint32_t uses : car_uses_) junctions += uses > 1;
    import_.find("OSM ways for cars", ways);
    import_.find("junctions and ends of roads for cars", junctions);
    import_.find("road segments for cars", segments, "between junctions, before splitting");
    import_.find("directed road edges for cars", edges, "before splitting, closed roads included");
  }

  void add_points(Network& network) const {
    for (std::uint32_t n = 0; n < data_.nodes.size(); ++n) {
      if (car_uses_[n] == 0) continue;
      network.point_x.push_back(x_[n]);
      network.point_y.push_back(y_[n]);
    }
  }

  void add_nodes() {
    node_.assign(data_.nodes.size(), kNone);
    for (std::uint32_t n = 0; n < data_.nodes.size(); ++n) {
      if (uses_[n] > 1) node_[n] = builder_.add_node(x_[n], y_[n], data_.nodes[n].id);
    }
  }

  void add_run(const WayRuns& way, const Run& run) {
    const WayRules& rules = way.rules;
    Stretch stretch;
    stretch.road_class = rules.road_class;
    stretch.layer = rules.layer;
    stretch.flags = rules.flags;
    if (rules.short_tunnel_is_underpass && length(run) <= kLongestUnderpass) {
      stretch.flags = static_cast<LinkFlags>((stretch.flags & ~kTunnel) | kUnderpass);
    }
    stretch.forward = direction_of(rules, true);
    stretch.backward = direction_of(rules, false);
    stretch.forward.source = stretch.backward.source = way.way->id;
    if (rules.cars) {
      private_ways_ += rules.on_private_ground;
      unreadable_ += rules.unreadable;
      reversible_ += rules.oneway == Oneway::Reversible;
    } else if (for_cars(rules.road_class)) {
      ++closed_ways_;
    }
    std::vector<Point> shape;
    for (const std::uint32_t node : run) {
      shape.emplace_back(x_[node], y_[node]);
      if (node_[node] == kNone) continue;
      if (shape.size() > 1) {
        stretch.to = node_[node];
        builder_.add(stretch, shape);
      }
      stretch.from = node_[node];
      shape = {shape.back()};
    }
  }

  double length(const Run& run) const {
    double sum = 0;
    for (std::size_t i = 1; i < run.size(); ++i) {
      const double dx = x_[run[i]] - x_[run[i - 1]], dy = y_[run[i]] - y_[run[i - 1]];
      sum += std::sqrt(dx * dx + dy * dy);
    }
    return sum;
  }

  void report(const world::Roads& roads) {
    std::int64_t split = 0;
    for (const std::int64_t source : roads.node_source) split += source < 0;
    import_.find("nodes added where long roads and loops are split", split);
    import_.find("road segments of no length", builder_.shortened(), "taken as 0.1 m long");
    import_.find("ways that meet themselves", builder_.loops(), "split in two or more");
    import_.find("OSM ways with fewer than two nodes", degenerate_, "left out");
    import_.find("OSM ways with nodes that the file lacks", ways_with_gaps_, "cut at the gaps");
    import_.find("OSM highways that are no roads", data_.other_highways,
                 "proposed, under construction, platforms: left out");
    import_.find("ferries", data_.ferries, "left out");
    import_.find("roads closed to cars by access tags", closed_ways_, "kept, without lanes");
    import_.find("roads with lanes or maxspeed that say nothing", unreadable_,
                 "the values of their class hold");
    import_.find("roads on private ground", private_ways_, "kept open");
    import_.find("reversible roads", reversible_, "closed both ways until a contraflow opens them");
    import_.find("barriers that stop cars", barred_, "no drive passes; walkers do");
    import_.find("gates and other barriers that cars pass", passable_barriers_, "taken as open");
  }

  const OsmData& data_;
  const cases::RoadSpec& spec_;
  Import& import_;
  std::vector<double> x_, y_;
  std::vector<WayRuns> ways_;
  std::vector<std::uint32_t> uses_, car_uses_;
  std::vector<std::uint8_t> barrier_;
  std::vector<std::uint32_t> node_;  // of the builder
  RoadBuilder builder_;
  std::int64_t degenerate_ = 0, ways_with_gaps_ = 0, barred_ = 0, passable_barriers_ = 0;
  std::int64_t private_ways_ = 0, unreadable_ = 0, closed_ways_ = 0, reversible_ = 0;
};

}  // namespace

std::optional<Network> read_osm(const cases::RoadSpec& roads, const std::string& case_crs,
                                Import& import) {
  OsmData data;
  if (!read_osm_file(roads.osm, data, import)) return std::nullopt;
  if (!data.nodes.empty() && data.nodes.front().id < 0) {
    import.diagnostics.error(roads.osm,
                             "object ids are negative: the file was edited and never uploaded",
                             "osmium renumber " + roads.osm + " -o renumbered.osm.pbf");
    return std::nullopt;
  }
  OsmNetwork network(data, roads, import);
  if (!network.project(case_crs)) return std::nullopt;
  return network.build();
}

}  // namespace muster::input
