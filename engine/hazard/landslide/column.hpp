// SPDX-License-Identifier: MIT
// Water on its way down through unsaturated soil to a water table at a fixed depth.
#pragma once

#include <array>
#include <optional>
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
/// 1e-15 of the step. Holds no memory on the heap; each call
/// costs about 0.1-0.3 us a step of rain.
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
  double slope_cosine() const { return cosine_; }
  /// Effective saturation (theta - theta_r)/(theta_s - theta_r) that goes with a pressure head <=
  /// 0.
  double saturation(double head_m) const;

 private:
  friend class ColumnAtTime;
  friend class BasalSeries;
  friend class BasalFlux;
  static constexpr int kTerms = 16;

  double flux_step(double t) const;
  double change_over() const { return length_ * length_ / 40.0; }
  double relative_rate(const RainStep& step) const;
  /// Number of steps so old that their answer is complete; the last one's relative rate, if any.
  std::size_t skip_old(std::span<const RainStep> rain, double time_s, double& rate) const;
  void find_roots(int count) const;

  double cosine_;      // of the slope
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

/// A column at one time: what its depths share, so that each costs about 0.1 us, and as much again
/// for a step of rain that has just begun. The column and the rain must outlive it.
class ColumnAtTime {
 public:
  ColumnAtTime(const Column& column, std::span<const RainStep> rain, double time_s);
  double relative_conductivity(double depth_m) const;
  double head_m(double depth_m) const;

 private:
  const Column& column_;
  double time_s_;
  double steady_ = 0;  // relative rate of the steps whose answer is not early
  int terms_ = 0;
  std::array<double, Column::kTerms> term_;  // of the eigenfunctions, over all those steps
  double rate_before_early_ = 0;
  std::span<const RainStep> early_;
};

/// Flux into the water table and what has passed since some time before.
struct BasalPassage {
  double flux_m_s = 0;
  double passed_m = 0;  // up to a constant; a series' own
};

/// Flux into the water table when the answers to all steps of rain are series: they are summed once
/// at `since_s`, and their integral is known. A call costs about 0.02 us a term that is left.
class BasalSeries {
 public:
  /// `time_s` >= since_s().
  BasalPassage at(double time_s) const;
  double since_s() const { return since_s_; }

 private:
  friend class BasalFlux;
  BasalSeries(const Column& column, double since_s) : column_{&column}, since_s_{since_s} {}
  void add(double change, double since_step);
  double change_at(double time_s, double* integral) const;

  const Column* column_;
  double since_s_;
  double steady_ = 0;  // relative rate of the steps summed
  int terms_ = 0;
  std::array<double, Column::kTerms> term_;
  std::array<double, Column::kTerms> decay_;
};

/// Flux into the water table from the start of the last of `rain`'s steps (at least one) on: what
/// earlier steps have left of their answer is summed once. A call costs about 0.1 us and 0.2 us for
/// each step that began within the last L^2/40 of the column's time. The column and the rain must
/// outlive it.
class BasalFlux {
 public:
  BasalFlux(const Column& column, std::span<const RainStep> rain);
  double at_m_s(double time_s) const;
  /// Water that passes between the start of the last step and `time_s`, m; none where an answer is
  /// not yet a series then, or that of an earlier step was not when the last one began.
  std::optional<double> passed_m(double time_s) const;
  /// The last time, but for rounding, at which an answer is not yet a series; from here on all may
  /// be summed.
  double series_from_s() const;
  /// `since_s` >= series_from_s(); the later, the fewer terms are left.
  BasalSeries series(double since_s) const;

 private:
  const Column& column_;
  BasalSeries old_;
  double rate_before_recent_ = 0;
  std::span<const RainStep> recent_;
};

}  // namespace muster::hazard::landslide
