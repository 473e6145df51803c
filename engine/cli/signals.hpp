// SPDX-License-Identifier: MIT
// What the user asks of a run while it goes on: Ctrl-C, SIGTERM, SIGUSR1.
#pragma once

#include "engine/simulation/run.hpp"

namespace muster::cli {

/// Of the process; signals set them once `listen_to_signals` was called.
simulation::Requests& requests();

/// Ctrl-C and SIGTERM ask for the end, SIGUSR1 for the state to be saved.
void listen_to_signals();

}  // namespace muster::cli
