// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/terrain_runout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/elementary.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr std::uint32_t kNone = 0xffffffffu;
// Directions clockwise from north.
constexpr int kDown[8] = {-1, -1, 0, 1, 1, 1, 0, -1};
constexpr int kRight[8] = {0, 1, 1, 1, 0, -1, -1, -1};

/// Share `i` of `whole`, rounded down: shares never add up to more.
VolumeQuanta part(VolumeQuanta whole, double share) {
  return std::min(whole, static_cast<VolumeQuanta>(std::floor(static_cast<double>(whole) * share)));
}

/// Greatest energy first; the order of equals changes no more than rounding.
struct Lower {
  template <class Entry>
  bool operator()(const Entry& a, const Entry& b) const {
    return a.energy_m != b.energy_m ? a.energy_m < b.energy_m : a.node > b.node;
  }
};

}  // namespace

void check(const RunoutParameters& p, Diagnostics& diagnostics) {
  const auto require = [&](bool good, const char* what) {
    if (!good) diagnostics.error("runout parameters", what);
  };
  require(p.reach_ratio > 0.0 && std::isfinite(p.reach_ratio),
          "the reach ratio H/L (tangent of the angle of reach) must be above 0");
  require(p.pcm.sliding >= 0.0 && std::isfinite(p.pcm.sliding),
          "sliding friction must be at least 0");
  require(p.pcm.mass_to_drag_m > 0.0 && std::isfinite(p.pcm.mass_to_drag_m),
          "mass to drag must be above 0");
  require(p.routing_exponent > 0.0 && std::isfinite(p.routing_exponent),
          "the routing exponent must be above 0");
  require(p.flux_threshold >= 0.0 && p.flux_threshold < 1.0,
          "the flux threshold must be at least 0 and below 1");
  require(p.greatest_head_m > 0.0, "the greatest velocity head must be above 0");
  require(p.deposition_exponent >= 0.0 && std::isfinite(p.deposition_exponent),
          "the deposition exponent must be at least 0");
}

double volume_quantum_m3(double volume_m3) {
  return std::ldexp(1.0, std::ilogb(volume_m3) - 58);
}

TerrainRunoutModel::TerrainRunoutModel(const world::Raster<double>& elevation_m,
                                       const RunoutParameters& parameters)
    : elevation_m_{elevation_m}, parameters_{parameters}, node_(elevation_m.grid.size(), kNone) {}

std::uint32_t TerrainRunoutModel::node_of(std::uint32_t cell) {
  if (node_[cell] == kNone) {
    node_[cell] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({cell, false, false, 0.0, -M_PI_2, 0.0, 0.0, {}, 0, 0});
  }
  return node_[cell];
}

double TerrainRunoutModel::energy_m(const Node& node) const {
  return elevation_m_.value[node.cell] + node.head_m;
}

bool TerrainRunoutModel::on_edge(std::uint32_t cell) const {
  const world::Grid& grid = elevation_m_.grid;
  const int row = static_cast<int>(cell) / grid.cols;
  const int col = static_cast<int>(cell) % grid.cols;
  return row == 0 || col == 0 || row + 1 == grid.rows || col + 1 == grid.cols;
}

void TerrainRunoutModel::push(std::uint32_t node) {
  heap_.push_back({energy_m(nodes_[node]), node});
  std::push_heap(heap_.begin(), heap_.end(), Lower{});
}

double TerrainRunoutModel::head_after(const Node& from, double across_m, double down_m,
                                      Step& step) const {
  step.length_m = std::sqrt(across_m * across_m + down_m * down_m);
  if (parameters_.friction == Friction::EnergyLine)
    return from.head_m + down_m - across_m * reach_ratio_;
  step.slope_rad = elementary::atan2(down_m, across_m);
  return pcm_speed_squared(parameters_.pcm, step.slope_rad, step.length_m, from.slope_rad,
                           std::sqrt(2.0 * kGravity * from.head_m)) /
         (2.0 * kGravity);
}

