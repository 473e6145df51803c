// SPDX-License-Identifier: MIT
// Layers: switch, legend and numbers in one place.
#pragma once

#include "viewer/map/legend.hpp"

namespace muster::viewer {

/// Draws the panel at the left below `top`; returns its width in pixels.
float draw_layers_panel(const Run& run, const Moment& moment, Layers& layers, const Shown& shown,
                        const Fonts& fonts, float top, float most_height, double scale,
                        Language language);

}  // namespace muster::viewer
