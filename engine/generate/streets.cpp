// SPDX-License-Identifier: MIT
// Streets by repeated cutting of blocks, each cut a street from side to side.
#include "engine/generate/streets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "engine/base/random.hpp"
#include "engine/generate/frame.hpp"

namespace muster::generate {
namespace {

using world::RoadClass;

constexpr Purpose kLayout{"generate.layout"};
constexpr Purpose kCut{"generate.cut"};
constexpr double kEmbankment = 170;  // v of the arterial along the water
constexpr double kLongest = 1.4;     // a block side up to so many block_m is left whole
constexpr double kCollector = 3.2;   // blocks longer than so many block_m are cut by collectors

struct Junction {
  double t;
  std::uint32_t node;
};

struct Street {
  Point p, q;  // u, v
  RoadClass road_class = RoadClass::Residential;
  bool real = true;                   // false: the district's rim
  bool through = false;               // goes on through hills
  std::vector<Junction> junctions{};  // by t
};

/// Part of a street, from t0 to t1.
struct Side {
  std::uint32_t street;
  double t0, t1;
};

/// Sides: near the water, east, far from it, west; the first and third run east, the others
/// outward.
struct Cell {
  std::array<Side, 4> side;
};

struct Line1 {  // a street line of the first layout
  double at;
  RoadClass road_class;
  bool real;
  int bridge;
  bool through;
};

class Builder {
 public:
  Builder(const Spec& spec, const Valley& valley, const Land& land, int side, double block_m,
          Town& town)
      : valley_{valley},
        land_{land},
        frame_{valley, side, spec.seed},
        cut_{spec.seed, kCut},
        block_m_{block_m},
        town_{town},
        entity_{side > 0 ? 0u : 1ull << 40} {
    lay_out(spec);
    cut_blocks();
    lay_edges();
  }

 private:
  Point place(const Street& s, double t) const {
    const Point c = lerp(s.p, s.q, t);
    return frame_.place(c.x, c.y);
  }

  std::uint32_t junction(std::uint32_t street, double t, std::uint32_t node) {
    auto& list = streets_[street].junctions;
    const auto at = std::lower_bound(list.begin(), list.end(), t,
                                     [](const Junction& j, double x) { return j.t < x; });
    list.insert(at, {t, node});
    return node;
  }

  void lay_out(const Spec& spec);
  void cut_blocks();
  void lay_edges();
  bool buildable(const Cell& cell) const;
  Point corner(const Side& side, double share) const {
    return place(streets_[side.street], side.t0 + (side.t1 - side.t0) * share);
  }
  Point middle(const Cell& cell) const {
    return lerp(lerp(corner(cell.side[0], 0.5), corner(cell.side[2], 0.5), 0.5),
                lerp(corner(cell.side[1], 0.5), corner(cell.side[3], 0.5), 0.5), 0.5);
  }
  struct Meeting {
    double t;
    std::uint32_t node;
  };
  /// The junction on a side near `share` of it, or a new one.
  Meeting meet(const Side& side, double share, double reach);

