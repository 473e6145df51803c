// SPDX-License-Identifier: MIT
// The map.
#include "viewer/map/map_view.hpp"

#include "viewer/map/site_layer.hpp"

namespace muster::viewer {

MapView::MapView(const Run& run)
    : run_{run},
      terrain_{run.terrain},
      water_{run, find_water(run.source), water_depth_scale()},
      debris_{run, "landslide_deposit", debris_scale()},
      fire_{run},
      roads_{run},
      links_{run},
      people_{run} {}

Shown MapView::draw(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                    const Layers& layers, double scale) {
  Shown shown;
  target.clear(to_sf(kPaper));
  water_.update(moment.time());
  debris_.update(moment.time());
  fire_.update(moment.time());
  shown.debris = !debris_.empty();
  if (!fire_.empty()) shown.fire_m2 = fire_.area_m2();
  if (layers[Layer::Terrain]) terrain_.draw(target, camera);
  // People at home lie under the hazards where there are so many that they are drawn as density:
  // what is flooded stays visible.
  if (layers[Layer::AtHome] && camera.metres_per_pixel() > kSingleHomesBelow)
    shown.single_homes = people_.draw_parties(target, camera, moment, PartyGroup::AtHome, scale);
  if (layers[Layer::Fire]) fire_.draw(target, camera);
  if (layers[Layer::Water]) water_.draw(target, camera);
  if (layers[Layer::Debris]) debris_.draw(target, camera);
  if (layers[Layer::Zones]) draw_zones(target, run_, camera, scale);
  if (layers[Layer::Roads]) roads_.draw(target, camera);
  shown.flow = layers[Layer::Flow] && links_.flow_readable(camera);
  if (shown.flow) links_.draw_flow(target, camera, moment, scale);
  if (layers[Layer::Closed]) links_.draw_closed(target, camera, moment, scale);
  if (layers[Layer::AtHome] && camera.metres_per_pixel() <= kSingleHomesBelow)
    shown.single_homes = people_.draw_parties(target, camera, moment, PartyGroup::AtHome, scale);
  if (layers[Layer::OnTheWay])
    shown.single_movers = people_.draw_movers(target, camera, moment, scale);
  if (layers[Layer::Trapped])
    shown.single_trapped = people_.draw_parties(target, camera, moment, PartyGroup::Trapped, scale);
  if (layers[Layer::Sites]) draw_sites(target, run_, camera, moment, scale);
  return shown;
}

}  // namespace muster::viewer
