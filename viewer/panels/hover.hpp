// SPDX-License-Identifier: MIT
// What is under the mouse, in words and numbers.
#pragma once

#include <string>

#include "viewer/map/map_view.hpp"
#include "viewer/map/picking.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/strings/strings.hpp"

namespace muster::viewer {

/// Lines about the site or else the link within a few pixels of `world`; empty where there is none.
std::string describe_object(const Run& run, const Moment& moment, const PickIndex& picks,
                            Point world, double metres_per_pixel, Language language);

/// One line about the place itself: coordinates, height, water, debris, fire.
std::string describe_place(const Run& run, const MapView& map, Point world, Language language);

}  // namespace muster::viewer
