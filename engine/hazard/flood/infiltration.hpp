// SPDX-License-Identifier: MIT
// Water that the soil takes from the surface.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/hazard/flood/sum.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// One class of soil. With no suction or no deficit it takes water at the constant rate K.
/// Otherwise by Green & Ampt 1911, f = K (1 + psi dtheta / F), F what it took since the event
/// began. Upper zone and recovery as in SWMM (Reference Manual I, Hydrology, section 4.4), whose
/// formulas have K in inches an hour (to confirm: one peer writes Lu with another unit).
struct Soil {
  std::string id{};
  double conductivity_m_s = 0;  // K, saturated
  double suction_m = 0;         // psi, at the wetting front
  double deficit = 0;           // dtheta at the start, the greatest: porosity less moisture, 0-1
  // Upper zone, Lu = factor * sqrt(K) inches: how much water it takes to use the deficit up.
  double upper_zone_factor = 4.0;
  // kr = sqrt(K) / divisor per hour: share of the upper zone that a dry hour empties; 0: never.
  double recovery_divisor = 75.0;
  // Dry for this / kr hours: what comes next is a new event, with F = 0.
  double new_event_share = 0.06;
};

struct InfiltrationInputs {
  std::vector<Soil> soils;         // empty: nothing infiltrates
  std::vector<std::uint8_t> soil;  // class of each cell; empty: the first everywhere
  double burnt_factor = 1;         // of K where fire has passed; the upper zone stays as it is
};

/// Adds an error for each soil out of range and for classes that do not exist.
void check(const InfiltrationInputs& inputs, const world::Grid& grid, Diagnostics& diagnostics);

/// Infiltration from the depths of a grid. Takes whole quanta (quantum.hpp), never more than there
/// is. A cell recovers from the time it fell dry, when water comes again: a dry cell costs nothing.
/// Memory: 28 B a cell where a soil has suction, else nothing. Cost: about 9 ns a wet cell.
class Infiltration {
 public:
  Infiltration() = default;
  /// Throws nothing: the inputs must have passed `check`.
  Infiltration(InfiltrationInputs inputs, const world::Grid& grid, int bands);

  bool empty() const { return soils_.empty(); }
  /// Takes from cells [first, first + count) of a row in the step that ends at `end_s`. Rows of
  /// different bands may run in parallel.
  void take(int band, std::size_t first, int count, double* depth_m, double step_s, double end_s);
  /// Fire has passed the cells that are 1; they stay burnt.
  void burn(std::span<const std::uint8_t> burnt);
  /// Depth taken so far, m on one cell.
  double taken_m() const;
  /// What each cell took since its event began, m; empty for constant rates.
  const std::vector<double>& event_m() const { return event_m_; }

  void state(StateArchive& archive);

 private:
  struct Rates {
    double conductivity = 0;
    double suction = 0;
    double greatest_deficit = 0;
    double upper_m = 0;         // depth of the upper zone
    double recovery_per_s = 0;  // of the upper zone's capacity
    double new_event_s = 0;
  };
  double conductivity_m_s(std::size_t cell, const Rates& soil) const {
    return burnt_.empty() || burnt_[cell] == 0 ? soil.conductivity
                                               : burnt_factor_ * soil.conductivity;
  }
  double wanted(std::size_t cell, const Rates& soil, double step_s, double begin_s);

  std::vector<Rates> soils_;
  std::vector<std::uint8_t> soil_;
  double burnt_factor_ = 1;
  bool green_ampt_ = false;
  // State.
  std::vector<double> event_m_;  // F
  std::vector<double> upper_m_;  // water in the upper zone
  std::vector<double> wet_until_s_;
  std::vector<float> deficit_;       // of the event
  std::vector<Sum> taken_;           // per band
  std::vector<std::uint8_t> burnt_;  // empty: none is
};

/// Depth that a ponded Green-Ampt soil takes in `step_s` after `event_m`, suction * deficit =
/// `pull_m`: the implicit midpoint rule, x = K dt (1 + 2 S / (2 F + x)), solved for x. Second order
/// in the step, and x = sqrt(2 S K dt) from F = 0, as the exact solution begins.
double green_ampt_depth(double event_m, double pull_m, double conductivity_m_s, double step_s);

}  // namespace muster::hazard::flood
