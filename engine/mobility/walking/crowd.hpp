// SPDX-License-Identifier: MIT
// How people on foot slow each other down.
#pragma once

namespace muster::mobility::walking {

/// Share of the free walking speed left at `density_m2`, persons per m2 of walkway: 1 - exp(-1.913
/// (1/density - 1/5.4)), 0 from 5.4 persons per m2 on. With a free speed of 1.34 m/s it is the
/// curve of Weidmann, Transporttechnik der Fussgaenger, ETH Zuerich, 1993 (to confirm).
double crowd_factor(double density_m2);

}  // namespace muster::mobility::walking
