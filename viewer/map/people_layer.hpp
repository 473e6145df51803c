// SPDX-License-Identifier: MIT
// People at home, on the way and trapped: as density where they are many, one by one where few are
// seen.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viewer/map/density_layer.hpp"
#include "viewer/map/mesh.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Above this number in view single marks are noise (reference: five thousand points).
inline constexpr std::size_t kMostSingleMarks = 5000;
/// In metres a pixel: farther away marks of homes would cover each other, so only a few are drawn.
inline constexpr double kSingleHomesBelow = 6;
inline constexpr std::size_t kMostFarMarks = 400;

class PeopleLayer {
 public:
  explicit PeopleLayer(const Run& run) : run_{run} {}

  /// Parties of `group` (AtHome or Trapped) where they are. Returns true when drawn one by one.
  bool draw_parties(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                    PartyGroup group, double scale);
  /// Movers on roads and off them. Returns true when drawn one by one.
  bool draw_movers(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                   double scale);

 private:
  const Run& run_;
  DensityLayer homes_, trapped_, movers_;
};

}  // namespace muster::viewer
