// SPDX-License-Identifier: MIT
// Which terrain cells a link crosses, and how high the road lies there.
#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <tuple>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/world/terrain.hpp"

namespace muster::world {
namespace {

constexpr double kFar = 1e300;

/// The end of a structure where it meets the ground, and how far along the structure it is.
struct End {
  NodeId node;
  double distance_m = kFar;
};
using Ends = std::pair<End, End>;  // the two nearest, nearest first

/// For each node that links of one kind (bridge, underpass) touch: the nearest ends of the whole
/// structure. An end is a node that another link touches too, or where the structure stops dead.
class Structures {
 public:
  Structures(const Roads& roads, LinkFlags kind) : roads_{roads}, kind_{kind} {
    ends_.resize(roads.nodes());
    is_end_.assign(roads.nodes(), 0);
    for (std::uint32_t n = 0; n < roads.nodes(); ++n) is_end_[n] = touches_ground(NodeId{n});
    search();
  }

  bool is_end(NodeId n) const { return is_end_[n.get()] != 0; }

  /// The two nearest ends as seen from a point `along_m` into `link`.
  Ends at(LinkId link, double along_m) const {
    Ends best;
    const auto offer = [&](const End& end, double extra_m) {
      if (!end.node) return;
      const End candidate{end.node, end.distance_m + extra_m};
      if (candidate.node == best.first.node) {
        best.first.distance_m = std::min(best.first.distance_m, candidate.distance_m);
      } else if (before(candidate, best.first)) {
        if (candidate.node != best.second.node || before(best.first, best.second)) {
          best.second = best.first;
        }
        best.first = candidate;
      } else if (candidate.node == best.second.node) {
        best.second.distance_m = std::min(best.second.distance_m, candidate.distance_m);
      } else if (before(candidate, best.second)) {
        best.second = candidate;
      }
    };
    const Ends& near = ends_[roads_.from[link].get()];
    const Ends& far = ends_[roads_.to[link].get()];
    offer(near.first, along_m);
    offer(near.second, along_m);
    offer(far.first, roads_.length_m[link] - along_m);
    offer(far.second, roads_.length_m[link] - along_m);
    return best;
  }

 private:
  static bool before(const End& a, const End& b) {
    return std::tuple(a.distance_m, a.node) < std::tuple(b.distance_m, b.node);
  }

  bool touches_ground(NodeId n) const {
    bool structure = false;
    NodeId neighbour;
    bool several = false;
    const auto look = [&](LinkId link, NodeId other) {
      if (!(roads_.flags[link] & kind_)) return true;
      structure = true;
      if (neighbour && neighbour != other) several = true;
      neighbour = other;
      return false;
    };
    bool ground = false;
    for (const LinkId link : roads_.out(n)) ground |= look(link, roads_.to[link]);
    for (const LinkId link : roads_.in(n)) ground |= look(link, roads_.from[link]);
    return structure && (ground || !several);
  }

  void search() {
    using Item = std::tuple<double, NodeId, NodeId>;  // distance, end, node
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    for (std::uint32_t n = 0; n < roads_.nodes(); ++n) {
      if (is_end_[n]) queue.emplace(0.0, NodeId{n}, NodeId{n});
    }
    while (!queue.empty()) {
      const auto [distance, end, node] = queue.top();
      queue.pop();
      if (is_end_[node.get()] && node != end) continue;  // another structure begins behind an end
      Ends& ends = ends_[node.get()];
      if (!ends.first.node) {
        ends.first = {end, distance};
      } else if (ends.first.node != end && !ends.second.node) {
        ends.second = {end, distance};
      } else {
        continue;
      }
      for (const LinkId link : roads_.out(node)) {
        if (roads_.flags[link] & kind_) {
          queue.emplace(distance + roads_.length_m[link], end, roads_.to[link]);
        }
      }
    }
  }

  const Roads& roads_;
  LinkFlags kind_;
  std::vector<Ends> ends_;
  std::vector<std::uint8_t> is_end_;
};

/// A stretch of a link inside one cell, by distance along the shape.
struct Piece {
  std::uint32_t cell;
  double begin_m;
  double end_m;
};

class Tracer {
 public:
  explicit Tracer(const Grid& grid) : grid_{grid} {}

  const std::vector<Piece>& trace(std::span<const double> x, std::span<const double> y) {
    pieces_.clear();
    double along = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
      const double dx = x[i + 1] - x[i], dy = y[i + 1] - y[i];
      const double length = std::sqrt(dx * dx + dy * dy);
      segment(x[i], y[i], x[i + 1], y[i + 1], along, length);
      along += length;
    }
    if (pieces_.empty() && !x.empty()) pieces_.push_back({cell(x[0], y[0]), 0, 0});
    length_ = along;
    return pieces_;
  }
  double length() const { return length_; }
  std::uint64_t outside() const { return outside_; }
  void count_outside(std::span<const double> x, std::span<const double> y) {
    const double x1 = grid_.x0 + grid_.cols * grid_.cell_m;
    const double y1 = grid_.y0 - grid_.rows * grid_.cell_m;
    for (std::size_t i = 0; i < x.size(); ++i) {
      outside_ += !(x[i] >= grid_.x0 && x[i] <= x1 && y[i] <= grid_.y0 && y[i] >= y1);
    }
  }
  std::uint32_t cell(double x, double y) const {
    const int col = std::clamp(static_cast<int>(std::floor(column(x))), 0, grid_.cols - 1);
    const int row = std::clamp(static_cast<int>(std::floor(line(y))), 0, grid_.rows - 1);
    return static_cast<std::uint32_t>(grid_.index(row, col));
  }

