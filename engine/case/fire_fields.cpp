// SPDX-License-Identifier: MIT
// Fields of fuel, fire weather, ignitions, breaks and water.
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kTrees[] = {
    "engelmann_spruce", "douglas_fir",        "subalpine_fir",  "western_hemlock", "ponderosa_pine",
    "lodgepole_pine",   "western_white_pine", "grand_fir",      "balsam_fir",      "slash_pine",
    "longleaf_pine",    "pond_pine",          "shortleaf_pine", "loblolly_pine"};
constexpr const char* kBreakKinds[] = {"bare", "green_belt", "road", "water"};
constexpr const char* kWeatherColumns[] = {
    "time",    "wind_m_s", "wind_from_deg", "temperature_c", "humidity_percent",
    "dead_1h", "dead_10h", "dead_100h",     "live_herb",     "live_woody"};
constexpr Rule kTime{.least = 0, .most = 1e9};
constexpr Rule kBrands{.least = 0, .most = 1000};

}  // namespace

void describe(Fields& f, Amount& a) {
  f.is("amount", "One value everywhere, or a raster.");
  f.field("value", a.value, "Where no raster says otherwise.", {.least = -1e4, .most = 1e4});
  f.field("raster", a.raster, "Raster of it.", {.text = TextKind::Path});
  f.field("band", a.band, "Of the raster.", {.least = 1, .most = 65535});
  f.field("unit", a.unit, "What the raster's values are multiplied by; 0.01 for percent.",
          {.above = 0, .most = 1e4});
  f.at_least_one({"value", "raster"});
}

static void describe(Fields& f, FuelCode& c) {
  f.is("fuel_code", "A code of the map, and the fuel model that it stands for.");
  f.field("code", c.code, "Value in the raster.", {.least = -2147483648.0, .most = 4294967295.0});
  f.field("model", c.model, "Number or code of a standard fuel model: 102, \"GR2\", \"NB9\".",
          {.required = true});
}

static void describe(Fields& f, CanopySpec& c) {
  f.is("canopy", "Trees over the fuel.");
  f.field("cover", c.cover, "Share of the ground under crowns, 0 to 1.", {.required = true});
  f.field("height_m", c.height_m, "Height of the trees, m.", {.required = true});
  f.field("base_height_m", c.base_height_m, "Height at which crowns begin, m.", {.required = true});
  f.field("bulk_density_kg_m3", c.bulk_density_kg_m3, "What burns in the crowns, kg/m3.",
          {.required = true});
  f.field("foliar_moisture", c.foliar_moisture, "Fraction of dry mass (assumption).",
          {.above = 0, .most = 5});
}

static void describe(Fields& f, BuildingSpec& b) {
  f.is("fire_buildings",
       "Buildings that carry fire in place of the fuel (Hamada); none where the side is 0.");
  f.field("side_m", b.side_m, "Side of a building, m.", {.required = true});
  f.field("gap_m", b.gap_m, "Gap to the next, m.", {.required = true});
  f.field("fire_resistant_share", b.fire_resistant_share, "Share that resists fire, 0 to 1.");
}

void describe(Fields& f, FuelCover& c) {
  f.is("fuel_cover", "What burns on the ground.");
  f.field("model", c.model,
          "Fuel model where no raster says otherwise: number or code of a standard one.");
  f.field("raster", c.raster, "Raster of fuel models by number, or of codes of a crosswalk.",
          {.text = TextKind::Path});
  f.at_least_one({"model", "raster"});
  f.field("band", c.band, "Of the raster.", {.least = 1, .most = 65535});
  f.field("codes", c.codes, "Crosswalk from the raster's codes to fuel models.");
  f.field("crosswalk", c.crosswalk, "The same as a table with the columns code and model.",
          {.text = TextKind::Path});
  f.at_most_one({"codes", "crosswalk"});
  f.field("canopy", c.canopy, "Trees over the fuel; left out: none.");
  f.field("buildings", c.buildings, "Buildings that carry fire; left out: none.");
}

void describe(Fields& f, FireWeather& w) {
  f.is("fire_weather", "Weather from a time on, until the next entry.");
  f.field("at_s", w.at_s, "Since the case's start, s.", {.least = -1e9, .most = 1e9});
  f.field("wind_m_s", w.wind_m_s, "Wind speed, m/s, at the height that `wind_height` says.",
          {.required = true});
  f.field("wind_from_deg", w.wind_from_deg,
          "Where it blows from, degrees clockwise from grid north.", {.required = true});
  f.field("dead_1h", w.dead_1h, "Moisture of 1-h fuel, fraction of dry mass.", {.required = true});
  f.field("dead_10h", w.dead_10h, "Of 10-h fuel.", {.required = true});
  f.field("dead_100h", w.dead_100h, "Of 100-h fuel.", {.required = true});
  f.field("live_herb", w.live_herb, "Of live herbs.", {.least = 0, .most = 5, .required = true});
  f.field("live_woody", w.live_woody, "Of live shrubs.", {.least = 0, .most = 5, .required = true});
}

