// SPDX-License-Identifier: MIT
// `muster hazard --members`.
#pragma once

#include <string>

#include "engine/cli/run_options.hpp"

namespace muster::cli {

/// Runs the members of an ensemble of a case that was loaded without problems, as many at once as
/// there are threads, and writes what they have in common to `out`. Returns the exit code.
int hazard_members(const HazardOptions& options, const input::Loaded& loaded,
                   const std::string& out);

}  // namespace muster::cli
