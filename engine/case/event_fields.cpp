// SPDX-License-Identifier: MIT
// Fields of event.json.
#include "engine/case/describe.hpp"
#include "engine/case/imported_fields.hpp"
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kHazardKinds[] = {"flood", "imported", "landslide", "fire", "stage_zones"};
constexpr const char* kWindHeights[] = {"20ft", "10m"};
constexpr const char* kBreakKinds[] = {"bare", "green_belt", "road", "water"};
constexpr const char* kDistributions[] = {"uniform", "triangular", "normal", "lognormal", "choice"};
constexpr const char* kDrawnAs[] = {"value", "factor", "addend"};
constexpr const char* kMovements[] = {"debris_flow", "rockfall", "avalanche"};
constexpr const char* kFrictions[] = {"energy_line", "pcm"};
constexpr const char* kReachRules[] = {"given", "corominas", "corominas_debris_flow"};
constexpr const char* kBoundaryKinds[] = {"stage", "inflow", "free"};
constexpr const char* kSolvers[] = {"local_inertial", "finite_volume", "auto"};

}  // namespace

static void describe(Fields& f, FloodBoundary& b) {
  f.is("flood_boundary", "Where water comes in or leaves.");
  f.field("id", b.id, "Unique among the hazard's boundaries; conditions name it.",
          {.required = true, .text = TextKind::Id});
  f.choice("kind", b.kind, kBoundaryKinds, "What is known there.", {.required = true});
  f.field("area", b.area, "Its cells.", {.required = true});
  f.when("kind", "stage", b.kind == FloodBoundaryKind::Stage);
  f.field("stage_m", b.series, "Water level above the gauge's zero, m.", {.required = true});
  f.field("datum_offset_m", b.datum_offset_m, "Terrain datum less gauge datum, m.",
          {.least = -1e4, .most = 1e4});
  f.when("kind", "inflow", b.kind == FloodBoundaryKind::Inflow);
  f.field("discharge_m3_s", b.series, "Inflow over all its cells, m3/s.", {.required = true});
  f.when("kind", "free", b.kind == FloodBoundaryKind::Free);
  f.field("slope", b.slope, "Slope of the energy line outside; 0: that of the terrain.",
          {.least = 0, .most = 1});
  f.always();
}

static void describe(Fields& f, RainMap& m) {
  f.is("rain_map", "Rain in a map, until the next one.");
  f.field("at_s", m.at_s, "From this time after the case's start on, s.",
          {.least = -1e9, .most = 1e9, .required = true});
  f.field("rain_mm_h", m.rain_mm_h, "Rain, mm/h.", {.required = true});
}

static void describe(Fields& f, SoilUptake& s) {
  f.is("soil_uptake",
       "What a soil takes in: constantly, or by Green and Ampt where it has suction and deficit.");
  f.field("id", s.id, "Unique among these soils.", {.required = true, .text = TextKind::Id});
  f.field("code", s.code, "Its value in the raster.", {.least = 0, .most = 65535});
  f.field("conductivity_mm_h", s.conductivity_mm_h, "Saturated hydraulic conductivity, mm/h.",
          {.least = 0, .most = 1e5, .required = true});
  f.field("suction_mm", s.suction_mm, "Suction at the wetting front, mm.",
          {.least = 0, .most = 5000});
  f.field("deficit", s.deficit, "Porosity less moisture at the start, by volume.",
          {.least = 0, .most = 1});
}

static void describe(Fields& f, InfiltrationSpec& i) {
  f.is("infiltration", "Water that goes into the ground.");
  f.field("soils", i.soils, "The soils; the first one holds where no raster says otherwise.",
          {.required = true, .items = 1});
  f.field("raster", i.raster, "Raster of the soils' codes.", {.text = TextKind::Path});
  f.field("band", i.band, "Of the raster.", {.least = 1, .most = 65535});
}

