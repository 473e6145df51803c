// SPDX-License-Identifier: MIT
// The window: input, playing, drawing on demand.
#pragma once

#include "viewer/options.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Comes back when the user closes the window. Throws RunError where the display cannot draw.
void show_window(const Run& run, Options options);

}  // namespace muster::viewer
