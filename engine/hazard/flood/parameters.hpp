// SPDX-License-Identifier: MIT
// Parameters of the flood solvers, with their sources.
#pragma once

#include <limits>

#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {

enum class Solver {
  /// Without advection: fast, for n >= 0.03 and flow below critical.
  LocalInertial,
  /// The full shallow-water equations: for dam breaks, breaches, steep or smooth ground.
  FiniteVolume
};

struct Parameters {
  Solver solver = Solver::LocalInertial;
  /// Share of the cell that the fastest wave, |u| + sqrt(g h), crosses in a step of the finite
  /// volume scheme; 0.5 is the limit of unsplit steps in two dimensions.
  double courant = 0.5;
  // theta, alpha and froude_max are the local inertial scheme's alone.

  /// Weight of a face's own discharge against its two neighbours' mean: de Almeida et al. 2012
  /// (doi 10.1029/2011WR011570). 1 is Bates et al. 2010; 0.8-0.9 usual (to confirm).
  double theta = 0.8;
  /// Share of the Courant limit: Bates, Horritt & Fewtrell 2010; 0.7 in LISFLOOD-FP, 0.5 in
  /// SFINCS.
  /// The step takes no more than sqrt(theta / 2) of it: beyond, ripples grow in two dimensions.
  double alpha = 0.7;
  /// Faces (finite volume: cells) with no more water than this carry no momentum: 1e-3 m in
  /// LISFLOOD-FP.
  double least_depth_m = 1e-3;
  /// |q| <= froude_max * h * sqrt(g h). Off by default: friction limits the speed where n >= 0.03,
  /// the range of the scheme (LISFLOOD-FP documentation).
  double froude_max = std::numeric_limits<double>::infinity();
  /// Longest inner step, for ground that is dry or nearly so (assumption; SFINCS allows 60 s).
  double longest_step_s = 10.0;
  /// Water counts as arrived from this depth (assumption).
  double arrival_depth_m = 0.05;
};

}  // namespace muster::hazard::flood
