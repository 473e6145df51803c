// SPDX-License-Identifier: MIT
// The command line of muster-viewer.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "viewer/export/render.hpp"

namespace muster::viewer {

struct Options {
  std::filesystem::path trace;
  std::optional<std::filesystem::path> render;  // without: a window
  std::optional<SimTime> at;  // without: the start in a window, the end in a picture
  Picture picture;            // size, layers, language, scale, look
  bool size_given = false, scale_given = false;  // else a window fits itself to the screen
};

/// The program is to end with this code; everything has been printed.
struct Exit {
  int code = 0;
};

std::variant<Options, Exit> read_options(int argc, char** argv);

/// "1600x1000".
std::optional<std::pair<unsigned, unsigned>> parse_size(const std::string& text);
/// "water,roads,sites" or "all"; nothing, and the word that is none, otherwise.
std::variant<Layers, std::string> parse_layers(const std::string& text);

}  // namespace muster::viewer
