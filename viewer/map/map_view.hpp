// SPDX-License-Identifier: MIT
// The map: every layer in its order, without words.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <optional>

#include "viewer/map/field_layer.hpp"
#include "viewer/map/fire_layer.hpp"
#include "viewer/map/layers.hpp"
#include "viewer/map/link_layer.hpp"
#include "viewer/map/people_layer.hpp"
#include "viewer/map/road_layer.hpp"
#include "viewer/map/terrain_layer.hpp"

namespace muster::viewer {

/// How the last picture showed what it can show in two ways; the legend follows it.
struct Shown {
  bool single_homes = false;
  bool single_movers = false;
  bool single_trapped = false;
  bool flow = false;
  bool debris = false;
  std::optional<double> fire_m2;  // ground that fire has come to; nothing where the run has none
};

/// Needs an active GL context from construction to destruction.
class MapView {
 public:
  explicit MapView(const Run& run);
  Shown draw(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
             const Layers& layers, double scale);
  const FieldLayer& water() const { return water_; }
  const FieldLayer& debris() const { return debris_; }
  const FireLayer& fire() const { return fire_; }

 private:
  const Run& run_;
  TerrainLayer terrain_;
  FieldLayer water_, debris_;
  FireLayer fire_;
  RoadLayer roads_;
  LinkLayer links_;
  PeopleLayer people_;
};

}  // namespace muster::viewer
