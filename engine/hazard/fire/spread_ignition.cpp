// SPDX-License-Identifier: MIT
// How fires begin: ignitions and brands.
#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/base/random.hpp"
#include "engine/hazard/fire/ignition.hpp"
#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

namespace {

// Radii in cells. Cells about an ignition take the exact time of the straight way from it: a front
// that small bends too much to be marched. The nearest ones do not interpolate at all.
constexpr double kExactRadius = 16;
constexpr double kExactBesideLine = 2;
constexpr double kExactAboutBrand = 4;
constexpr double kNearSource = 5;

constexpr Purpose kBrandCount{"fire.brand_count"};
constexpr Purpose kBrandDistance{"fire.brand_distance"};
constexpr Purpose kBrandIgnites{"fire.brand_ignites"};

/// The point of the segment from which fire is soonest at `to`, all of it alight at once: the angle
/// between segment and ray is the same everywhere.
Offset soonest_on_segment(const Pace& pace, Offset a, Offset b, Offset to) {
  const Offset side = b - a;
  const double whole = length(side);
  if (!(whole > 0)) return a;
  const Offset t{side.x / whole, side.y / whole};
  const double along = dot(to - a, t);
  const double off = std::fabs((to.x - a.x) * t.y - (to.y - a.y) * t.x);
  // Least slowness sqrt(off^2 + z^2) - drift z over z, the way along the segment.
  const double drift = dot(pace.drift_s, t);
  const double z = drift * off / std::sqrt(pace.slowness_s * pace.slowness_s - drift * drift);
  const double s = std::clamp(along - z, 0.0, whole);
  return {a.x + s * t.x, a.y + s * t.y};
}

/// Even-odd rule, ring of x0, y0, x1, y1, ...
bool inside(const std::vector<double>& ring, double x, double y) {
  bool in = false;
  const std::size_t n = ring.size() / 2;
  for (std::size_t i = 0, j = n - 1; i < n; j = i++) {
    const double xi = ring[2 * i], yi = ring[2 * i + 1], xj = ring[2 * j], yj = ring[2 * j + 1];
    if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) in = !in;
  }
  return in;
}

}  // namespace

/// False where nothing caught fire: the ground does not burn now.
bool Spread::start(const Ignition& ignition, double time_s) {
  std::vector<Offset> points;
  for (std::size_t k = 0; k + 1 < ignition.points_m.size(); k += 2)
    points.push_back({(ignition.points_m[k] - grid().x0) / grid().cell_m,
                      (grid().y0 - ignition.points_m[k + 1]) / grid().cell_m});
  if (ignition.shape == IgnitionShape::Polygon) {
    burn_inside(ignition, time_s);
    points.push_back(points.front());
  }
  bool any = false;
  for (const Offset point : points) any |= start_point(point, time_s, kExactRadius);
  for (std::size_t k = 0; k + 1 < points.size(); ++k)
    any |= start_segment(points[k], points[k + 1], time_s, kExactBesideLine);
  return any;
}

bool Spread::start_point(Offset place, double time_s, double radius) {
  const int reach = static_cast<int>(radius);
  const int col = static_cast<int>(std::floor(place.x)),
            row = static_cast<int>(std::floor(place.y));
  bool any = false;
  for (int r = std::max(row - reach, 0); r <= std::min(row + reach, grid().rows - 1); ++r) {
    for (int c = std::max(col - reach, 0); c <= std::min(col + reach, grid().cols - 1); ++c) {
      const std::size_t cell = grid().index(r, c);
      const double cells = length(centre(cell) - place);
      if (cells <= radius)
        any |= start_cell(cell, place, time_s, cells < kNearSource ? Near::Source : Near::Front);
    }
  }
  return any;
}

/// All of the segment alight at once.
bool Spread::start_segment(Offset a, Offset b, double time_s, double reach) {
  const auto near = [&](double low, double high, int cells) {
    return std::pair{std::max(static_cast<int>(std::floor(low - reach)), 0),
                     std::min(static_cast<int>(std::floor(high + reach)), cells - 1)};
  };
  const auto [first_row, last_row] = near(std::min(a.y, b.y), std::max(a.y, b.y), grid().rows);
  const auto [first_col, last_col] = near(std::min(a.x, b.x), std::max(a.x, b.x), grid().cols);
  bool any = false;
  for (int r = first_row; r <= last_row; ++r) {
    for (int c = first_col; c <= last_col; ++c) {
      const std::size_t cell = grid().index(r, c);
      if (cell_state_[cell] == CellState::Burnt || !pace(cell).pace.burns()) continue;
      const Offset to = centre(cell);
      const Offset from = soonest_on_segment(pace(cell).pace, a, b, to);
      if (length(to - from) > reach) continue;
      // Not worth the walk where even half the time would be too late.
      const bool known = cell_state_[cell] == CellState::Front && holds_now(cell);
      if (known && time_s + pace(cell).pace.time_s(to - from) / 2 > time_s_[cell]) continue;
      any |= start_cell(cell, from, time_s, Near::Front);
    }
  }
  return any;
}

