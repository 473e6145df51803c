// SPDX-License-Identifier: MIT
// Where a trace may be written.
#pragma once

#include <string>

#include "engine/base/error.hpp"

namespace muster::cli {

/// Said with the case's own problems rather than after the work of loading it. A device or a folder
/// in the place of a trace must never be replaced by one.
void check_out(const std::string& out, Diagnostics& diagnostics);

}  // namespace muster::cli
