// SPDX-License-Identifier: MIT
// Sites as symbols by kind; shelters show the share of their places that is taken.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <string_view>

#include "viewer/map/mesh.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// One symbol of half-size `radius` pixels. `fill` is the share of the places that is taken
/// (shelters).
void draw_site_symbol(Mesh& mesh, std::string_view kind, Point at, double radius, double fill,
                      SiteUse use);

/// Half-size of a site's symbol at the camera's scale, px.
double site_radius_px(const Site& site, const Camera& camera, double scale);

void draw_sites(sf::RenderTarget& target, const Run& run, const Camera& camera,
                const Moment& moment, double scale);

/// Zones as dashed outlines.
void draw_zones(sf::RenderTarget& target, const Run& run, const Camera& camera, double scale);

}  // namespace muster::viewer