void describe(Fields& f, FireWeatherTable& w) {
  f.is("fire_weather_table",
       "Weather by rows, each until the next. Columns: time, wind_m_s, wind_from_deg; dead_1h, "
       "dead_10h, dead_100h (fractions of dry mass) or, in place of any of them, temperature_c and "
       "humidity_percent; live_herb, live_woody.");
  f.field("path", w.path, "The table.", {.required = true, .text = TextKind::Path});
  f.field("columns", w.columns, "Our name of a column to the file's heading.",
          {.names = kWeatherColumns});
  f.field(
      "utc_offset", w.utc_offset,
      "Offset of times that carry none; left out: that of the case's start. Times may be s since "
      "the start.",
      {.text = TextKind::UtcOffset});
  f.field("live_herb", w.live_herb, "Moisture of live herbs, where the table does not state it.",
          {.least = 0, .most = 5});
  f.field("live_woody", w.live_woody, "Of live shrubs, likewise.", {.least = 0, .most = 5});
}

void describe(Fields& f, BurntGround& b) {
  f.is("burnt_ground",
       "What rain meets where a fire of the event has passed, from the next steps of floods and "
       "landslides on, at once and for good (assumption).");
  f.field("conductivity_factor", b.conductivity_factor,
          "Of the soils of a flood's infiltration; below 1 where burnt soil repels water.",
          {.least = 0, .most = 10});
  f.field("cohesion_lost_pa", b.cohesion_lost_pa,
          "Cohesion that slopes lose with their roots, Pa; they keep at least none.",
          {.least = 0, .most = 1e6});
  f.at_least_one({"conductivity_factor", "cohesion_lost_pa"});
}

void describe(Fields& f, IgnitionSpec& i) {
  f.is("ignition", "Fire that is set or found.");
  f.field("id", i.id, "Unique among ignitions.", {.required = true, .text = TextKind::Id});
  f.field("at_s", i.at_s, "When, since the case's start, s.", {.least = 0, .most = 1e9});
  f.field("point", i.point, "A point.");
  f.field("line", i.line, "A line, all of it alight at once.");
  f.field("perimeter", i.perimeter,
          "A ring; what it encloses has burnt by then, and fire spreads from its rim.");
  f.exactly_one({"point", "line", "perimeter"});
}

void describe(Fields& f, SpottingSpec& s) {
  f.is("spotting", "Brands that carry fire ahead (Albini; ignition by Schroeder).");
  f.field("brands_from_crowns", s.brands_from_crowns,
          "Thrown by a cell whose crowns burn, in the mean (assumption).", kBrands);
  f.field("brands_from_surface", s.brands_from_surface,
          "Thrown by a cell with a surface fire, in the mean (assumption).", kBrands);
  f.field("least_distance_m", s.least_distance_m, "Nearer ones are part of the front, m.",
          {.least = 0, .most = 1e5});
  f.field("air_temperature_c", s.air_temperature_c, "Air temperature, degrees Celsius.",
          {.least = -70, .most = 70});
  f.field("shade", s.shade, "Share of the sky that is covered.", {.least = 0, .most = 1});
  f.choice("species", s.species, kTrees, "Trees that torch.");
  f.field("diameter_m", s.diameter_m, "Their diameter at breast height, m (assumption).",
          {.above = 0, .most = 10});
  f.field("torching_count", s.torching_count, "How many torch at once.",
          {.least = 1, .most = 1000});
  f.field("ignition_delay_s", s.ignition_delay_s,
          "From landing to a fire of its own, s (assumption).", {.least = 0, .most = 1e6});
}

void describe(Fields& f, FireBreak& b) {
  f.is("fire_break",
       "A strip without fuel: it holds flames no longer than it is wide. One wider than a cell "
       "takes "
       "the fuel of the cells whose centres it covers.");
  f.field("id", b.id, "Unique among breaks.", {.required = true, .text = TextKind::Id});
  f.choice("kind", b.kind, kBreakKinds, "What it is.");
  f.field("line", b.line, "Where it runs.", {.required = true});
  f.field("width_m", b.width_m, "Its width, m.", {.above = 0, .most = 1e4, .required = true});
  f.field("from_s", b.from_s, "It stands, or work on it begins, at this time, s.", kTime);
  f.field("built_m_h", b.built_m_h,
          "Metres an hour that a crew builds along its line; 0: all of it stands at once.",
          {.least = 0, .most = 1e6});
}

void describe(Fields& f, WaterDrop& d) {
  f.is("water_drop", "Water on fuel, for a time.");
  f.field("id", d.id, "Unique among drops.", {.required = true, .text = TextKind::Id});
  f.field("area", d.area, "The cells that it wets.", {.required = true});
  f.field("coverage_l_m2", d.coverage_l_m2, "Litres a square metre (coverage level 1 is 0.407).",
          {.above = 0, .most = 1000, .required = true});
  f.field("from_s", d.from_s, "When it falls, s.", kTime);
  f.field("until_s", d.until_s, "When the fuel is dry again, s.",
          {.above = 0, .most = 1e9, .required = true});
  f.field("source", d.source, "Id of the water source it is drawn from; left out: brought along.");
}

void describe(Fields& f, WaterSourceSpec& s) {
  f.is("water_source", "A cistern or a pipe.");
  f.field("id", s.id, "Unique among water sources.", {.required = true, .text = TextKind::Id});
  f.field("capacity_l", s.capacity_l, "What it holds, litres.",
          {.above = 0, .most = 1e12, .required = true});
  f.field("initial_l", s.initial_l, "What is in it at the start, litres; left out: it is full.",
          {.least = 0, .most = 1e12});
  f.field("refill_l_s", s.refill_l_s, "What flows in, litres a second.", {.least = 0, .most = 1e9});
}

}  // namespace muster::cases