 private:
  double column(double x) const {
    return std::clamp((x - grid_.x0) / grid_.cell_m, 0.0, static_cast<double>(grid_.cols));
  }
  double line(double y) const {
    return std::clamp((grid_.y0 - y) / grid_.cell_m, 0.0, static_cast<double>(grid_.rows));
  }

  void add(std::uint32_t cell, double begin_m, double end_m) {
    if (!(end_m > begin_m)) return;  // a corner that is only touched
    if (!pieces_.empty() && pieces_.back().cell == cell) {
      pieces_.back().end_m = end_m;
    } else {
      pieces_.push_back({cell, begin_m, end_m});
    }
  }

  /// Amanatides and Woo 1987, with each crossing computed from the segment's start so that no error
  /// adds up along it.
  void segment(double xa, double ya, double xb, double yb, double along, double length) {
    const double ca = column(xa), ra = line(ya), cb = column(xb), rb = line(yb);
    const double dc = cb - ca, dr = rb - ra;
    int col = std::clamp(static_cast<int>(std::floor(ca)), 0, grid_.cols - 1);
    int row = std::clamp(static_cast<int>(std::floor(ra)), 0, grid_.rows - 1);
    // Moving west or north from a cell's own west or north edge leaves it at once.
    const int col_step = dc > 0 ? 1 : -1, row_step = dr > 0 ? 1 : -1;
    const auto crossing = [](int index, int step, double start, double delta) {
      if (delta == 0) return kFar;
      return ((step > 0 ? index + 1 : index) - start) / delta;
    };
    double t = 0;
    while (t < 1) {
      const double t_col = crossing(col, col_step, ca, dc);
      const double t_row = crossing(row, row_step, ra, dr);
      const double next = std::min({t_col, t_row, 1.0});
      add(static_cast<std::uint32_t>(grid_.index(row, col)), along + t * length,
          along + std::max(t, next) * length);
      if (next >= 1) break;
      t = std::max(t, next);
      if (t_col <= t_row) col += col_step;
      if (t_row <= t_col) row += row_step;
      if (!grid_.contains(row, col)) break;  // runs out along the rim
    }
  }

  Grid grid_;
  std::vector<Piece> pieces_;
  double length_ = 0;
  std::uint64_t outside_ = 0;
};

}  // namespace

LinkProfile profile_links(const Roads& roads, const Terrain& terrain, const ProfileRules& rules,
                          std::uint64_t* outside) {
  LinkProfile profile;
  profile.first.assign(1, 0);
  profile.first.reserve(roads.links() + 1);
  if (outside) *outside = 0;
  if (terrain.empty()) {
    profile.first.assign(roads.links() + 1, 0);
    return profile;
  }
  const Structures bridges(roads, kBridge), underpasses(roads, kUnderpass), tunnels(roads, kTunnel);
  const auto ground = [&](NodeId n) { return height(terrain, roads.x[n], roads.y[n]); };
  /// On the straight line between the two nearest ends; linear along a structure without branches.
  const auto line = [&](const Ends& ends) {
    if (!ends.second.node) return ground(ends.first.node);
    const double d1 = ends.first.distance_m, d2 = ends.second.distance_m;
    if (d1 + d2 == 0) return ground(ends.first.node);
    return (ground(ends.first.node) * d2 + ground(ends.second.node) * d1) / (d1 + d2);
  };
  /// 0 at the ends, 1 halfway: a parabolic sag.
  const auto sag = [](const Ends& ends) {
    if (!ends.second.node) return 0.0;
    const double d1 = ends.first.distance_m, d2 = ends.second.distance_m;
    return d1 + d2 == 0 ? 0.0 : 4 * d1 * d2 / ((d1 + d2) * (d1 + d2));
  };
  const auto add = [&](std::uint32_t cell, double surface_m, double at_m) {
    profile.cell.push_back(cell);
    profile.surface_m.push_back(static_cast<float>(surface_m));
    profile.at_m.push_back(static_cast<float>(at_m));
  };

  Tracer tracer(terrain.grid);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    const std::size_t begin = roads.shape_first[l];
    const std::size_t count = roads.shape_first[l + 1] - begin;
    const std::span<const double> x(roads.shape_x.data() + begin, count);
    const std::span<const double> y(roads.shape_y.data() + begin, count);
    tracer.count_outside(x, y);
    const LinkFlags flags = roads.flags[link];
    if (flags & kTunnel) {
      for (const auto& [node, at_m] :
           {std::pair(roads.from[link], 0.0), std::pair(roads.to[link], roads.length_m[link])}) {
        if (!tunnels.is_end(node)) continue;
        const std::uint32_t cell = tracer.cell(roads.x[node], roads.y[node]);
        add(cell, terrain.elevation_m[cell], at_m);
      }
    } else {
      const std::vector<Piece>& pieces = tracer.trace(x, y);
      const double scale = tracer.length() > 0 ? roads.length_m[link] / tracer.length() : 1;
      for (const Piece& piece : pieces) {
        const double at_m = 0.5 * (piece.begin_m + piece.end_m) * scale;
        double surface_m = terrain.elevation_m[piece.cell];
        if (flags & kBridge) {
          // Never below the ground: a surface model may hold the deck itself.
          surface_m = std::max(surface_m, line(bridges.at(link, at_m)) + rules.bridge_clearance_m);
        } else if (flags & kUnderpass) {
          const Ends ends = underpasses.at(link, at_m);
          surface_m = line(ends) - rules.underpass_depth_m * sag(ends);
        }
        add(piece.cell, surface_m, at_m);
      }
    }
    profile.first.push_back(static_cast<std::uint32_t>(profile.cell.size()));
  }
  if (outside) *outside = tracer.outside();
  return profile;
}

}  // namespace muster::world
