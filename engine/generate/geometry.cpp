// SPDX-License-Identifier: MIT
// Lengths, cuts and simplification of lines.
#include "engine/generate/geometry.hpp"

#include <cstddef>
#include <utility>

namespace muster::generate {

double length(const Line& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

Point along(const Line& line, double at_m) {
  if (at_m <= 0) return line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = distance(line[i - 1], line[i]);
    if (at_m <= step && step > 0) return lerp(line[i - 1], line[i], at_m / step);
    at_m -= step;
  }
  return line.back();
}

Line cut(const Line& line, double from_m, double to_m) {
  Line part{along(line, from_m)};
  double at = 0;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    at += distance(line[i - 1], line[i]);
    if (at > from_m + 0.01 && at < to_m - 0.01) part.push_back(line[i]);
  }
  part.push_back(along(line, to_m));
  return part;
}

Line simplify(const Line& line, double tolerance_m) {
  if (line.size() < 3) return line;
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const Point chord = line[last] - line[first];
    const double size2 = dot(chord, chord);
    double worst = tolerance_m;
    std::size_t at = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double t =
          size2 > 0 ? std::clamp(dot(line[i] - line[first], chord) / size2, 0.0, 1.0) : 0;
      const double off = distance(line[i], lerp(line[first], line[last], t));
      if (off > worst) {
        worst = off;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = 1;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  Line result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i]) result.push_back(line[i]);
  }
  return result;
}

Line round_corners(const Line& line) {
  if (line.size() < 3) return line;
  Line result{line.front()};
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (i > 0) result.push_back(lerp(line[i], line[i + 1], 0.25));
    if (i + 2 < line.size()) result.push_back(lerp(line[i], line[i + 1], 0.75));
  }
  result.push_back(line.back());
  return result;
}

bool cross_at(Point a, Point b, Point c, Point d, double& t) {
  const Point r = b - a;
  const Point s = d - c;
  const double area = cross(r, s);
  if (area == 0) return false;
  t = cross(c - a, s) / area;
  const double u = cross(c - a, r) / area;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1;
}

}  // namespace muster::generate
