// SPDX-License-Identifier: MIT
// What the user asks of a run while it goes on: Ctrl-C, SIGTERM, SIGUSR1.
#pragma once

#include "engine/simulation/run.hpp"

namespace muster::cli {

/// Of the process; signals set them once `listen_to_signals` was called.
simulation::Requests& requests();

/// While the case is read, Ctrl-C and SIGTERM end the program at once, with a word and exit code
/// 130: nothing has been written yet.
void leave_on_signals();

/// Ctrl-C and SIGTERM ask for the end, SIGUSR1 for the state to be saved.
void listen_to_signals();

}  // namespace muster::cli
