// SPDX-License-Identifier: MIT
// Distances to roads as stated and un-shifted.
#include "engine/input/shifted_layers.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/input/crs.hpp"
#include "engine/input/layer.hpp"

namespace muster::input {
namespace {

constexpr double kNearer = 0.7;
constexpr std::size_t kFewestPoints = 5;
constexpr double kFarthest = 2000;  // m; shifts are below 1.5 km
constexpr double kStep = 20;        // m between the points that stand for a road

/// Points along the roads in square buckets.
class RoadPoints {
 public:
  explicit RoadPoints(const world::Roads& roads) {
    for (std::uint32_t l = 0; l < roads.links(); ++l) {
      if (roads.reverse[LinkId{l}] < LinkId{l}) continue;
      for (std::uint32_t p = roads.shape_first[l]; p + 1 < roads.shape_first[l + 1]; ++p) {
        const double dx = roads.shape_x[p + 1] - roads.shape_x[p];
        const double dy = roads.shape_y[p + 1] - roads.shape_y[p];
        const int steps = 1 + static_cast<int>(std::sqrt(dx * dx + dy * dy) / kStep);
        for (int k = 0; k <= steps; ++k) {
          nodes_.x.push_back(roads.shape_x[p] + dx * k / steps);
          nodes_.y.push_back(roads.shape_y[p] + dy * k / steps);
        }
      }
    }
    // a network of the points alone, each a link to itself, so that the index takes them
    const auto count = static_cast<std::uint32_t>(nodes_.x.size());
    for (std::uint32_t n = 0; n < count; ++n) {
      nodes_.from.push_back(NodeId{n});
      nodes_.to.push_back(NodeId{n});
      nodes_.modes.push_back(world::kWalk);
      nodes_.lanes.push_back(0);
    }
    index_.emplace(nodes_, world::kWalk);
  }

  double distance(double x, double y) const {
    const NodeId node = index_->nearest(x, y, kFarthest);
    if (!node) return kFarthest;
    const double dx = nodes_.x[node] - x, dy = nodes_.y[node] - y;
    return std::sqrt(dx * dx + dy * dy);
  }

 private:
  world::Roads nodes_;
  std::optional<world::NodeIndex> index_;
};

/// Mean distance to the roads of a layer's points, taken to be in `crs`.
std::optional<double> mean_distance(cases::Layer layer, const std::string& crs,
                                    const world::World& world, const RoadPoints& roads) {
  layer.crs = crs;
  Diagnostics diagnostics;  // of trials: nobody's
  std::vector<Finding> findings;
  std::vector<cases::InputFile> inputs;
  Import trial{diagnostics, findings, inputs};
  const std::optional<LayerRows> rows = read_layer(layer, world.crs, trial);
  if (!rows || !rows->placed || rows->shape.size() < kFewestPoints) return std::nullopt;
  double sum = 0;
  for (const Shape& shape : rows->shape) {
    const auto& [x, y] = shape.parts[0][0];
    sum += roads.distance(x, y);
  }
  return sum / static_cast<double>(rows->shape.size());
}

}  // namespace

void warn_of_shifted_layers(const cases::CaseFile& file, const world::World& world,
                            Import& import) {
  if (world.crs.empty() || !import.diagnostics.ok() || world.roads.nodes() == 0) return;
  Diagnostics ignored;
  const Projector to_degrees(world.crs, "EPSG:4326", "world.crs", ignored);
  double lon[1] = {world.roads.x.front()}, lat[1] = {world.roads.y.front()};
  if (!to_degrees.good() || to_degrees.forward_exact(lon, lat) != 0) return;
  if (!maybe_in_china(lon[0], lat[0])) return;

  std::optional<RoadPoints> roads;
  for (const auto* layers : {&file.world.sites.layers, &file.world.people.layers}) {
    for (const cases::Layer& layer : *layers) {
      if (layer.crs.empty() || layer.crs == "GCJ-02" || layer.crs == "BD-09" ||
          !describe_crs(layer.crs).geographic) {
        continue;
      }
      if (!roads) roads.emplace(world.roads);
      const std::optional<double> stated = mean_distance(layer, layer.crs, world, *roads);
      for (const char* shifted : {"GCJ-02", "BD-09"}) {
        const std::optional<double> other = mean_distance(layer, shifted, world, *roads);
        if (!stated || !other || !(*other < kNearer * *stated)) continue;
        char text[160];
        std::snprintf(text, sizeof text,
                      "taken for %s its points lie %.0f m from the nearest road on average, "
                      "taken for %s %.0f m",
                      shifted, *other, layer.crs.c_str(), *stated);
        import.diagnostics.warning(layer.path, text, "is its crs the right one?");
      }
    }
  }
}

}  // namespace muster::input
