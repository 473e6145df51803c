// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/across.hpp"

#include <algorithm>

namespace muster::hazard::fire {

namespace {

/// Fronts with a smaller radius than this, in cells, are not told from noise.
constexpr double kLeastRadius = 3;

/// Times along an edge: t0 + c1 l + c2 l^2 + c3 l^3, l from 0 to 1.
struct EdgeTimes {
  double t0, c1, c2, c3;
  double at(double l) const { return t0 + l * (c1 + l * (c2 + l * c3)); }
  double slope(double l) const { return c1 + l * (2 * c2 + l * 3 * c3); }
  double bend(double l) const { return 2 * c2 + 6 * c3 * l; }
};

/// `width`: of the edge, seen from the target.
EdgeTimes edge_times(const Pace& pace, Offset edge, double width, const Jet& a, const Jet& b) {
  const double chord = b.time_s - a.time_s;
  const double first = dot(a.gradient_s, edge), last = dot(b.gradient_s, edge);
  const double even = 1e-9 * pace.slowness_s;  // apart by rounding only
  const bool convex = first <= chord + even && chord <= last + even;
  const bool concave = first >= chord - even && chord >= last - even;
  // The second difference of a front about a source that far away.
  const double most = pace.slowness_s * width * width / kLeastRadius;
  if (!(convex || concave) || !(std::fabs(last - first) <= most)) return {a.time_s, chord, 0, 0};
  return {a.time_s, first, 3 * chord - 2 * first - last, first + last - 2 * chord};
}

}  // namespace

std::optional<Crossing> soonest_across(const Pace& pace, Offset a, const Jet& at_a, Offset b,
                                       const Jet& at_b) {
  const Offset edge = b - a;
  const double width = std::fabs(a.x * b.y - a.y * b.x) / std::min(length(a), length(b));
  const EdgeTimes times = edge_times(pace, edge, width, at_a, at_b);
  const double drift = dot(pace.drift_s, edge), square = dot(edge, edge);
  const auto point = [&](double l) { return Offset{a.x + l * edge.x, a.y + l * edge.y}; };
  // From x to the origin takes slowness |x| + drift . x.
  const auto slope = [&](double l) {
    const Offset x = point(l);
    return times.slope(l) + pace.slowness_s * dot(x, edge) / length(x) + drift;
  };
  double low = 0, high = 1;
  const double at_low = slope(0), at_high = slope(1);
  if (!(at_low < 0) || !(at_high > 0)) return std::nullopt;
  double l = at_low / (at_low - at_high);
  constexpr int kMostSteps = 60;
  constexpr double kCloseEnough = 1e-11;
  for (int step = 0; step < kMostSteps; ++step) {  // Newton, held inside the bracket
    const double d = slope(l);
    (d < 0 ? low : high) = l;
    const Offset x = point(l);
    const double r = length(x), along = dot(x, edge);
    const double bend =
        times.bend(l) + pace.slowness_s * std::max(0.0, square - along * along / (r * r)) / r;
    double next = bend > 0 ? l - d / bend : low;
    if (!(next > low && next < high)) next = (low + high) / 2;
    const double moved = std::fabs(next - l);
    l = next;
    if (moved < kCloseEnough) break;
  }
  const Offset x = point(l);
  return Crossing{times.at(l) + pace.slowness_s * length(x) + dot(pace.drift_s, x), x, times.at(l)};
}

}  // namespace muster::hazard::fire
