// SPDX-License-Identifier: MIT
// The score card on the terminal.
#pragma once

#include <vector>

#include "engine/simulation/summary.hpp"

namespace muster::cli {

/// The measures of the whole case to stdout, a line each; those of zones and sites, and states that
/// nobody is in, are left to the trace.
void print_measures(const std::vector<simulation::Measure>& measures);

}  // namespace muster::cli