static void describe(Fields& f, DepositBreach& b) {
  f.is("deposit_breach", "How a deposit that dams water breaches.");
  f.field("overtopping_m", b.overtopping_m,
          "Depth of water that sets it off, anywhere on the deposit, m (assumption).",
          {.above = 0, .most = 100});
  f.field("lowering_s", b.lowering_s,
          "Time in which the whole deposit is worn down to the ground before it, evenly, s; no law "
          "of erosion is assumed.",
          {.least = 0, .most = 1e7, .required = true});
}

static void describe(Fields& f, RunoutSpec& r) {
  f.is("runout", "How slides run out.");
  f.choice("movement", r.movement, kMovements, "Bounds the speed: 15, 50 or 72 m/s.");
  f.choice("friction", r.friction, kFrictions, "What slows a slide down.");
  f.field("reach_deg", r.reach_deg, "Angle of reach of the energy line, degrees.",
          {.above = 0, .most = 89});
  f.field("routing_exponent", r.routing_exponent, "The greater, the narrower a slide.",
          {.above = 0, .most = 1000});
  f.field("flux_threshold", r.flux_threshold, "Least share of one source cell that flows on.",
          {.least = 0, .most = 0.5});
  f.field("sliding_friction", r.sliding_friction, "mu of pcm.", {.least = 0, .most = 10});
  f.field("mass_to_drag_m", r.mass_to_drag_m, "M/D of pcm, m.", {.above = 0, .most = 1e6});
}

static void describe(Fields& f, SlideTrigger& t) {
  f.is("slide_trigger", "Depth of rain E = factor * D^exponent from which on a site may slide.");
  f.field("factor", t.factor, "E in mm at D = 1 h.", {.above = 0, .most = 1e5, .required = true});
  f.field("exponent", t.exponent, "Of the duration D in h.",
          {.least = 0, .most = 5, .required = true});
  f.field("shortest_h", t.shortest_h, "Shortest duration it is stated for, h.",
          {.least = 0, .most = 1e6});
  f.field("longest_h", t.longest_h, "Longest duration it is stated for, h.",
          {.above = 0, .most = 1e6});
  f.field("probability", t.probability, "That the site slides where it is reached.",
          {.least = 0, .most = 1});
}

static void describe(Fields& f, SlideSite& s) {
  f.is("slide_site", "A place that is known to slide.");
  f.field("id", s.id, "Unique among sites; its draw belongs to it.",
          {.required = true, .text = TextKind::Id});
  f.field("x_y", s.x_y, "Where it starts, in the case's CRS, m.");
  f.field("lon_lat", s.lon_lat, "Where it starts, longitude and latitude, degrees.");
  f.exactly_one({"x_y", "lon_lat"});
  f.field("volume_m3", s.volume_m3, "What slides, m3.",
          {.above = 0, .most = 1e12, .required = true});
  f.field("triggers", s.triggers, "Rain that may set it off.", {.required = true, .items = 1});
  f.field("danger", s.danger, "What it covers; left out: by angle of reach.");
}

static void describe(Fields& f, StageZoneSpec& z) {
  f.is("stage_zone", "A place that floods from a stage or a sum of rain on.");
  f.field("id", z.id, "Name to show.", {.required = true, .text = TextKind::Id});
  f.field("area", z.area, "Its cells.", {.required = true});
  f.field("depth_m", z.depth_m, "Depth on all of them, m.", {.above = 0, .most = 1000});
  f.field("level_m", z.level_m, "Or the water's level, m: on the cells that lie lower.",
          {.least = -8000, .most = 9000});
  f.exactly_one({"depth_m", "level_m"});
  f.field("floods_at", z.floods_at, "Stage, m, or rain within the window, mm, from which on.",
          {.least = -1e4, .most = 1e5, .required = true});
  f.field("drains_below", z.drains_below, "Drains below that; left out: below floods_at.",
          {.least = -1e4, .most = 1e5});
}

