// SPDX-License-Identifier: MIT
// Splits stretches and writes them down as links.
#include "engine/input/road_builder.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace muster::input {
namespace {

double distance(const Point& a, const Point& b) {
  const double dx = b.first - a.first, dy = b.second - a.second;
  return std::sqrt(dx * dx + dy * dy);
}

/// The shape cut into `pieces` parts of equal length; neighbours share their common point.
std::vector<std::vector<Point>> cut(const std::vector<Point>& shape, std::size_t pieces) {
  double total = 0;
  for (std::size_t i = 1; i < shape.size(); ++i) total += distance(shape[i - 1], shape[i]);
  std::vector<std::vector<Point>> parts(1, {shape.front()});
  double done = 0;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const double step = distance(shape[i - 1], shape[i]);
    while (parts.size() < pieces) {
      const double at = total * static_cast<double>(parts.size()) / static_cast<double>(pieces);
      if (at >= done + step) break;
      const double t = step > 0 ? std::max(0.0, (at - done) / step) : 0;
      const Point here{shape[i - 1].first + t * (shape[i].first - shape[i - 1].first),
                       shape[i - 1].second + t * (shape[i].second - shape[i - 1].second)};
      parts.back().push_back(here);
      parts.push_back({here});
    }
    parts.back().push_back(shape[i]);
    done += step;
  }
  // A shape without length, or rounding at its very end: the rest of the pieces lie at the end.
  while (parts.size() < pieces) {
    parts.push_back({shape.back(), shape.back()});
  }
  return parts;
}

}  // namespace

std::uint32_t RoadBuilder::add_node(double x, double y, std::int64_t source) {
  roads_.x.push_back(x);
  roads_.y.push_back(y);
  roads_.z.push_back(0);
  roads_.node_source.push_back(source);
  return roads_.nodes() - 1;
}

void RoadBuilder::add(const Stretch& stretch, const std::vector<Point>& shape) {
  MUSTER_EXPECT(shape.size() >= 2 && stretch.from < nodes() && stretch.to < nodes());
  Kept kept{stretch, points_.size(), 0};
  points_.insert(points_.end(), shape.begin(), shape.end());
  kept.last = points_.size();
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const double gap_m = distance(shape[i - 1], shape[i]);
    if (gap_m > widest_gap_m_) {
      widest_gap_m_ = gap_m;
      widest_gap_source_ = stretch.forward.source;
    }
  }
  if (!(kept.stretch.length_m > 0)) {
    for (std::size_t i = 1; i < shape.size(); ++i) {
      kept.stretch.length_m += distance(shape[i - 1], shape[i]);
    }
  }
  if (kept.stretch.length_m < kShortest) {
    kept.stretch.length_m = kShortest;
    ++raised_;
  }
  kept_.push_back(kept);
}

void RoadBuilder::warn_of_gaps(const std::string& path, Diagnostics& diagnostics) const {
  if (widest_gap_m_ <= kWideGap_m) return;
  diagnostics.warning(path,
                      "road " + std::to_string(widest_gap_source_) + " has two points that lie " +
                          std::to_string(std::llround(widest_gap_m_ / 1000)) +
                          " km apart with nothing between them",
                      "one of them may be misplaced");
}

world::Roads RoadBuilder::build(double split_above_m) {
  if (roads_.shape_first.empty()) roads_.shape_first.push_back(0);
  for (const Kept& kept : kept_) emit(kept, split_above_m);
  world::finish(roads_);
  kept_.clear();
  points_.clear();
  return std::move(roads_);
}

void RoadBuilder::emit(const Kept& kept, double split_above_m) {
  const Stretch& stretch = kept.stretch;
  const std::vector<Point> shape(points_.begin() + static_cast<std::ptrdiff_t>(kept.first),
                                 points_.begin() + static_cast<std::ptrdiff_t>(kept.last));
  std::size_t pieces = 1;
  if (split_above_m > 0) {
    // the grain keeps a road of exactly n times the limit in n pieces
    pieces =
        static_cast<std::size_t>(std::max(1.0, std::ceil(stretch.length_m / split_above_m - 1e-9)));
  }
  if (stretch.from == stretch.to) {
    pieces = std::max<std::size_t>(pieces, 2);
    ++loops_;
  }
  if (pieces == 1) {
    emit_piece(stretch, shape, stretch.from, stretch.to, stretch.length_m);
    return;
  }
  split_ += stretch.from != stretch.to;
  const std::vector<std::vector<Point>> parts = cut(shape, pieces);
  std::uint32_t from = stretch.from;
  for (std::size_t k = 0; k < pieces; ++k) {
    const Point& end = parts[k].back();
    const std::uint32_t to = k + 1 == pieces ? stretch.to : add_node(end.first, end.second, -1);
    emit_piece(stretch, parts[k], from, to, stretch.length_m / static_cast<double>(pieces));
    from = to;
  }
}

void RoadBuilder::emit_piece(const Stretch& stretch, const std::vector<Point>& shape,
                             std::uint32_t from, std::uint32_t to, double length_m) {
  const LinkId there{roads_.links()}, back{roads_.links() + 1};
  for (const bool forward : {true, false}) {
    const Direction& direction = forward ? stretch.forward : stretch.backward;
    roads_.from.push_back(NodeId{forward ? from : to});
    roads_.to.push_back(NodeId{forward ? to : from});
    roads_.reverse.push_back(forward ? back : there);
    roads_.length_m.push_back(length_m);
    roads_.free_speed_m_s.push_back(direction.speed_m_s);
    roads_.capacity_veh_s.push_back(direction.capacity_veh_s);
    roads_.lanes.push_back(direction.lanes);
    roads_.road_class.push_back(stretch.road_class);
    roads_.modes.push_back(direction.modes);
    roads_.flags.push_back(static_cast<LinkFlags>(stretch.flags | direction.flags));
    roads_.layer.push_back(stretch.layer);
    roads_.source.push_back(direction.source);
    const std::size_t count = shape.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Point& p = shape[forward ? i : count - 1 - i];
      roads_.shape_x.push_back(p.first);
      roads_.shape_y.push_back(p.second);
    }
    roads_.shape_first.push_back(static_cast<std::uint32_t>(roads_.shape_x.size()));
  }
}

}  // namespace muster::input
