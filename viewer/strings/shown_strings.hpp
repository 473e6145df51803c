// SPDX-License-Identifier: MIT
// Every string that may come on screen for a trace: the font needs their glyphs.
#pragma once

#include <string>
#include <vector>

#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Both languages' tables and the trace's names, so that switching the language needs no new font.
std::vector<std::string> shown_strings(const Run& run);

}  // namespace muster::viewer
