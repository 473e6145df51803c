// SPDX-License-Identifier: MIT
// Fields of imported hazards.
#include "engine/case/imported_fields.hpp"

namespace muster::cases {

static void describe(Fields& f, DepthStep& s) {
  f.is("depth_step", "Maps of water at one time; all of one series have the same cells.");
  f.field("time_s", s.time_s, "Since the case's start, s.",
          {.least = -1e9, .most = 1e9, .required = true});
  f.field("path", s.path, "Raster of depth, m.", {.required = true, .text = TextKind::Path});
  f.field("band", s.band, "Of that raster.", {.least = 1, .most = 65535});
  f.field("speed_path", s.speed_path,
          "Raster of speed, m/s; left out: not known. All steps state one, or none does.",
          {.text = TextKind::Path});
  f.field("speed_band", s.speed_band, "Of that raster.", {.least = 1, .most = 65535});
}

static void describe(Fields& f, FloodNetcdf& n) {
  f.is(
      "flood_netcdf",
      "Maps of water in time in a netCDF file: variables of time, y and x, the times in units such "
      "as \"seconds since 2024-04-30 06:00:00\" (CF conventions; UTC where they state no offset).");
  f.field("path", n.path, "The file.", {.required = true, .text = TextKind::Path});
  f.field("depth_variable", n.depth_variable, "Its variable of depth, m.",
          {.required = true, .text = TextKind::Id});
  f.field("speed_variable", n.speed_variable, "Its variable of speed, m/s; left out: not known.");
  f.field("crs", n.crs, "CRS, where the file does not say.", {.text = TextKind::Crs});
  f.field("shift_s", n.shift_s, "Added to its times, where its clock is not the case's, s.",
          {.least = -1e11, .most = 1e11});
}

static void arrival_fields(Fields& f, ArrivalMap& m) {
  f.field("raster", m.raster, "The raster.", {.required = true, .text = TextKind::Path});
  f.field("band", m.band, "Of the raster.", {.least = 1, .most = 65535});
  f.field("unit_s", m.unit_s, "Its unit of time, s: 60 for minutes, 3600 for hours.",
          {.above = 0, .most = 1e6});
  f.field("offset_s", m.offset_s, "When its zero is, since the case's start, s.",
          {.least = -1e9, .most = 1e9});
}

static void describe(Fields& f, ArrivalMap& m) {
  f.is("arrival_map", "A raster of times of arrival.");
  arrival_fields(f, m);
}

static void describe(Fields& f, FloodArrival& a) {
  f.is("flood_arrival",
       "A raster of when water comes, and how deep it is. Each cell has its depth from its arrival "
       "on, at once and to the end (assumption).");
  arrival_fields(f, a.when);
  f.field("depth_raster", a.depth_raster,
          "Raster of depth or of greatest depth, m, with the same cells; or",
          {.text = TextKind::Path});
  f.field("depth_m", a.depth_m, "one depth wherever water comes, m.", {.above = 0, .most = 1000});
  f.exactly_one({"depth_raster", "depth_m"});
  f.field("depth_band", a.depth_band, "Of the raster of depth.", {.least = 1, .most = 65535});
}

static void polygon_fields(Fields& f, PerimeterLayer& p) {
  f.field("path", p.path, "Vector file.", {.required = true, .text = TextKind::Path});
  f.field("layer", p.layer, "Layer in the file; left out: the first.");
  f.field("crs", p.crs, "CRS, where the file does not say.", {.text = TextKind::Crs});
  f.field("time_column", p.time_column,
          "Attribute with the time: ISO 8601, or s since the case's start.");
  f.field("utc_offset", p.utc_offset,
          "Offset of times that carry none; left out: that of the case's start.",
          {.text = TextKind::UtcOffset});
}

static void describe(Fields& f, PerimeterLayer& p) {
  f.is("perimeter_layer", "Polygons of burnt ground, each with a time.");
  polygon_fields(f, p);
}

static void describe(Fields& f, FloodExtents& e) {
  f.is("flood_extents",
       "Polygons of water, each with a time. From a time on there is water inside its polygons and "
       "nowhere else, until the next time (assumption); before the first there is none.");
  polygon_fields(f, e.polygons);
  f.field("depth_m", e.depth_m, "Depth inside, m: no extent tells it.",
          {.above = 0, .most = 1000, .required = true});
}

static void describe(Fields& f, IntensityMap& m) {
  f.is("intensity_map", "A raster of fireline intensity (Byram 1959).");
  f.field("raster", m.raster, "The raster, with the cells of the map of arrivals.",
          {.required = true, .text = TextKind::Path});
  f.field("band", m.band, "Of the raster.", {.least = 1, .most = 65535});
  f.field("unit_kw_m", m.unit_kw_m, "Its unit, kW/m: 0.001 for W/m, 3.4615 for Btu/(ft s).",
          {.above = 0, .most = 1e6});
}

void describe_imported(Fields& f, Hazard& h) {
  f.field("depth_steps", h.depth_steps,
          "Maps of depth, and of speed where it is known, in time; linear in between; or");
  f.field("flood_netcdf", h.flood_netcdf, "the same in one netCDF file; or");
  f.field("flood_arrival", h.flood_arrival,
          "a map of when water came, with its depth, which holds from then on (assumption); or");
  f.field("flood_extents", h.flood_extents,
          "polygons of where water was at some times, with one depth inside; or");
  f.field("fire_arrival", h.fire_arrival, "a map of when a fire came; or");
  f.field("fire_perimeters", h.fire_perimeters, "polygons of what a fire had burnt by a time.");
  f.field("fire_intensity", h.fire_intensity,
          "Intensity of such a fire: its flames are 0.0775 I^0.46 m long, I in kW/m (Byram 1959; "
          "those of crown fires may be longer); left out: flame_m holds.");
  f.field("never_values", h.never_values,
          "Codes that stand for no water, or for never, in the maps.");
  f.field("deep_m", h.deep_m,
          "The layer flood_duration counts the time with water at least this deep, m (assumption).",
          {.above = 0, .most = 100});
  f.field("flame_m", h.flame_m,
          "Length of the flames of such a fire where no intensity is known, m (assumption).",
          {.above = 0, .most = 200});
  f.field("burning_s", h.burning_s,
          "How long a cell burns for roads and people near it, s (assumption).",
          {.above = 0, .most = 1e7});
}

}  // namespace muster::cases
