// SPDX-License-Identifier: MIT
// How dangerous water is, and was at worst.
#include "engine/hazard/flood/hazard_class.hpp"

#include <algorithm>

#include "engine/base/parallel.hpp"

namespace muster::hazard::flood {
namespace {

struct Limits {
  double depth_m, speed_m_s, depth_speed_m2_s;
};
constexpr Limits kLimits[] = {
    {0.3, 2.0, 0.3}, {0.5, 2.0, 0.6}, {1.2, 2.0, 0.6}, {2.0, 2.0, 1.0}, {4.0, 4.0, 4.0}};

}  // namespace

std::uint8_t hazard_class(double depth_m, double speed_m_s) {
  if (depth_m <= 0.0) return 0;
  std::uint8_t found = 1;
  for (const Limits& limits : kLimits) {
    if (depth_m <= limits.depth_m && speed_m_s <= limits.speed_m_s &&
        depth_m * speed_m_s <= limits.depth_speed_m2_s)
      break;
    ++found;
  }
  return found;
}

Severity::Severity(const world::Grid& grid, double deep_m)
    : deep_m_{deep_m},
      class_(grid.size(), 0),
      greatest_class_(grid.size(), 0),
      greatest_depth_speed_(grid.size(), 0.0f),
      deep_s_(grid.size(), 0.0f) {
  MUSTER_VERIFY(deep_m > 0.0);
}

void Severity::see(const WaterField& field, SimTime from, SimTime to) {
  MUSTER_VERIFY(field.depth_m.size() == class_.size());
  const auto seconds = static_cast<float>(to_seconds(to - from));
  const bool moves = !field.speed_m_s.empty();
  parallel_for(
      class_.size(),
      [&](std::size_t i) {
        const double depth = field.depth_m[i];
        const double speed = moves ? static_cast<double>(field.speed_m_s[i]) : 0.0;
        class_[i] = flood::hazard_class(depth, speed);
        greatest_class_[i] = std::max(greatest_class_[i], class_[i]);
        greatest_depth_speed_[i] =
            std::max(greatest_depth_speed_[i], static_cast<float>(depth * speed));
        if (depth >= deep_m_) deep_s_[i] += seconds;
      },
      65536);
}

void Severity::state(StateArchive& archive) {
  archive.enter("severity");
  archive("class", class_);
  archive("greatest_class", greatest_class_);
  archive("greatest_depth_speed", greatest_depth_speed_);
  archive("deep", deep_s_);
  archive.leave();
}

}  // namespace muster::hazard::flood
