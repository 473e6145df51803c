// SPDX-License-Identifier: MIT
// How soon people hear, and how soon they are ready: curves of shares in time, and draws from them.
#pragma once

#include "engine/base/time.hpp"
#include "engine/case/plan_file.hpp"

namespace muster::warning {

/// Share of people reached `time_s` after the start; forms of Rogers & Sorensen 1991 (diffusion),
/// of the Weibull curves of HEC-LifeSim (ch. 06), of Tweedie et al. 1986 (Rayleigh) and of Radwan,
/// Hobeika & Sivasailam 1985 (sigmoid). In [0, 1].
double share_reached(const cases::Curve& curve, double time_s);

/// Its inverse: the time at which share u in (0, 1) is reached, s; >= 0, and 1e10 where it is later
/// or never.
double time_of_share(const cases::Curve& curve, double u);

}  // namespace muster::warning
