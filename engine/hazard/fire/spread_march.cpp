// SPDX-License-Identifier: MIT
// How a burnt cell hands its fire on.
#include <algorithm>
#include <cmath>

#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

namespace {

/// Just this side of a break at a share of the way.
Offset before(double share, Offset from, Offset way) {
  constexpr double kThisSide = 1e-6;
  const double at = std::max(0.0, share - kThisSide);
  return {from.x + at * way.x, from.y + at * way.y};
}

}  // namespace

/// Mean over the way from the cell at (row, col); false: something on it does not burn now.
bool Spread::mean_pace(int row, int col, const Line& line, Pace& mean) {
  mean = {0, {}};
  for (const Line::Crossed& c : line.crossed) {
    const Pace& p = pace(grid().index(row + c.dy, col + c.dx)).pace;
    if (!p.burns()) return false;
    mean.slowness_s += c.share * p.slowness_s;
    mean.drift_s.x += c.share * p.drift_s.x;
    mean.drift_s.y += c.share * p.drift_s.y;
  }
  return std::all_of(line.corners.begin(), line.corners.end(), [&](const Line::Corner& c) {
    return pace(grid().index(row + c.ay, col + c.ax)).pace.burns() ||
           pace(grid().index(row + c.by, col + c.bx)).pace.burns();
  });
}

void Spread::hand_on(std::size_t cell) {
  const auto cols = static_cast<std::size_t>(grid().cols);
  const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
  const Stencil& stencil = stencils_.of(pace(cell).stencil);
  const Jet here{time_s_[cell], gradient_s_[cell]};
  const bool interpolates = near_[cell] == Near::Front;
  const std::size_t n = stencil.size();
  for (std::size_t k = 0; k < n; ++k) {
    const Line& line = stencils_.line(stencil[k]);
    const int target_row = row + line.dy, target_col = col + line.dx;
    if (!grid().contains(target_row, target_col)) continue;
    const std::size_t target = grid().index(target_row, target_col);
    if (cell_state_[target] == CellState::Burnt || !fires_.can_burn(target)) continue;
    const bool touches = line.length < 1.5;
    const Offset to = centre(target);
    const Offset way{static_cast<double>(line.dx), static_cast<double>(line.dy)};
    Pace mean;
    if (!mean_pace(row, col, line, mean)) {
      // The front comes to a stand half way: at the border between them.
      if (touches && !pace(target).pace.burns())
        held_.push_back({target, {to.x - way.x / 2, to.y - way.y / 2}});
      continue;
    }
    if (const auto stop = stopping_break(centre(cell), to, here.time_s)) {
      if (touches) held_.push_back({target, before(*stop, centre(cell), way)});
    } else {
      reach(target, {here.time_s + mean.time_s(way), pace(target).pace.gradient_s(line.unit)},
            {centre(cell), here.time_s}, Near::Front);
    }
    if (!interpolates) continue;
    for (const std::size_t beside : {k == 0 ? n - 1 : k - 1, k + 1 == n ? 0 : k + 1}) {
      const Line& other = stencils_.line(stencil[beside]);
      const int other_row = target_row - other.dy, other_col = target_col - other.dx;
      if (!grid().contains(other_row, other_col)) continue;
      const std::size_t partner = grid().index(other_row, other_col);
      if (cell_state_[partner] != CellState::Burnt || !holds_now(partner) ||
          near_[partner] == Near::Source)
        continue;
      Pace beside_mean;
      if (!mean_pace(other_row, other_col, other, beside_mean)) continue;
      const Pace between{(mean.slowness_s + beside_mean.slowness_s) / 2,
                         {(mean.drift_s.x + beside_mean.drift_s.x) / 2,
                          (mean.drift_s.y + beside_mean.drift_s.y) / 2}};
      const Jet there{time_s_[partner], gradient_s_[partner]};
      const auto crossing =
          soonest_across(between, {-way.x, -way.y}, here,
                         {-static_cast<double>(other.dx), -static_cast<double>(other.dy)}, there);
      if (!crossing) continue;
      const Offset from{to.x + crossing->from.x, to.y + crossing->from.y};
      double time_s = crossing->time_s;
      if (mean.slowness_s !=
          beside_mean.slowness_s) {  // uneven ground: by the cells on its own way
        const auto own = mean_pace(from, to);
        if (!own) continue;
        time_s = crossing->left_s + own->time_s(to - from);
      }
      // Earlier than an end that it came by: the stencil was not made for this change of ground.
      if (time_s < std::max(here.time_s, there.time_s)) continue;
      if (stopping_break(centre(cell), centre(partner), here.time_s) ||
          stopping_break(from, to, here.time_s))
        continue;
      const double reach_cells = length(crossing->from);
      const Offset along{-crossing->from.x / reach_cells, -crossing->from.y / reach_cells};
      reach(target, {time_s, pace(target).pace.gradient_s(along)}, {from, crossing->left_s},
            Near::Front);
    }
  }
}