  const Valley& valley_;
  const Land& land_;
  Frame frame_;
  Stream cut_;
  double block_m_;
  Town& town_;
  std::uint64_t entity_;
  std::vector<Street> streets_;
  std::vector<Cell> cells_;
};

void Builder::lay_out(const Spec& spec) {
  const DistrictSpec& d = spec.district;
  const Stream stream{spec.seed, kLayout};
  const double spacing = std::clamp(8.5 * expected_block_m(spec), 450.0, 1000.0);
  const double width = valley_.width_m();
  const double depth = frame_.depth_m();

  std::vector<Line1> columns{{0, RoadClass::Residential, false, -1, false}};
  std::vector<double> at_bridges;
  for (int i = 0; i < d.bridges; ++i) {
    const double jitter = 0.3 * (stream.uniform(static_cast<std::uint64_t>(i), 0) - 0.5);
    at_bridges.push_back(width * (i + 0.5 + jitter) / d.bridges);
  }
  at_bridges.push_back(width);
  double last = 0;
  for (std::size_t i = 0; i < at_bridges.size(); ++i) {
    const int pieces = std::max(1, static_cast<int>(std::lround((at_bridges[i] - last) / spacing)));
    for (int k = 1; k < pieces; ++k) {
      // Beside a lake no bridge street leads out: every other street does.
      columns.push_back({last + (at_bridges[i] - last) * k / pieces, RoadClass::Secondary, true, -1,
                         d.bridges == 0 && k % 2 == 1});
    }
    if (i + 1 < at_bridges.size()) {
      columns.push_back({at_bridges[i], i % 2 == 0 ? RoadClass::Primary : RoadClass::Trunk, true,
                         static_cast<int>(i), true});
    }
    last = at_bridges[i];
  }
  columns.push_back({width, RoadClass::Residential, false, -1, false});

  std::vector<Line1> rows{
      {0, RoadClass::Tertiary, true, -1, false},
      {std::min(kEmbankment, 0.2 * depth), RoadClass::Primary, true, -1, false}};
  const int pieces = std::max(1, static_cast<int>(std::lround((depth - rows[1].at) / spacing)));
  for (int k = 1; k < pieces; ++k) {
    rows.push_back({rows[1].at + (depth - rows[1].at) * k / pieces,
                    k % 2 == 0 ? RoadClass::Primary : RoadClass::Secondary, true, -1, false});
  }
  rows.push_back({depth, RoadClass::Residential, false, -1, false});

  for (const Line1& row : rows) {
    streets_.push_back({{0, row.at}, {width, row.at}, row.road_class, row.real, row.through});
  }
  for (const Line1& column : columns) {
    streets_.push_back(
        {{column.at, 0}, {column.at, depth}, column.road_class, column.real, column.through});
  }
  const auto n_rows = static_cast<std::uint32_t>(rows.size());
  for (std::uint32_t r = 0; r < n_rows; ++r) {
    for (std::uint32_t c = 0; c < columns.size(); ++c) {
      const std::uint32_t node = town_.network.add_node(frame_.place(columns[c].at, rows[r].at));
      junction(r, columns[c].at / width, node);
      junction(n_rows + c, rows[r].at / depth, node);
    }
  }
  for (std::uint32_t r = 0; r + 1 < n_rows; ++r) {
    const double v0 = rows[r].at / depth;
    const double v1 = rows[r + 1].at / depth;
    for (std::uint32_t c = 0; c + 1 < columns.size(); ++c) {
      const double u0 = columns[c].at / width;
      const double u1 = columns[c + 1].at / width;
      cells_.push_back({{Side{r, u0, u1}, Side{n_rows + c + 1, v0, v1}, Side{r + 1, u0, u1},
                         Side{n_rows + c, v0, v1}}});
    }
  }
  for (std::uint32_t c = 0; c < columns.size(); ++c) {
    if (columns[c].bridge >= 0) {
      town_.across.push_back({columns[c].bridge, frame_.side(), {n_rows + c}});
    }
  }
}

bool Builder::buildable(const Cell& cell) const {
  const Point low = corner(cell.side[0], 0.5);
  const Point high = corner(cell.side[2], 0.5);
  const Point east = corner(cell.side[1], 0.5);
  const Point west = corner(cell.side[3], 0.5);
  const Point centre = middle(cell);
  for (const Point p :
       {centre, low, high, east, west, lerp(centre, low, 0.5), lerp(centre, high, 0.5),
        lerp(centre, east, 0.5), lerp(centre, west, 0.5)}) {
    if (land_.at(land_.hill, p) < 0.4F && land_.at(land_.off_m, p) > 0) return true;
  }
  return false;
}

Builder::Meeting Builder::meet(const Side& side, double share, double reach) {
  const Street& street = streets_[side.street];
  // The way along the water has few and four-way junctions, so that streets can pass below it.
  if (street.road_class == RoadClass::Primary) reach *= 1.6;
  const double wanted = side.t0 + (side.t1 - side.t0) * share;
  const double low = side.t0 + (side.t1 - side.t0) * std::max(0.2, share - reach);
  const double high = side.t0 + (side.t1 - side.t0) * std::min(0.8, share + reach);
  const Junction* best = nullptr;
  for (auto j = std::lower_bound(street.junctions.begin(), street.junctions.end(), low,
                                 [](const Junction&a, double x) { return a.t < x; });
       j != street.junctions.end() && j->t <= high; ++j) {
    if (!best || std::fabs(j->t - wanted) < std::fabs(best->t - wanted)) best = &*j;
  }
  if (best) return {best->t, best->node};
  const std::uint32_t node = town_.network.add_node(place(street, wanted));
  junction(side.street, wanted, node);
  return {wanted, node};
}

void Builder::cut_blocks() {
  for (std::size_t at = 0; at < cells_.size(); ++at) {
    const Cell cell = cells_[at];
    const Point centre = middle(cell);
    const double along = distance(corner(cell.side[1], 0.5), corner(cell.side[3], 0.5));
    const double out = distance(corner(cell.side[0], 0.5), corner(cell.side[2], 0.5));
    const double longest = std::max(along, out);
    const std::uint64_t entity = entity_ + at;
    const double block = block_m_ * std::min(2.5, 1 / std::sqrt(valley_.density(centre))) *
                         (0.8 + 0.45 * cut_.uniform(entity, 0));
    if (longest <= kLongest * block || !buildable(cell)) {
      town_.blocks.push_back({centre, along * out});
      continue;
    }
    const double share = 0.5 + 0.3 * (cut_.uniform(entity, 1) - 0.5);
    const double tilt = 0.16 * (cut_.uniform(entity, 2) - 0.5);
    const bool outward = along >= out;  // the new street's direction
    const Side from = outward ? cell.side[0] : cell.side[3];
    const Side to = outward ? cell.side[2] : cell.side[1];
    const Meeting a = meet(from, share - tilt, 0.11);
    const Meeting b = meet(to, share + tilt, 0.11);
    Street street;
    street.p = lerp(streets_[from.street].p, streets_[from.street].q, a.t);
    street.q = lerp(streets_[to.street].p, streets_[to.street].q, b.t);
    street.road_class = longest > kCollector * block     ? RoadClass::Tertiary
                        : cut_.uniform(entity, 3) < 0.12 ? RoadClass::LivingStreet
                                                         : RoadClass::Residential;
    street.junctions = {{0, a.node}, {1, b.node}};
    const auto made = static_cast<std::uint32_t>(streets_.size());
    streets_.push_back(std::move(street));
    const Side whole{made, 0, 1};
    const Side from0{from.street, from.t0, a.t};
    const Side from1{from.street, a.t, from.t1};
    const Side to0{to.street, to.t0, b.t};
    const Side to1{to.street, b.t, to.t1};
    if (outward) {
      cells_.push_back({{from0, whole, to0, cell.side[3]}});
      cells_.push_back({{from1, cell.side[1], to1, whole}});
    } else {
      cells_.push_back({{cell.side[0], to0, whole, from0}});
      cells_.push_back({{whole, to1, cell.side[2], from1}});
    }
  }
}

/// Whether a street of this shape can be built without a tunnel, a cutting or a bridge of its own.
bool passable(const Land& land, const Line& line, bool may_bridge) {
  const double all = length(line);
  double before = height(land.ground, line.front());
  double wet = 0;
  const int steps = std::max(2, static_cast<int>(all / 15));
  const double step = all / steps;
  for (int i = 0; i <= steps; ++i) {
    const Point p = along(line, all * i / steps);
    if (land.at(land.hill, p) > 0.6F || land.at(land.above_bank, p) < 0.2F) {
      if (!may_bridge || land.at(land.creek_m, p) > 40) return false;
    }
    const bool in_creek = land.at(land.creek_m, p) < 22;
    const double z = height(land.ground, p);
    if (!may_bridge && in_creek) return false;
    if (in_creek) wet += step;
    if (land.at(land.creek_m, p) > 40 && std::fabs(z - before) > 0.24 * step) return false;
    before = z;
  }
  return wet < 120;
}

void Builder::lay_edges() {
  for (const Street& street : streets_) {
    if (!street.real) continue;
    const bool arterial = street.road_class <= RoadClass::Secondary;
    for (std::size_t j = 0; j + 1 < street.junctions.size(); ++j) {
      const Junction from = street.junctions[j];
      const Junction to = street.junctions[j + 1];
      if (from.node == to.node) continue;
      Edge edge;
      edge.a = from.node;
      edge.b = to.node;
      edge.road_class = street.road_class;
      const double reach = distance(town_.network.nodes[from.node], town_.network.nodes[to.node]);
      const int pieces = std::max(1, static_cast<int>(reach / 25));
      Line line;
      for (int i = 0; i <= pieces; ++i) {
        line.push_back(place(street, from.t + (to.t - from.t) * i / pieces));
      }
      line.front() = town_.network.nodes[edge.a];
      line.back() = town_.network.nodes[edge.b];
      line = simplify(line, 1.0);
      if (!street.through &&
          !passable(land_, line, arterial || street.road_class == RoadClass::Tertiary)) {
        continue;
      }
      set_line(edge, line);
      town_.network.edges.push_back(std::move(edge));
    }
  }
  for (Across& across : town_.across) {
    if (across.side != frame_.side()) continue;
    const std::uint32_t column = across.nodes[0];
    across.nodes.clear();
    for (const Junction& j : streets_[column].junctions) across.nodes.push_back(j.node);
  }
  for (const Junction& j : streets_[1].junctions) town_.embankment.push_back(j.node);
  for (const Street& street : streets_) {
    if (!street.real || street.road_class > RoadClass::Secondary) continue;
    const bool row = street.p.y == street.q.y;
    if (row || street.through) town_.rim.push_back(street.junctions.back().node);
    if (row) town_.rim.push_back(street.junctions.front().node);
  }
}

}  // namespace

double expected_block_m(const Spec& spec) {
  // About 5.5 links a block, on the share of the ground that is neither water nor hill.
  const DistrictSpec& d = spec.district;
  const double share = 0.9 * d.hills.valley_share;
  return std::sqrt(d.width_m * d.height_m * share * 5.5 / static_cast<double>(d.links));
}

Town build_town(const Spec& spec, const Valley& valley, const Land& land, double block_m) {
  Town town;
  for (const int side : {1, -1}) {
    if (valley.is_lake() && side < 0) continue;
    const Builder builder{spec, valley, land, side, block_m, town};
  }
  return town;
}

}  // namespace muster::generate
