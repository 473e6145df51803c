// SPDX-License-Identifier: MIT
// The JSON files of a district's case.
#include "engine/generate/case_json.hpp"
#include "engine/generate/district_files.hpp"
#include "engine/generate/text.hpp"

namespace muster::generate {
namespace {

using input::Json;

std::string point_list_name(const DistrictSpec& d) {
  return d.people.hexagon_m > 0 ? "EPSG:4326" : d.crs;
}

Json ring(const Line& line, const DistrictSpec& d) {
  std::vector<Json> corners;
  for (const Point& p : line) {
    corners.push_back(list({json(d.origin_x_m + p.x, 1), json(d.origin_y_m + p.y, 1)}));
  }
  return list(std::move(corners));
}

Json series(const Series& values, int places) {
  std::vector<Json> pairs;
  for (const auto& [time, value] : values)
    pairs.push_back(list({json(time, 0), json(value, places)}));
  return object({{"values", list(std::move(pairs))}});
}

Json world_file(const Spec& spec) {
  const DistrictSpec& d = spec.district;
  const Json people = object({{"path", json("people.csv")}, {"crs", json(point_list_name(d))}});
  const Json sites = object({{"path", json("sites.csv")}, {"crs", json(d.crs)}});
  return object({
      {"crs", json(d.crs)},
      {"grid", object({{"cell_m", json(d.cell_m)}})},
      {"terrain",
       object({{"dem", list({json("terrain.tif")})}, {"manning_raster", json("manning.tif")}})},
      {"roads", d.roads == RoadFormat::Osm
                    ? object({{"osm", json("roads.osm")}})
                    : object({{"gmns", json("roads")}, {"crs", json(d.crs)}})},
      {"sites", object({{"layers", list({sites})}})},
      {"people",
       object({{"layers", list({people})},
               {"household_size_mean", json(d.people.household_size_mean)},
               {"vehicles_per_household", json(d.people.vehicles_per_household)},
               {"spread_m", json(d.people.hexagon_m > 0 ? d.people.hexagon_m / 2 : 30.0)}})},
  });
}

Json event_file(const Spec& spec, const Water& water) {
  const DistrictSpec& d = spec.district;
  std::vector<Json> boundaries;
  const Json area = d.lake ? object({{"seed_x_y", list({json(d.origin_x_m + water.lake.x, 1),
                                                        json(d.origin_y_m + water.lake.y, 1)})},
                                     {"fill_to_m", json(water.lake_fill_m, 2)}})
                           : object({{"ring", ring(water.gauge, d)}});
  boundaries.push_back(object({{"id", json("gauge")},
                               {"kind", json("stage")},
                               {"area", area},
                               {"stage_m", series(water.stage_m, 2)},
                               {"datum_offset_m", json(d.flood.gauge_zero_m, 2)}}));
  if (d.river) {
    boundaries.push_back(object({{"id", json("upper-reach")},
                                 {"kind", json("inflow")},
                                 {"area", object({{"ring", ring(water.inflow, d)}})},
                                 {"discharge_m3_s", series(water.discharge_m3_s, 0)}}));
  }
  return object(
      {{"hazards", list({object({{"kind", json("flood")},
                                 {"id", json("flood")},
                                 {"boundaries", list(std::move(boundaries))},
                                 {"initial_depth_raster", json("initial_depth.tif")}})})}});
}

Json plan_file(const Spec& spec, const Water& water, const std::vector<Zone>& zones,
               const char* order, double above_bank_m) {
  std::vector<Json> zone_list, ids;
  for (const Zone& zone : zones) {
    std::vector<std::pair<std::string, Json>> members{{"id", json(zone.id)},
                                                      {"name", json(zone.name)}};
    if (!zone.ring.empty()) members.emplace_back("ring", ring(zone.ring, spec.district));
    if (!zone.groups.empty()) {
      std::vector<Json> groups;
      for (const std::uint32_t group : zone.groups)
        groups.push_back(json(static_cast<std::int64_t>(group)));
      members.emplace_back("groups", list(std::move(groups)));
    }
    zone_list.push_back(object(std::move(members)));
    ids.push_back(json(zone.id));
  }
  const Json stage = object(
      {{"subject", json("gauge")}, {"above_m", json(water.bank_at_gauge_m + above_bank_m, 2)}});
  return object({
      {"zones", list(std::move(zone_list))},
      {"orders", list({object({{"id", json(order)},
                               {"zones", list(std::move(ids))},
                               {"when", object({{"stage", stage}})},
                               {"issue_delay_s", json(600.0)},
                               {"diffusion", object({{"kind", json("rogers_sorensen")},
                                                     {"broadcast_per_h", json(1.5)},
                                                     {"contagion_per_h", json(2.0)}})},
                               {"preparation",
                                object({{"kind", json("rayleigh")}, {"sigma_s", json(1800.0)}})},
                               {"comply_share", json(0.9)},
                               {"walk_share", json(0.15)}})})},
      {"shelters",
       list({object(
           {{"site", json("*")}, {"desks", json(4.0)}, {"seconds_per_person", json(10.0)}})})},
  });
}

}  // namespace

void write_case_files(const Spec& spec, const Water& water, const std::vector<Zone>& zones,
                      const std::string& folder) {
  const PlanSpec& plans = spec.district.plans;
  const auto write_json = [&](const char* name, const Json& value) {
    write_file(folder + '/' + name, to_pretty_text(value));
  };
  write_json("world.json", world_file(spec));
  write_json("event.json", event_file(spec, water));
  write_json("plan-early.json", plan_file(spec, water, zones, "early", plans.early_above_bank_m));
  write_json("plan-late.json", plan_file(spec, water, zones, "late", plans.late_above_bank_m));
  write_file(folder + "/case.json", case_json(spec));
}

}  // namespace muster::generate