static void describe(Fields& f, Hazard& h) {
  f.is("hazard", "One hazard.");
  f.choice("kind", h.kind, kHazardKinds, "What it is.", {.required = true});
  f.field("id", h.id, "Name to show.");
  f.field("period_s", h.period_s, "Time between the barriers at which roads and people feel it, s.",
          {.least = 0.001, .most = 1e6});
  f.field("arrival_depth_m", h.arrival_depth_m,
          "Water counts as arrived from this depth, m (assumption).", {.above = 0, .most = 10});
  f.when("kind", "flood", h.kind == HazardKind::Flood);
  f.choice("solver", h.solver, kSolvers,
           "local_inertial: rivers and rain, where Manning's n is 0.03 or more; finite_volume: dam "
           "breaks, steep or smooth ground, at some times the cost; auto: by the water at the "
           "start and the "
           "slopes, and the run says which.");
  f.field("boundaries", h.boundaries, "Where water comes in or leaves.");
  f.field("rain_mm_h", h.rain.series, "Rain on the whole grid, mm/h, held until the next time.");
  f.field("rain_maps", h.rain_maps, "Rain in maps, which falls besides rain_mm_h.");
  f.field("infiltration", h.infiltration, "Water that goes into the ground; left out: none does.");
  f.field("deep_m", h.deep_m,
          "The layer flood_duration counts the time with water at least this deep, m (assumption).",
          {.above = 0, .most = 100});
  f.field("initial_depth_m", h.initial_depth_m, "Water at the start, m.",
          {.least = 0, .most = 1000});
  f.field("initial_depth_raster", h.initial_depth_raster, "Raster of water at the start, m.",
          {.text = TextKind::Path});
  f.field("breaches", h.breaches, "Openings that grow in walls of the works.");
  f.field("work_actions", h.work_actions,
          "What the event does to works: a pump fails, a gate jams.");
  f.field("theta", h.theta, "Weight of a face's own flow against its neighbours' (to confirm).",
          {.least = 0.5, .most = 1});
  f.field("courant", h.courant,
          "Courant number of the time step; left out: 0.7 (Bates et al. 2010; "
          "never more than sqrt(theta / 2), where ripples would grow), 0.5 for "
          "finite_volume, which takes no more.",
          {.least = 0.01, .most = 1});
  f.field("min_depth_m", h.min_depth_m, "No flow over a face with less water, m.",
          {.least = 1e-6, .most = 1});
  f.field("deposit_breach", h.deposit_breach,
          "How deposits of slides that dam the water breach; left out: they hold.");
  f.when("kind", "landslide", h.kind == HazardKind::Landslide);
  f.field("rain_mm_h", h.rain.series, "Rain on the whole grid, mm/h, held until the next time.");
  f.field("depths", h.depths, "Depths of a column of soil that are looked at.",
          {.least = 1, .most = 1000});
  f.field("soil_samples", h.soil_samples,
          "Draws of the strength of soils with an uncertainty, from the case's seed: the layer "
          "landslide_probability is the share of them in which a cell's factor of safety fell "
          "below 1 so far (error of a share p: sqrt(p (1 - p) / samples)). What slides follows "
          "from the soils as stated. 0: none.",
          {.least = 0, .most = 100000});
  f.field("route_runoff", h.route_runoff,
          "Whether rain that the ground does not take in runs down to the next cells.");
  f.field("release_unstable_at_start", h.release_unstable_at_start,
          "Whether slopes that would not stand before any rain slide at once; else they count as "
          "stronger than stated.");
  f.field("runout", h.runout, "How slides run out.");
  f.choice("site_reach", h.site_reach, kReachRules,
           "Angle of reach of listed sites: as in runout, or by volume (Corominas 1996, to "
           "confirm).");
  f.field("sites", h.sites, "Places that are known to slide.");
  f.when("kind", "fire", h.kind == HazardKind::Fire);
  f.choice("wind_height", h.wind_height, kWindHeights,
           "Where the wind is measured, above the vegetation.");
  f.field("weather", h.weather, "Weather in time; the first entry also holds before it.",
          {.items = 1});
  f.field("weather_file", h.weather_file, "The same as a table.");
  f.exactly_one({"weather", "weather_file"});
  f.field("ignitions", h.ignitions, "Where fire begins.", {.required = true, .items = 1});
  f.field("crown_fire", h.crown_fire, "Whether fire climbs into crowns (Van Wagner, Rothermel).");
  f.field("spotting", h.spotting, "Brands that carry fire ahead; left out: none.");
  f.field("break_factor", h.break_factor,
          "By kind of break: its width over the flame length from which on it holds; left out: 1.",
          {.least = 0, .most = 1000, .names = kBreakKinds});
  f.field("retained_share", h.retained_share,
          "Share of dropped water that stays on dead fuel (assumption).", {.least = 0, .most = 1});
  f.field("burning_s", h.burning_s,
          "How long a cell burns for roads and people near it, s (assumption).",
          {.above = 0, .most = 1e7});
  f.when("kind", "stage_zones", h.kind == HazardKind::StageZones);
  f.field("gauge", h.table.gauge, "Id by which conditions name the stage.", {.text = TextKind::Id});
  f.field("stage_m", h.table.stage, "Stage that the table is read by, m.");
  f.field("rain_mm_h", h.rain.series,
          "Or rain that it is read by, mm/h, held until the next time.");
  f.field("rain_window_s", h.table.rain_window_s, "Length of time that rain is summed over, s.",
          {.least = 1, .most = 1e8});
  f.field("zones", h.table.zones,
          "Rows of the table; a place may have several, the deepest in force counts.",
          {.required = true, .items = 1});
  f.when("kind", "imported", h.kind == HazardKind::Imported);
  describe_imported(f, h);
  f.always();
}

