// SPDX-License-Identifier: MIT
// How dangerous water is, and was at worst.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/field.hpp"

namespace muster::hazard::flood {

/// Hazard class 1-6 (H1-H6) of depth D, m, and speed V, m/s; 0 where it is dry (Australian
/// Disaster Resilience Guideline 7-3; Smith, Davey & Cox 2014). The limits of each class, all to
/// keep: H1 D 0.3, V 2, DV 0.3; H2 D 0.5, V 2, DV 0.6; H3 D 1.2, V 2, DV 0.6; H4 D 2, V 2, DV 1;
/// H5 D 4, V 4, DV 4; H6 beyond. D of H1 and H2 is to confirm.
std::uint8_t hazard_class(double depth_m, double speed_m_s);

/// The worst that was seen of a water field, from any model, at the times at which it was shown (a
/// hazard's period): greatest class, greatest depth times speed, and how long the water was deep.
/// A field without speed counts as still. Memory: 10 B a cell. Cost: one pass over the cells each
/// time.
class Severity {
 public:
  /// Deep: at least `deep_m` > 0.
  Severity(const world::Grid& grid, double deep_m);

  /// The field as it stands at `to`, for the time since `from`.
  void see(const WaterField& field, SimTime from, SimTime to);

  std::span<const std::uint8_t> hazard_class() const { return class_; }
  std::span<const std::uint8_t> greatest_class() const { return greatest_class_; }
  std::span<const float> greatest_depth_speed_m2_s() const { return greatest_depth_speed_; }
  std::span<const float> deep_s() const { return deep_s_; }
  void state(StateArchive& archive);

 private:
  double deep_m_;
  std::vector<std::uint8_t> class_;  // at the last look
  std::vector<std::uint8_t> greatest_class_;
  std::vector<float> greatest_depth_speed_;
  std::vector<float> deep_s_;
};

}  // namespace muster::hazard::flood
