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

/// Share of the link that a mover has behind it: at even speed between its two recorded times;
/// where the second is not known, at free speed up to the end.
double share_of_link(const trace::MoverState& mover, SimTime now, double free_travel_s);

/// Movers in `view` at the moment. Those of which the trace does not say when they go on stand at
/// the end of their link once they have had the time to reach it, in the order of their entry, 7.5
/// m a lane apart (a car and its gap in a jam: K. Nagel, M. Schreckenberg, J. Physique I 2, 1992),
/// or closer where the link is full. The trace has times of entry only: within a link this is a
/// drawing, no result. O(movers log movers).
std::vector<MoverPlace> mover_places(const Run& run, const Moment& moment, const Bounds& view);

}  // namespace muster::viewer