static void describe(Fields& f, UncertainDriver& d) {
  f.is("uncertain_driver", "A number of the case that each member of an ensemble draws.");
  f.field("pointer", d.pointer, "JSON pointer into the case, parts inline.",
          {.required = true, .text = TextKind::Pointer});
  f.choice("distribution", d.distribution, kDistributions, "How it is distributed.",
           {.required = true});
  f.choice("as", d.drawn_as, kDrawnAs,
           "value: in place of what the case states; factor: times that; addend: added to it.");
  const bool triangular = d.distribution == Distribution::Triangular;
  const Rule any{.least = -1e12, .most = 1e12, .required = true};
  f.when("distribution", "uniform", d.distribution == Distribution::Uniform);
  f.field("low", d.low, "Least value.", any);
  f.field("high", d.high, "Greatest value.", any);
  f.when("distribution", "triangular", triangular);
  f.field("low", d.low, "Least value.", any);
  f.field("mode", d.mode, "Likeliest value.", any);
  f.field("high", d.high, "Greatest value.", any);
  f.when("distribution", "normal", d.distribution == Distribution::Normal);
  f.field("mean", d.mean, "Mean.", any);
  f.field("deviation", d.deviation, "Standard deviation.",
          {.least = 0, .most = 1e12, .required = true});
  f.when("distribution", "lognormal", d.distribution == Distribution::Lognormal);
  f.field("median", d.median, "Median.", {.above = 0, .most = 1e12, .required = true});
  f.field("log_deviation", d.log_deviation, "Standard deviation of the natural logarithm.",
          {.least = 0, .most = 100, .required = true});
  f.when("distribution", "choice", d.distribution == Distribution::Choice);
  f.field("values", d.values, "Values, each as likely.", {.required = true, .items = 1});
  f.always();
}

void describe(Fields& f, EventFile& e) {
  f.is("event", "The hazards.");
  f.field("hazards", e.hazards, "The hazards.");
  f.field("burnt_ground", e.burnt_ground,
          "What rain meets where fire has passed; left out: what it met before.");
  f.field("uncertainty", e.uncertainty,
          "What is not known for certain: drawn by the members of `muster hazard --members`; a run "
          "takes the case as it stands.");
}

}  // namespace muster::cases
