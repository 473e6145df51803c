// SPDX-License-Identifier: MIT
// The layers of the map and which of them are shown.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "viewer/strings/strings.hpp"

namespace muster::viewer {

/// In the order of drawing.
enum class Layer {
  Terrain,
  AtHome,
  Fire,
  Water,
  Debris,
  Zones,
  Roads,
  Flow,
  Closed,
  OnTheWay,
  Trapped,
  Sites,
  Labels,
  Count
};
inline constexpr std::size_t kLayers = static_cast<std::size_t>(Layer::Count);

struct LayerInfo {
  std::string_view key;  // on the command line
  Text name;
};
inline constexpr std::array<LayerInfo, kLayers> kLayerInfo{{{"terrain", Text::Terrain},
                                                            {"home", Text::AtHome},
                                                            {"fire", Text::Fire},
                                                            {"water", Text::Water},
                                                            {"debris", Text::Debris},
                                                            {"zones", Text::Zones},
                                                            {"roads", Text::Roads},
                                                            {"flow", Text::Flow},
                                                            {"closed", Text::Closed},
                                                            {"way", Text::OnTheWay},
                                                            {"trapped", Text::Trapped},
                                                            {"sites", Text::Sites},
                                                            {"labels", Text::Labels}}};

struct Layers {
  std::array<bool, kLayers> shown;
  Layers() { shown.fill(true); }
  bool operator[](Layer layer) const { return shown[static_cast<std::size_t>(layer)]; }
  bool& operator[](Layer layer) { return shown[static_cast<std::size_t>(layer)]; }
};

}  // namespace muster::viewer
