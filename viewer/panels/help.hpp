// SPDX-License-Identifier: MIT
// The page that shows all keys.
#pragma once

#include "viewer/strings/strings.hpp"

namespace muster::viewer {

void draw_help(float width, float height, double scale, Language language, bool& open);

}  // namespace muster::viewer
