// SPDX-License-Identifier: MIT
// Schools, hospitals, ... of OpenStreetMap, drawn as points or as areas.
#include <array>
#include <cmath>

#include "engine/input/osm_data.hpp"
#include "engine/input/road_builder.hpp"

namespace muster::input {
namespace {

/// Of the area that the ring encloses; of its points where it encloses none.
void set_centroid(const std::vector<Point>& ring, MappedPlace& place) {
  const auto [x0, y0] = ring[0];
  double twice = 0, cx = 0, cy = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point &a = ring[i], &b = ring[(i + 1) % ring.size()];
    const double ax = a.first - x0, ay = a.second - y0, bx = b.first - x0, by = b.second - y0;
    const double cross = ax * by - bx * ay;
    twice += cross;
    cx += (ax + bx) * cross;
    cy += (ay + by) * cross;
  }
  if (std::fabs(twice) > 1e-6) {
    place.x = x0 + cx / (3 * twice);
    place.y = y0 + cy / (3 * twice);
    place.area_m2 = 0.5 * std::fabs(twice);
    return;
  }
  for (const auto& [x, y] : ring) {
    place.x += x / static_cast<double>(ring.size());
    place.y += y / static_cast<double>(ring.size());
  }
}

bool bus_stop(const OsmTags& tags) {
  return tags["shelter_type"] == "public_transport";
}

}  // namespace

std::string place_tag(const OsmTags& tags) {
  constexpr std::array kAmenities{"school",   "hospital",        "fire_station",
                                  "police",   "shelter",         "community_centre",
                                  "townhall", "place_of_worship"};
  constexpr std::array kLeisure{"stadium", "sports_centre"};
  if (bus_stop(tags)) return {};
  const std::string_view amenity = tags["amenity"], leisure = tags["leisure"];
  for (const std::string_view value : kAmenities) {
    if (amenity == value) return "amenity=" + std::string(value);
  }
  for (const std::string_view value : kLeisure) {
    if (leisure == value) return "leisure=" + std::string(value);
  }
  return {};
}

std::vector<MappedPlace> places_of(const OsmData& data, const std::vector<double>& x,
                                   const std::vector<double>& y, Import& import) {
  std::vector<MappedPlace> places;
  for (const OsmTaggedNode& node : data.places) {
    const std::uint32_t n = data.index_of(node.id);
    if (n == OsmData::kNone) continue;
    places.push_back(
        {node.id, place_tag(node.tags), std::string(node.tags["name"]), x[n], y[n], 0});
  }
  for (const OsmWay& way : data.areas) {
    std::vector<Point> ring;
    for (const std::int64_t id : way.nodes) {
      if (const std::uint32_t n = data.index_of(id); n != OsmData::kNone) {
        ring.emplace_back(x[n], y[n]);
      }
    }
    if (ring.empty()) continue;
    MappedPlace place{way.id, place_tag(way.tags), std::string(way.tags["name"]), 0, 0, 0};
    set_centroid(ring, place);
    places.push_back(std::move(place));
  }
  import.find("places drawn as relations", data.place_relations, "left out");
  return places;
}

}  // namespace muster::input
