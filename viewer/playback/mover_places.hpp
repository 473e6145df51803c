// SPDX-License-Identifier: MIT
// Where movers are drawn: along their links, those that wait one behind the other.
#pragma once

#include <cstdint>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

struct MoverPlace {
  std::uint32_t mover = 0;
  Point place;
};

/// Movers in `view` at the moment. On a link a mover goes at free speed from its entry; those that
/// have had the time to reach the end stand there in the order of their entry, 7.5 m a lane apart
/// (a car with its gap in a jam: Treiber and Kesting, Traffic Flow Dynamics, 2013, ch. 8), or
/// closer where the link is full. The trace has no more than times of entry: within a link this is
/// a drawing, no result. O(movers log movers).
std::vector<MoverPlace> mover_places(const Run& run, const Moment& moment, const Bounds& view);

}  // namespace muster::viewer
