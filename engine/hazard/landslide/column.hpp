// SPDX-License-Identifier: MIT
// Water on its way down through unsaturated soil to a water table at a fixed depth.
#pragma once

#include <array>
#include <span>

#include "engine/hazard/landslide/ground.hpp"

namespace muster::hazard::landslide {

/// Gardner's soil above a fixed water table under a flux that changes by steps: the linear Richards
/// equation of Srivastava & Yeh 1991 (Water Resources Research 27(5), doi 10.1029/90WR02772),
/// eqs. 12 and 14, on a slope after Baum, Savage & Godt 2008 (OFR 2008-1159, eqs. 5-9): alpha is
/// replaced by alpha cos^2(slope). The flux in is the background plus the rain, at most background
/// plus K_s; the state before the rain is the steady one of the background.
///
/// Rain enters by superposition, each change of rate with the answer to a unit step. Until t* =
/// (alpha d)^2/40 that answer is the closed form of an endless column (third-type inlet: van
/// Genuchten & Alves 1982, USDA Technical Bulletin 1661, solution A2) with its image at the water
/// table, later the eigenfunction series of at most 16 terms; neither leaves out more than about
/// 1e-15 of the step. Holds no memory on the heap; construction about 2 us, each call about 0.3 us
/// a step of rain.
///
/// Needs alpha > 0, water table > 0 and 0 <= background <= K_s.
class Column {
 public:
  explicit Column(const Ground& ground);

  /// K/K_s in (0, 1] at `depth_m` above the water table.
  double relative_conductivity(double depth_m, std::span<const RainStep> rain, double time_s) const;
  /// Pressure head, m, <= 0, 0 at the water table.
  double head_m(double depth_m, std::span<const RainStep> rain, double time_s) const;
  /// Flux into the water table, m/s.
  double basal_flux_m_s(std::span<const RainStep> rain, double time_s) const;
  /// Time that the front of a step of rain takes to the water table, s; it is then half through.
  double front_s() const;
  /// Time that the basal flux takes to follow a step of rain, s.
  double passage_s() const;
  /// Effective saturation (theta - theta_r)/(theta_s - theta_r) that goes with a pressure head <=
  /// 0.
  double saturation(double head_m) const;

 private:
  static constexpr int kTerms = 16;

  double conductivity_step(double zeta, double t) const;
  double flux_step(double t) const;
  template <class Response>
  double superpose(std::span<const RainStep> rain, double time_s, double endless,
                   Response response) const;
  void find_roots(int count) const;

  double length_;      // alpha d, the column's length without unit
  double per_m_;       // alpha, along the vertical
  double per_s_;       // t*/t
  double background_;  // background flux / K_s
  double conductivity_m_s_;
  double head_scale_m_;  // head = scale ln(K/K_s)
  // Found when first needed, as most times need few.
  mutable int known_ = 0;
  mutable std::array<double, kTerms> root_;    // Lambda_n alpha d
  mutable std::array<double, kTerms> weight_;  // sin(root)/(1 + L/2 + 2 Lambda^2 L)
};

}  // namespace muster::hazard::landslide
