// SPDX-License-Identifier: MIT
// Drivers of hazards in time: values at an instant and exact integrals over a step.
#pragma once

#include <string>

#include "engine/base/error.hpp"
#include "engine/world/forcing.hpp"

namespace muster::hazard {

/// Adds an error for each way in which `series` is not usable: no entry, unequal lengths, times
/// that do not ascend strictly, values that are not finite or lie outside [least, greatest].
void check_series(const world::TimeSeries& series, double least, double greatest,
                  const std::string& where, Diagnostics& diagnostics);

// Linear between entries; the first value holds before them, the last one after. O(log n + entries
// inside). The series must have passed check_series.
double linear_at(const world::TimeSeries& series, double time_s);
double linear_integral(const world::TimeSeries& series, double from_s, double to_s);

/// Each value holds until the next entry, the last one for good; nothing before the first.
double step_integral(const world::TimeSeries& series, double from_s, double to_s);

}  // namespace muster::hazard
