// SPDX-License-Identifier: MIT
// Synthetic districts and street grids, as cases that can be run.
#pragma once

#include <string>

#include "engine/base/error.hpp"

namespace muster::generate {

/// Reads a spec and writes the case that it asks for into a folder, which is made where it does not
/// exist. A folder that holds another case (its case.json is not the one that the spec gives) is an
/// error; in one that holds this one files of the same names are replaced. The same spec gives the
/// same bytes on any machine and number of threads. Bad specs go to `diagnostics`, and nothing is
/// written; what could not be fitted in is a warning. Throws RunError where a file cannot be
/// written. Cost: 1 s for 10,000 links, about 1 minute and 0.5 GB for 1,000,000.
void generate(const std::string& spec_path, const std::string& out_dir, Diagnostics& diagnostics);

}  // namespace muster::generate
