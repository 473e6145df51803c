// SPDX-License-Identifier: MIT
// Nearest road node, by buckets of a square grid.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/world/roads.hpp"

namespace muster::world {
namespace {

std::vector<NodeId> usable_nodes(const Roads& roads, Modes modes,
                                 std::span<const std::uint8_t> among) {
  std::vector<std::uint8_t> usable(roads.nodes(), 0);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    const bool car = (modes & kCar) && (roads.modes[link] & kCar) && roads.lanes[link] > 0;
    const bool walk = (modes & kWalk) && (roads.modes[link] & kWalk);
    if (!car && !walk) continue;
    usable[roads.from[link].get()] = 1;
    usable[roads.to[link].get()] = 1;
  }
  std::vector<NodeId> nodes;
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    if (usable[n] && (among.empty() || among[n])) nodes.push_back(NodeId{n});
  }
  return nodes;
}

}  // namespace

NodeIndex::NodeIndex(const Roads& roads, Modes modes) : NodeIndex(roads, modes, {}) {}

NodeIndex::NodeIndex(const Roads& roads, Modes modes, std::span<const std::uint8_t> among)
    : roads_{roads} {
  const std::vector<NodeId> nodes = usable_nodes(roads, modes, among);
  if (nodes.empty()) return;
  double x1 = -std::numeric_limits<double>::infinity(), y1 = x1;
  x0_ = y0_ = std::numeric_limits<double>::infinity();
  for (const NodeId n : nodes) {
    x0_ = std::min(x0_, roads.x[n]);
    x1 = std::max(x1, roads.x[n]);
    y0_ = std::min(y0_, roads.y[n]);
    y1 = std::max(y1, roads.y[n]);
  }
  // About two nodes a bucket, and never more buckets than a few times the nodes: a network that is
  // one long line must not ask for length x length buckets.
  const double width = x1 - x0_, height = y1 - y0_;
  const double wanted = 2.0 * width * height / static_cast<double>(nodes.size());
  const double longest = std::max(width, height);
  cell_m_ = std::max({std::sqrt(wanted), longest / (2.0 * static_cast<double>(nodes.size()) + 1.0),
                      longest * 1e-6, 1e-3});
  cols_ = static_cast<int>(width / cell_m_) + 1;
  rows_ = static_cast<int>(height / cell_m_) + 1;

  const auto bucket = [&](NodeId n) {
    const int col = static_cast<int>((roads.x[n] - x0_) / cell_m_);
    const int row = static_cast<int>((roads.y[n] - y0_) / cell_m_);
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
           static_cast<std::size_t>(col);
  };
  first_.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_) + 1, 0);
  for (const NodeId n : nodes) ++first_[bucket(n) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  node_.resize(nodes.size());
  for (const NodeId n : nodes) node_[next[bucket(n)]++] = n;
}

NodeId NodeIndex::nearest(double x, double y, double radius_m) const {
  if (node_.empty() || !(radius_m >= 0)) return {};
  NodeId best;
  double best_squared = radius_m * radius_m;
  const double fx = std::floor((x - x0_) / cell_m_), fy = std::floor((y - y0_) / cell_m_);
  // A query far outside starts its rings at the bucket of the rim that is nearest in each
  // direction.
  const auto clamped = [](double value, int count) {
    return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(count - 1)));
  };
  const int col0 = clamped(fx, cols_), row0 = clamped(fy, rows_);
  const auto visit = [&](int row, int col) {
    if (row < 0 || row >= rows_ || col < 0 || col >= cols_) return;
    const std::size_t b = static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
                          static_cast<std::size_t>(col);
    for (std::uint32_t k = first_[b]; k < first_[b + 1]; ++k) {
      const NodeId n = node_[k];
      const double dx = roads_.x[n] - x, dy = roads_.y[n] - y;
      const double squared = dx * dx + dy * dy;
      if (squared < best_squared || (squared == best_squared && (!best || n < best))) {
        best_squared = squared;
        best = n;
      }
    }
  };
  const int rings = std::max(rows_, cols_);
  for (int ring = 0; ring < rings; ++ring) {
    // Buckets of this ring are at least (ring - 1) cells and a part of one away.
    const double reach = (ring - 1) * cell_m_;
    if (ring > 1 && reach * reach > best_squared) break;
    if (ring == 0) {
      visit(row0, col0);
      continue;
    }
    for (int col = col0 - ring; col <= col0 + ring; ++col) {
      visit(row0 - ring, col);
      visit(row0 + ring, col);
    }
    for (int row = row0 - ring + 1; row < row0 + ring; ++row) {
      visit(row, col0 - ring);
      visit(row, col0 + ring);
    }
  }
  return best;
}

}  // namespace muster::world
