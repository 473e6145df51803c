// SPDX-License-Identifier: MIT
// What is under the mouse.
#include "viewer/panels/hover.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "viewer/map/legend.hpp"

namespace muster::viewer {
namespace {

constexpr double kReachPx = 8;

std::string describe_site(const Run& run, const Moment& moment, std::uint32_t index,
                          Language language) {
  const Site& site = run.sites[index];
  const SiteState state = moment.site(index);
  std::string text = fmt::format("{}\n{}  {}", site.name.empty() ? site.id : site.name,
                                 say_name(language, site.kind), site.id);
  if (site.capacity > 0)
    text += fmt::format("\n{} {} / {} {}", say(language, Text::Occupied), grouped(state.occupied),
                        grouped(site.capacity), say(language, Text::Persons));
  else if (state.occupied > 0)
    text += fmt::format("\n{} {} {}", say(language, Text::Occupied), grouped(state.occupied),
                        say(language, Text::Persons));
  if (!state.state.empty())
    text += fmt::format("\n{} {}", say(language, Text::State), say_name(language, state.state));
  if (!site.responsible.empty())
    text += fmt::format("\n{} {}", say(language, Text::Responsible), site.responsible);
  return text;
}

std::string describe_link(const Run& run, const Moment& moment, std::uint32_t link,
                          Language language) {
  const Roads& roads = run.roads;
  const std::uint8_t code = roads.road_class[link];
  std::string text = fmt::format(
      "{} {}  {}", say(language, Text::Road), link,
      code < roads.class_names.size() ? say_name(language, roads.class_names[code]) : "");
  const std::array<std::pair<std::uint16_t, Text>, 4> kinds{{{kBridge, Text::Bridge},
                                                             {kTunnel, Text::Tunnel},
                                                             {kUnderpass, Text::Underpass},
                                                             {kOpposing, Text::AgainstOneWay}}};
  for (const auto& [bit, name] : kinds)
    if ((roads.flags[link] & bit) != 0) text += fmt::format(", {}", say(language, name));
  text += fmt::format("\n{} {:.0f} m, {} {:.0f} km/h, {} {}", say(language, Text::Length),
                      roads.length_m[link], say(language, Text::FreeSpeed),
                      roads.speed_m_s[link] * 3.6, say(language, Text::Lanes), roads.lanes[link]);
  text += fmt::format("\n{} {:.0f} /h", say(language, Text::Capacity), roads.capacity_veh_h[link]);
  text += fmt::format("\n{} {}", say(language, Text::MoversHere), moment.on_link()[link]);
  const double factor = moment.speed_factor(link);
  if (factor != 1) text += fmt::format("\n{} {:.2f}", say(language, Text::SpeedFactor), factor);
  text += fmt::format("\n{} {}", say(language, Text::State),
                      say(language, moment.closed(link) ? Text::ClosedRoad : Text::Open));
  return text;
}

}  // namespace

std::string describe_object(const Run& run, const Moment& moment, const PickIndex& picks,
                            Point world, double metres_per_pixel, Language language) {
  if (const auto site = picks.site(world, kReachPx * metres_per_pixel))
    return describe_site(run, moment, *site, language);
  if (const auto link = picks.link(world, kReachPx * metres_per_pixel))
    return describe_link(run, moment, *link, language);
  return {};
}

std::string describe_place(const Run& run, const MapView& map, Point world, Language language) {
  std::string text = fmt::format("{:.0f}, {:.0f}", world.x, world.y);
  const std::int64_t cell = run.terrain.elevation_m.empty() ? -1 : cell_at(run.terrain.grid, world);
  const float height =
      cell < 0 ? std::nanf("") : run.terrain.elevation_m[static_cast<std::size_t>(cell)];
  if (!std::isnan(height))
    text += fmt::format("   {} {:.1f} m", say(language, Text::Elevation), height);
  if (const auto depth = map.water().value_at(world))
    text += fmt::format("   {} {:.2f} m", say(language, Text::Depth), *depth);
  if (const auto debris = map.debris().value_at(world); debris && *debris > 0)
    text += fmt::format("   {} {:.2f} m", say(language, Text::Debris), *debris);
  if (const auto minutes = map.fire().minutes_at(world))
    text += fmt::format("   {} {:.0f} {}", say(language, Text::Fire), *minutes,
                        say(language, Text::FireUnit));
  return text;
}

}  // namespace muster::viewer
