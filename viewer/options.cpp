// SPDX-License-Identifier: MIT
// The command line of muster-viewer.
#include "viewer/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <iostream>
#include <sstream>

namespace muster::viewer {
namespace {

constexpr unsigned kLeastSize = 200, kMostSize = 8192;

constexpr const char* kExamples = R"(Examples:
  muster-viewer run.h5                                        look at a run; F1 shows the keys
  muster-viewer run.h5 --render map.png --at 36h              a picture, no display needed
  muster-viewer run.h5 --render map.png --at 1d12h --lang zh --layers terrain,water,roads,sites
)";

std::string layer_keys() {
  std::string keys;
  for (const LayerInfo& info : kLayerInfo)
    keys += fmt::format("{}{}", keys.empty() ? "" : ",", info.key);
  return keys;
}

// "x,y,metres_per_pixel"
std::optional<Look> parse_look(const std::string& text) {
  std::istringstream in{text};
  Look look;
  char comma = 0, comma2 = 0;
  if (!(in >> look.centre.x >> comma >> look.centre.y >> comma2 >> look.metres_per_pixel) ||
      comma != ',' || comma2 != ',' || !(look.metres_per_pixel > 0) || !in.eof())
    return std::nullopt;
  return look;
}

int usage_error(const std::string& what) {
  std::cerr << "muster-viewer: " << what << "\n  muster-viewer --help shows all options\n";
  return 2;
}

}  // namespace

std::optional<std::pair<unsigned, unsigned>> parse_size(const std::string& text) {
  unsigned width = 0, height = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != 'x') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, height);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  const auto fits = [](unsigned side) { return side >= kLeastSize && side <= kMostSize; };
  if (!fits(width) || !fits(height)) return std::nullopt;
  return std::pair{width, height};
}

std::variant<Layers, std::string> parse_layers(const std::string& text) {
  Layers layers;
  if (text == "all") return layers;
  layers.shown.fill(false);
  std::istringstream words{text};
  for (std::string word; std::getline(words, word, ',');) {
    bool known = false;
    for (std::size_t i = 0; i < kLayers; ++i) {
      if (kLayerInfo[i].key != word) continue;
      layers.shown[i] = true;
      known = true;
    }
    if (!known) return word;
  }
  return layers;
}

std::variant<Options, Exit> read_options(int argc, char** argv) {
  Options options;
  CLI::App app{"Shows what a run of Muster recorded: a map that plays, or a picture of one moment.",
               "muster-viewer"};
  app.footer(kExamples);
  app.set_version_flag("--version", "muster-viewer " MUSTER_VERSION);
  std::string trace, render, at, size, layers, language = "en", look;
  app.add_option("RUN.h5", trace, "Trace of a run")->required();
  app.add_option("--render", render, "Save a PNG instead of opening a window; needs no display")
      ->type_name("FILE");
  app.add_option(
         "--at", at,
         "Time after the start: seconds, 36h, 1d12h, 12:30 or 12:30:05 (default: the start in "
         "a window, the end in a picture)")
      ->type_name("T");
  app.add_option("--size", size,
                 "Pixels of the window or picture (default 1600x1000, or what fits on the screen)")
      ->type_name("WxH");
  app.add_option("--layers", layers, "Layers to show, of: " + layer_keys() + " (default all)")
      ->type_name("LIST");
  app.add_option("--look", look,
                 "Centre and scale instead of the whole map: x and y in the case's CRS")
      ->type_name("X,Y,METRES_PER_PIXEL");
  app.add_option("--lang", language, "Language: en or zh (default en)")->type_name("LANG");
  app.add_option(
         "--ui-scale", options.picture.scale,
         "Size of text and signs, 0.5 to 4 (default 1; in a window as the screen's Xft.dpi says)")
      ->type_name("X");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version
    return Exit{app.exit(request)};
  } catch (const CLI::ParseError& error) {
    return Exit{usage_error(error.what())};
  }
  options.trace = trace;
  if (!render.empty()) options.render = render;
  options.size_given = app.count("--size") > 0;
  options.scale_given = app.count("--ui-scale") > 0;
  if (!at.empty()) {
    options.at = parse_time(at);
    if (!options.at)
      return Exit{usage_error(fmt::format(
          "--at: \"{}\" is no time; write seconds, 36h, 1d12h, 12:30 or 12:30:05", at))};
  }
  if (!size.empty()) {
    const auto parsed = parse_size(size);
    if (!parsed)
      return Exit{
          usage_error(fmt::format("--size: \"{}\" is no size; write 1600x1000, each side {} to {}",
                                  size, kLeastSize, kMostSize))};
    options.picture.width = parsed->first;
    options.picture.height = parsed->second;
  }
  if (!layers.empty()) {
    const auto parsed = parse_layers(layers);
    if (const auto* word = std::get_if<std::string>(&parsed))
      return Exit{usage_error(
          fmt::format("--layers: \"{}\" is no layer; there are {}", *word, layer_keys()))};
    options.picture.layers = std::get<Layers>(parsed);
  }
  if (!look.empty()) {
    options.picture.look = parse_look(look);
    if (!options.picture.look)
      return Exit{usage_error(fmt::format("--look: \"{}\" is not X,Y,METRES_PER_PIXEL", look))};
  }
  const auto known_language = language_from(language);
  if (!known_language)
    return Exit{
        usage_error(fmt::format("--lang: \"{}\" is no language; there are en and zh", language))};
  options.picture.language = *known_language;
  if (!(options.picture.scale >= 0.5 && options.picture.scale <= 4))
    return Exit{usage_error("--ui-scale: from 0.5 to 4")};
  return options;
}

}  // namespace muster::viewer
