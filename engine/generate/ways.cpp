// SPDX-License-Identifier: MIT
// Least-cost ways over the land.
#include "engine/generate/ways.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace muster::generate {
namespace {

constexpr double kStep = 30;     // m, of the search
constexpr double kGrade = 0.07;  // a slope that doubles a metre's cost
constexpr double kSteepest = 0.4;

}  // namespace

Ways::Ways(const Land& land, const Network& network) {
  grid_.cell_m = kStep;
  const world::Grid& g = land.ground.grid;
  grid_.cols = static_cast<int>(std::ceil(g.cols * g.cell_m / kStep));
  grid_.rows = static_cast<int>(std::ceil(g.rows * g.cell_m / kStep));
  grid_.y0 = grid_.rows * kStep;
  road_.assign(grid_.size(), kNone);
  z_.resize(grid_.size());
  open_.resize(grid_.size());
  for (int row = 0; row < grid_.rows; ++row) {
    for (int col = 0; col < grid_.cols; ++col) {
      const Point p{grid_.x_of(col), grid_.y_of(row)};
      z_[grid_.index(row, col)] = static_cast<float>(height(land.ground, p));
      open_[grid_.index(row, col)] = land.at(land.above_bank, p) > 0.6F;
    }
  }
  cost_.assign(grid_.size(), 0);
  from_.assign(grid_.size(), kNone);
  seen_.assign(grid_.size(), 0);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    if (network.edges[e].kept) mark(network, e);
  }
}

void Ways::mark(const Network& network, std::uint32_t e, bool again) {
  if (network.edges[e].flags != 0) return;  // no village road joins a bridge or a tunnel
  const Line line = line_of(network, network.edges[e]);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const int pieces = std::max(1, static_cast<int>(distance(line[i], line[i + 1]) / 10));
    for (int k = 0; k <= pieces; ++k) {
      const std::uint32_t cell =
          cell_of(lerp(line[i], line[i + 1], static_cast<double>(k) / pieces));
      if (again || road_[cell] == kNone) road_[cell] = e;
    }
  }
}

std::uint32_t Ways::cell_of(Point p) const {
  const int row = std::clamp(grid_.row_of(p.y), 0, grid_.rows - 1);
  const int col = std::clamp(grid_.col_of(p.x), 0, grid_.cols - 1);
  return static_cast<std::uint32_t>(grid_.index(row, col));
}

Point Ways::centre(std::uint32_t cell) const {
  return {grid_.x_of(static_cast<int>(cell) % grid_.cols),
          grid_.y_of(static_cast<int>(cell) / grid_.cols)};
}

bool Ways::road_within(Point p, int cells) const {
  const int row = grid_.row_of(p.y);
  const int col = grid_.col_of(p.x);
  for (int r = std::max(0, row - cells); r <= std::min(grid_.rows - 1, row + cells); ++r) {
    for (int c = std::max(0, col - cells); c <= std::min(grid_.cols - 1, col + cells); ++c) {
      if (road_[grid_.index(r, c)] != kNone) return true;
    }
  }
  return false;
}

std::vector<std::uint32_t> Ways::way_to_road(Point start) {
  // Sixteen directions, so that roads can follow contours closely.
  constexpr std::array<std::pair<int, int>, 16> kMoves{{{1, 0},
                                                        {2, 1},
                                                        {1, 1},
                                                        {1, 2},
                                                        {0, 1},
                                                        {-1, 2},
                                                        {-1, 1},
                                                        {-2, 1},
                                                        {-1, 0},
                                                        {-2, -1},
                                                        {-1, -1},
                                                        {-1, -2},
                                                        {0, -1},
                                                        {1, -2},
                                                        {1, -1},
                                                        {2, -1}}};
  ++search_;
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const std::uint32_t first = cell_of(start);
  cost_[first] = 0;
  from_[first] = kNone;
  seen_[first] = search_;
  queue.push({0, first});
  while (!queue.empty()) {
    const auto [cost, cell] = queue.top();
    queue.pop();
    if (cost > cost_[cell]) continue;
    if (road_[cell] != kNone) {
      std::vector<std::uint32_t> way;
      for (std::uint32_t c = cell; c != kNone; c = from_[c]) way.push_back(c);
      std::reverse(way.begin(), way.end());
      return way;
    }
    const int row = static_cast<int>(cell) / grid_.cols;
    const int col = static_cast<int>(cell) % grid_.cols;
    for (const auto& [dx, dy] : kMoves) {
      if (!grid_.contains(row + dy, col + dx)) continue;
      const auto next = static_cast<std::uint32_t>(grid_.index(row + dy, col + dx));
      if (!open_[next]) continue;
      const double reach = kStep * std::sqrt(static_cast<double>(dx * dx + dy * dy));
      const double slope = std::fabs(static_cast<double>(z_[next]) - z_[cell]) / reach;
      if (slope > kSteepest) continue;
      const double through = cost + reach * (1 + slope * slope / (kGrade * kGrade));
      if (seen_[next] == search_ && through >= cost_[next]) continue;
      seen_[next] = search_;
      cost_[next] = through;
      from_[next] = cell;
      queue.push({through, next});
    }
  }
  return {};
}

}  // namespace muster::generate
