// SPDX-License-Identifier: MIT
// Rasters, roads and tables of a district.
#include "engine/generate/district_files.hpp"

#include <cmath>
#include <map>
#include <utility>

#include "engine/generate/geographic.hpp"
#include "engine/generate/geotiff.hpp"
#include "engine/generate/road_files.hpp"
#include "engine/generate/text.hpp"

namespace muster::generate {
namespace {

/// Counts in hexagons with a corner to the north, each at the hexagon's middle; a home in a hexagon
/// whose middle is water counts in the nearest dry one.
std::vector<Home> by_hexagon(const std::vector<Home>& homes, const Valley& valley, double width_m) {
  const double row_m = width_m * std::sqrt(3.0) / 2;
  std::map<std::pair<int, int>, Home> hexagons;
  for (const Home& home : homes) {
    const int near_row = static_cast<int>(std::floor(home.at.y / row_m));
    double best = 1e18;
    std::pair<int, int> cell{0, 0};
    Point middle;
    for (int row = near_row - 2; row <= near_row + 3; ++row) {
      const double shift = (row & 1) != 0 ? 0.5 : 0;
      const int near_col = static_cast<int>(std::floor(home.at.x / width_m - shift));
      for (int col = near_col - 1; col <= near_col + 2; ++col) {
        const Point p{(col + shift) * width_m, row * row_m};
        const double away = distance(p, home.at);
        if (away < best && valley.off_m(p) > 10) {
          best = away;
          cell = {row, col};
          middle = p;
        }
      }
    }
    if (best > 1e17) {  // a spit of land between wet hexagons
      cell = {near_row, static_cast<int>(std::floor(home.at.x / width_m))};
      middle = home.at;
    }
    Home& hexagon = hexagons[cell];
    hexagon.at = middle;
    hexagon.persons += home.persons;
  }
  std::vector<Home> result;
  result.reserve(hexagons.size());
  for (const auto& [cell, home] : hexagons) result.push_back(home);
  return result;
}

}  // namespace

void write_world_files(const Spec& spec, const Valley& valley, const Land& land, const Water& water,
                       const District& district, const std::string& folder) {
  const DistrictSpec& d = spec.district;
  const int epsg = epsg_code(d.crs);
  const auto write_raster = [&](const char* name, const world::Raster<float>& raster) {
    write_file(folder + '/' + name, geotiff(raster, epsg, d.origin_x_m, d.origin_y_m));
  };
  write_raster("terrain.tif", land.ground);
  write_raster("manning.tif", water.manning);
  write_raster("initial_depth.tif", water.depth_m);

  const TransverseMercator projection = *TransverseMercator::of(epsg);
  if (d.roads == RoadFormat::Osm) {
    write_osm(district.layout.network, folder + "/roads.osm", projection, d.origin_x_m,
              d.origin_y_m);
  } else {
    write_gmns(district.layout.network, folder + "/roads", d.crs, d.origin_x_m, d.origin_y_m);
  }

  Text people;
  int ordinal = 0;
  if (d.people.hexagon_m > 0) {
    people << "id,lon,lat,persons\n";
    for (const Home& hexagon : by_hexagon(district.homes, valley, d.people.hexagon_m)) {
      const LonLat at =
          projection.geographic(d.origin_x_m + hexagon.at.x, d.origin_y_m + hexagon.at.y);
      people << ++ordinal << ',';
      people.fixed(at.lon, 7) << ',';
      people.fixed(at.lat, 7) << ',' << hexagon.persons << '\n';
    }
  } else {
    people << "id,easting,northing,persons,group\n";
    for (const Home& home : district.homes) {
      people << ++ordinal << ',';
      people.fixed(d.origin_x_m + home.at.x, 1) << ',';
      people.fixed(d.origin_y_m + home.at.y, 1) << ',' << home.persons << ',';
      if (home.group > 0) people << home.group;
      people << '\n';
    }
  }
  write_file(folder + "/people.csv", people.str());

  Text sites;
  sites << "id,kind,name,easting,northing,tier,capacity_persons,area_m2,floor_above_ground_m,"
           "responsible\n";
  for (const world::Site& site : district.sites) {
    sites << site.id << ',' << world::name(site.kind) << ',' << site.name << ',';
    sites.fixed(d.origin_x_m + site.x, 1) << ',';
    sites.fixed(d.origin_y_m + site.y, 1)
        << ',' << site.tier << ',' << site.capacity_persons << ',';
    sites.fixed(site.area_m2, 0) << ',';
    sites.fixed(site.floor_above_ground_m, 1) << ',' << site.responsible << '\n';
  }
  write_file(folder + "/sites.csv", sites.str());
}

}  // namespace muster::generate