/// Fire straight from a place to a cell.
bool Spread::start_cell(std::size_t cell, Offset from, double time_s, Near near) {
  if (cell_state_[cell] == CellState::Burnt || !fires_.can_burn(cell)) return false;
  const Offset way = centre(cell) - from;
  const auto mean = mean_pace(from, centre(cell));
  if (!mean || stopping_break(from, centre(cell), time_s)) return false;
  const double cells = length(way);
  const Pace& own = pace(cell).pace;
  const double drift = length(own.drift_s);
  const Offset along = cells > 0   ? Offset{way.x / cells, way.y / cells}
                       : drift > 0 ? Offset{own.drift_s.x / drift, own.drift_s.y / drift}
                                   : Offset{1, 0};
  reach(cell, {time_s + mean->time_s(way), own.gradient_s(along)}, {from, time_s}, near);
  return true;
}

/// Cells whose centres lie inside were burnt by then, with no front to speak of.
void Spread::burn_inside(const Ignition& ignition, double time_s) {
  const std::vector<double>& ring = ignition.points_m;
  double south = ring[1], north = ring[1];
  for (std::size_t k = 1; k < ring.size(); k += 2) {
    south = std::min(south, ring[k]);
    north = std::max(north, ring[k]);
  }
  const int first = std::max(grid().row_of(north), 0);
  const int last = std::min(grid().row_of(south), grid().rows - 1);
  for (int row = first; row <= last; ++row) {
    for (int col = 0; col < grid().cols; ++col) {
      const std::size_t cell = grid().index(row, col);
      if (cell_state_[cell] == CellState::Burnt || !fires_.can_burn(cell) ||
          !inside(ring, grid().x_of(col), grid().y_of(row)))
        continue;
      cell_state_[cell] = CellState::Burnt;
      stamp_[cell] = 0;
      arrival_[cell] = time_s;
      ++burnt_cells_;
    }
  }
}

/// Brands fly with the wind and as fast, to a uniformly drawn share of the greatest distance
/// (assumptions: Albini's equations give the greatest alone).
void Spread::throw_brands(std::size_t cell) {
  const SpottingParameters& spotting = inputs_.parameters.spotting;
  const bool crowns = crown_[cell] != CrownState::Surface;
  const double mean = crowns ? spotting.brands_from_crowns : spotting.brands_from_surface;
  const std::uint64_t seed = inputs_.parameters.seed;
  const int whole = static_cast<int>(std::floor(mean));
  const int count = whole + Stream{seed, kBrandCount}.chance(mean - whole, cell, 0);
  if (count == 0) return;
  const Vector wind = fires_.wind_at(cell);
  const double speed = std::sqrt(wind.x * wind.x + wind.y * wind.y);
  if (!(speed > 0)) return;
  const Canopy canopy = inputs_.canopy.at(cell);
  const Downwind downwind{speed, canopy.height_m * (canopy.cover > 0 ? 1 : 0)};
  const double farthest = crowns ? spotting_from_trees_m({spotting.species, spotting.torching_count,
                                                          spotting.diameter_m, canopy.height_m},
                                                         downwind)
                                 : spotting_from_surface_fire_m(intensity_[cell], downwind);
  const Offset from = centre(cell);
  for (int k = 0; k < count; ++k) {
    const auto draw = static_cast<std::uint32_t>(k);
    const double distance = farthest * Stream{seed, kBrandDistance}.uniform(cell, draw);
    if (distance < spotting.least_distance_m) continue;
    const double cells = distance / grid().cell_m / speed;
    const int col = static_cast<int>(std::floor(from.x + cells * wind.x));
    const int row = static_cast<int>(std::floor(from.y - cells * wind.y));
    if (!grid().contains(row, col)) continue;
    const std::size_t target = grid().index(row, col);
    if (target == cell || cell_state_[target] == CellState::Burnt || !pace(target).pace.burns())
      continue;
    const double probability =
        ignition_probability(fuel_temperature_c(spotting.air_temperature_c, spotting.shade),
                             fires_.moisture_at(target).dead_1h);
    if (!Stream{seed, kBrandIgnites}.chance(probability, cell, draw)) continue;
    brands_.push_back({arrival_[cell] + distance / speed + spotting.ignition_delay_s, target});
    std::push_heap(brands_.begin(), brands_.end(), std::greater{});
  }
}

void Spread::land(std::size_t cell, double time_s) {
  if (cell_state_[cell] != CellState::Burnt && !bare(cell, time_s))
    start_point(centre(cell), time_s, kExactAboutBrand);
}

}  // namespace muster::hazard::fire