/// The neighbours that the slide reaches from a cell, with their shares of its flux.
int TerrainRunoutModel::steps_from(const Node& from, Step (&steps)[8]) const {
  const world::Grid& grid = elevation_m_.grid;
  const int row = static_cast<int>(from.cell) / grid.cols;
  const int col = static_cast<int>(from.cell) % grid.cols;
  const double energy = energy_m(from);
  int count = 0;
  double sum = 0.0;
  for (int direction = 0; direction < 8; ++direction) {
    const int r = row + kDown[direction];
    const int c = col + kRight[direction];
    if (!grid.contains(r, c)) continue;
    // Straight on, and both turns of 45 degrees.
    const double* in = from.incoming;
    const double persistence =
        from.source
            ? 1.0
            : in[direction] + M_SQRT1_2 * (in[(direction + 1) % 8] + in[(direction + 7) % 8]);
    if (!(persistence > 0.0)) continue;
    Step step{};
    step.cell = static_cast<std::uint32_t>(grid.index(r, c));
    step.direction = direction;
    if (const std::uint32_t there = node_[step.cell];
        there != kNone && (nodes_[there].done || energy_m(nodes_[there]) >= energy)) {
      continue;
    }
    const double across_m = direction % 2 == 0 ? grid.cell_m : M_SQRT2 * grid.cell_m;
    const double down_m = elevation_m_.value[from.cell] - elevation_m_.value[step.cell];
    step.head_m = std::min(head_after(from, across_m, down_m, step), parameters_.greatest_head_m);
    if (!(step.head_m > 0.0)) continue;
    const double tangent = down_m / across_m;
    // tan(45 degrees + phi/2) = tan(phi) + 1/cos(phi), for the ascent by its inverse.
    const double root = std::sqrt(1.0 + tangent * tangent);
    const double spread = tangent >= 0.0 ? root + tangent : 1.0 / (root - tangent);
    step.weight = persistence * elementary::pow(spread, parameters_.routing_exponent);
    sum += step.weight;
    steps[count++] = step;
  }
  const double least = parameters_.flux_threshold;
  double kept = 0.0;
  int left = 0;
  for (int i = 0; i < count; ++i) {
    if (from.flux * steps[i].weight < least * sum) continue;
    kept += steps[i].weight;
    steps[left++] = steps[i];
  }
  for (int i = 0; i < left; ++i) steps[i].weight /= kept;
  return left;
}

/// What goes on of a volume whose velocity head changes in a step.
double TerrainRunoutModel::moving_share(double head_m, double head_after_m) const {
  if (head_after_m >= head_m || parameters_.deposition_exponent == 0.0) return 1.0;
  return elementary::pow(head_after_m / head_m, parameters_.deposition_exponent);
}

void TerrainRunoutModel::hand_on(std::uint32_t index) {
  const Node from = nodes_[index];
  if (from.head_m > 0.0 && on_edge(from.cell)) {
    result_.left += from.volume;
    return;
  }
  Step steps[8];
  const int count = steps_from(from, steps);
  if (count == 0) {
    nodes_[index].deposit = from.volume;
    return;
  }
  double moving[8];
  double moving_sum = 0.0;
  for (int i = 0; i < count; ++i) {
    moving[i] = steps[i].weight * moving_share(from.head_m, steps[i].head_m);
    moving_sum += moving[i];
  }
  const VolumeQuanta stays =
      moving_sum < 1.0 - 1e-12 ? part(from.volume, 1.0 - moving_sum) : VolumeQuanta{0};
  nodes_[index].deposit = stays;
  const VolumeQuanta moves = from.volume - stays;
  VolumeQuanta rest = moves;
  const double speed_m_s = std::sqrt(2.0 * kGravity * from.head_m);
  for (int i = 0; i < count; ++i) {
    const Step& step = steps[i];
    const VolumeQuanta volume =
        i + 1 == count ? rest : std::min(rest, part(moves, moving[i] / moving_sum));
    rest -= volume;
    const std::uint32_t to = node_of(step.cell);
    Node& node = nodes_[to];
    const double mean_m_s = 0.5 * (speed_m_s + std::sqrt(2.0 * kGravity * step.head_m));
    const double arrival_s = from.arrival_s + step.length_m / mean_m_s;
    const bool fresh = node.flux == 0.0;
    if (fresh || arrival_s < node.arrival_s) node.arrival_s = arrival_s;
    node.flux += from.flux * step.weight;
    node.volume += volume;
    node.incoming[step.direction] += step.head_m;
    if (fresh || step.head_m > node.head_m) {
      node.head_m = step.head_m;
      node.slope_rad = step.slope_rad;
      push(to);
    }
  }
}

TerrainRunout TerrainRunoutModel::run(std::span<const SourceCell> sources, double reach_ratio) {
  reach_ratio_ = reach_ratio;
  result_ = {};
  double volume_m3 = 0;
  for (const SourceCell& source : sources) volume_m3 += source.volume_m3;
  MUSTER_VERIFY(volume_m3 > 0.0 && std::isfinite(volume_m3));
  result_.quantum_m3 = volume_quantum_m3(volume_m3);
  for (const SourceCell& source : sources) {
    const std::uint32_t index = node_of(source.cell);
    const VolumeQuanta volume = std::llround(source.volume_m3 / result_.quantum_m3);
    nodes_[index].source = true;
    nodes_[index].flux = 1.0;
    nodes_[index].volume += volume;
    result_.released += volume;
    push(index);
  }
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), Lower{});
    const std::uint32_t next = heap_.back().node;
    heap_.pop_back();
    if (nodes_[next].done) continue;  // its entry before it gained energy
    nodes_[next].done = true;
    hand_on(next);
  }
  TerrainRunout result = std::move(result_);
  result.cells.reserve(nodes_.size());
  for (const Node& node : nodes_) {
    result.cells.push_back({node.cell, static_cast<float>(std::sqrt(2.0 * kGravity * node.head_m)),
                            static_cast<float>(node.arrival_s), node.deposit});
    node_[node.cell] = kNone;
  }
  nodes_.clear();
  std::sort(result.cells.begin(), result.cells.end(),
            [](const ReachedCell& a, const ReachedCell& b) { return a.cell < b.cell; });
  return result;
}

}  // namespace muster::hazard::landslide