/// Mean over a straight way between any two places; empty where something on it does not burn now.
std::optional<Pace> Spread::mean_pace(Offset from, Offset to) {
  Pace mean{0, {}};
  double at = 0;
  const bool through = walk(from, to - from, [&](std::size_t cell, double end) {
    const Pace& p = pace(cell).pace;
    if (!p.burns()) return false;
    mean.slowness_s += (end - at) * p.slowness_s;
    mean.drift_s.x += (end - at) * p.drift_s.x;
    mean.drift_s.y += (end - at) * p.drift_s.y;
    at = end;
    return true;
  });
  return through ? std::optional{mean} : std::nullopt;
}

/// Whether a break holds a front that runs along `along` (a unit vector) on such ground.
bool Spread::holds(const Break& line, const CellPace& p, Offset along) const {
  LocalFire fire;
  fire.heat_kj_m2 = p.heat_kj_m2;
  fire.crown = p.crown;
  const double rate = grid().cell_m / length(p.pace.gradient_s(along));
  const double flame = front_flame_length_m(fire, front_intensity_kw_m(fire, rate));
  return line.width_m >=
         inputs_.parameters.break_factor[static_cast<std::size_t>(line.kind)] * flame;
}

/// Whether a break that is wider than a cell has taken its fuel by then.
bool Spread::bare(std::size_t cell, double time_s) const {
  bool bare = false;
  if (!breaks_.covers(cell)) return bare;
  breaks_.covering(cell, [&](std::uint32_t line, double along_m) {
    bare |= to_seconds(built_at(inputs_.breaks[line], along_m)) <= time_s;
  });
  return bare;
}

/// Where on the way fire comes to the edge of a strip, wider than a cell, that holds it. What burnt
/// before the strip was made holds nothing.
std::optional<double> Spread::stopping_strip(Offset from, Offset way, double time_s) {
  const double cells = length(way);
  const Offset along = cells > 0 ? Offset{way.x / cells, way.y / cells} : Offset{1, 0};
  std::optional<double> stop;
  double enters = 0;
  walk(from, way, [&](std::size_t cell, double leaves) {
    const CellPace& p = pace(cell);
    if (breaks_.covers(cell) && cell_state_[cell] != CellState::Burnt && p.pace.burns()) {
      const double reached_s = time_s + enters * p.pace.time_s(way);
      breaks_.covering(cell, [&](std::uint32_t index, double along_m) {
        const Break& line = inputs_.breaks[index];
        if (to_seconds(built_at(line, along_m)) <= reached_s && holds(line, p, along))
          stop = enters;
      });
    }
    enters = leaves;
    return !stop;
  });
  return stop;
}

/// Where on the way the first break stands that holds fire of this direction, as a share of it.
std::optional<double> Spread::stopping_break(Offset from, Offset to, double time_s) {
  if (breaks_.empty()) return std::nullopt;
  const Offset way = to - from;
  const double cells = length(way);
  const Offset along{way.x / cells, way.y / cells};
  std::optional<double> first;
  bool strips = false;
  const int west = static_cast<int>(std::floor(std::min(from.x, to.x)));
  const int east = static_cast<int>(std::floor(std::max(from.x, to.x)));
  const int north = static_cast<int>(std::floor(std::min(from.y, to.y)));
  const int south = static_cast<int>(std::floor(std::max(from.y, to.y)));
  for (int row = std::max(north, 0); row <= std::min(south, grid().rows - 1); ++row) {
    for (int col = std::max(west, 0); col <= std::min(east, grid().cols - 1); ++col) {
      const std::size_t cell = grid().index(row, col);
      strips |= breaks_.covers(cell);
      if (!breaks_.touches(cell)) continue;
      const CellPace& p = pace(cell);
      if (!p.pace.burns()) continue;
      breaks_.crossings(cell, from.x, from.y, way.x, way.y, 0, 1,
                        [&](const BreakMap::Piece& piece, double fraction, double share) {
                          if (first && fraction >= *first) return;
                          const Break& line = inputs_.breaks[piece.line];
                          const double crossed_s = time_s + fraction * p.pace.time_s(way);
                          const double along_m = piece.along_m + share * piece.length_m;
                          if (to_seconds(built_at(line, along_m)) > crossed_s) return;
                          if (holds(line, p, along)) first = fraction;
                        });
    }
  }
  if (!strips) return first;
  const auto edge = stopping_strip(from, way, time_s);
  return edge && !(first && *first < *edge) ? edge : first;
}

}  // namespace muster::hazard::fire
