// SPDX-License-Identifier: MIT
// Fields of what several case files hold: series, places and conditions.
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kEdges[] = {"north", "east", "south", "west"};

}  // namespace

void describe(Fields& f, Series& s) {
  f.is("series", "Values in time: inline, or two columns of a table.");
  f.field("values", s.values, "Pairs of seconds since the case's start and value.", {.items = 1});
  f.field("path", s.path, "Table with a time and a value column.", {.text = TextKind::Path});
  f.exactly_one({"values", "path"});
  f.field("time_column", s.time_column, "Heading of the times: ISO 8601, or s since the start.");
  f.field("value_column", s.value_column, "Heading of the values.");
  f.field("utc_offset", s.utc_offset,
          "Offset of times that carry none; left out: that of the case's start.",
          {.text = TextKind::UtcOffset});
  f.field("date_only_hour", s.date_only_hour, "Hour of the day that a bare date stands for, h.",
          {.least = 0, .most = 24});
  f.field("skip_kinds", s.skip_kinds, "Rows whose column `kind` is one of these are left out.");
}

void describe(Fields& f, Area& a) {
  f.is("area",
       "Cells of the grid: inside a polygon, along an edge, or joined to a point below a height.");
  f.field("polygon", a.polygon, "Vector file.", {.text = TextKind::Path});
  f.field("polygon_crs", a.polygon_crs, "CRS of the polygon, where its file does not say.",
          {.text = TextKind::Crs});
  f.field("ring", a.ring, "Corners x, y in the case's CRS, m.", {.items = 3});
  f.field("seed_lon_lat", a.seed_lon_lat, "Longitude and latitude to fill from, degrees.");
  f.field("seed_x_y", a.seed_x_y, "Point in the case's CRS to fill from, m.");
  f.field("fill_to_m", a.fill_to_m, "Cells not above this height are filled, m.",
          {.least = -1e4, .most = 1e4});
  f.field("edge", a.edge, "The cells along this edge of the grid.", {.names = kEdges});
  f.exactly_one({"polygon", "ring", "seed_lon_lat", "seed_x_y", "edge"});
  f.needs("seed_lon_lat", "fill_to_m");
  f.needs("seed_x_y", "fill_to_m");
  f.needs("polygon_crs", "polygon");
}

void describe(Fields& f, Place& p) {
  f.is("place", "A point.");
  f.field("x_y", p.x_y, "In the case's CRS, m.");
  f.field("lon_lat", p.lon_lat, "Longitude and latitude, degrees.");
  f.exactly_one({"x_y", "lon_lat"});
}

void describe(Fields& f, PlaceLine& l) {
  f.is("line", "A line: its points, or one of a vector file.");
  f.field("x_y", l.x_y, "Points in the case's CRS, m.", {.items = 2});
  f.field("lon_lat", l.lon_lat, "Points as longitude and latitude, degrees.", {.items = 2});
  f.field("path", l.path, "Vector file, or a table of x, y.", {.text = TextKind::Path});
  f.exactly_one({"x_y", "lon_lat", "path"});
  f.field("crs", l.crs, "CRS of the file, where it does not say.", {.text = TextKind::Crs});
  f.field("feature", l.feature, "The line's value in the column `id`; left out: the only line.");
  f.needs("crs", "path");
  f.needs("feature", "path");
}

void describe(Fields& f, WaterwaySpec& w) {
  f.is("waterway", "A river or a fairway that rock can close; nothing travels on it yet.");
  f.field("id", w.id, "Unique among waterways.", {.required = true, .text = TextKind::Id});
  f.field("line", w.line, "Where it runs.", {.required = true});
  f.field("close_debris_m", w.close_debris_m,
          "It closes, for good, once so much debris of slides lies on a cell of its line, m "
          "(assumption).",
          {.above = 0, .most = 1000});
}

static void describe(Fields& f, Condition::Level& l) {
  f.is("level_condition", "Water above a level.");
  f.field("subject", l.subject, "Flood boundary (stage) or site (depth), by id.",
          {.required = true, .text = TextKind::Id});
  f.field("above_m", l.above_m, "Holds above this level, m.",
          {.least = -1e4, .most = 1e4, .required = true});
  f.field("below_m", l.below_m,
          "Falls back under this level only, m; where it is not stated, under above_m.",
          {.least = -1e4, .most = 1e4});
}

static void describe(Fields& f, Condition::RainWindow& r) {
  f.is("rain_condition", "Rain within a window of time.");
  f.field("window_s", r.window_s, "Length of the window, s.", {.above = 0, .most = 1e9});
  f.field("above_mm", r.above_mm, "Holds above this much, mm.",
          {.above = 0, .most = 1e5, .required = true});
}

void describe(Fields& f, Condition& c) {
  f.is("condition", "When something is to happen.");
  f.field("clock_s", c.clock_s, "From this time after the case's start on, s.",
          {.least = 0, .most = 1e9});
  f.field("stage", c.stage, "Level of a flood boundary, in its gauge's datum.");
  f.field("depth", c.depth, "Depth of water at a site.");
  f.field("rain", c.rain, "Rain within a window of time.");
  f.field("all", c.all, "All of these hold.", {.items = 1});
  f.field("any", c.any, "One of these holds.", {.items = 1});
  f.exactly_one({"clock_s", "stage", "depth", "rain", "all", "any"});
  f.field("for_s", c.for_s, "It must have held for so long, s.", {.least = 0, .most = 1e9});
}

}  // namespace muster::cases
