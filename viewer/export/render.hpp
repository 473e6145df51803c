// SPDX-License-Identifier: MIT
// One picture of the map into a file, with title, scale and legend.
#pragma once

#include <filesystem>
#include <optional>

#include "viewer/map/layers.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

struct Look {
  Point centre;
  double metres_per_pixel = 1;
};

struct Picture {
  unsigned width = 1600;
  unsigned height = 1000;
  SimTime at = 0;
  Layers layers;
  Language language = Language::English;
  double scale = 1;
  std::optional<Look> look;  // without: the whole map
};

/// Draws and saves a PNG; the same trace and picture give the same bytes on one machine. Throws
/// RunError where the display or the file fails.
void render_to_file(const Run& run, const Picture& picture, const std::filesystem::path& file);

}  // namespace muster::viewer
