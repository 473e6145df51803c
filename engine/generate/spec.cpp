// SPDX-License-Identifier: MIT
// The spec's fields, and what has to hold between them.
#include "engine/generate/spec.hpp"

#include <cmath>
#include <filesystem>
#include <numbers>

#include "engine/generate/geographic.hpp"
#include "engine/input/json_reader.hpp"

namespace muster::generate {
namespace {

using cases::Fields;

constexpr const char* kKinds[] = {"district", "grid"};
constexpr const char* kRoadFormats[] = {"gmns", "osm"};
constexpr double kAreaPerLink = 2350;  // m2 of district for a link of its streets
constexpr double kLeastArea = 9e6;

}  // namespace

static void describe(Fields& f, RiverSpec& r) {
  f.is("river", "A river that crosses the district from west to east.");
  f.field("width_m", r.width_m, "Width at bank height, m.", {.least = 20, .most = 5000});
  f.field("depth_m", r.depth_m, "Bed below the bank, m.", {.least = 1, .most = 60});
  f.field("slope", r.slope, "Slope of bed and banks.", {.least = 1e-5, .most = 0.01});
  f.field("bank_m", r.bank_m, "Height of the bank where the river enters, m.",
          {.least = -100, .most = 5000});
  f.field("bend_amplitude_m", r.bend_amplitude_m, "Swing of the bend to either side, m.",
          {.least = 0, .most = 1e5});
  f.field("bend_length_m", r.bend_length_m, "Length of a whole bend, there and back, m.",
          {.least = 500, .most = 1e6});
}

static void describe(Fields& f, LakeSpec& l) {
  f.is("lake", "A lake along the south side.");
  f.field("share", l.share, "Share of the district's height.", {.least = 0.05, .most = 0.6});
  f.field("depth_m", l.depth_m, "Depth below the shore, m.", {.least = 0.5, .most = 60});
  f.field("shore_m", l.shore_m, "Height of the shore, m.", {.least = -100, .most = 5000});
  f.field("bend_amplitude_m", l.bend_amplitude_m, "Swing of the shore to either side, m.",
          {.least = 0, .most = 1e5});
  f.field("bend_length_m", l.bend_length_m, "Length of a bay and a cape, m.",
          {.least = 500, .most = 1e6});
}

static void describe(Fields& f, HillSpec& h) {
  f.is("hills", "The hills behind the terraces.");
  f.field("height_m", h.height_m, "Above the highest terrace, m.", {.least = 0, .most = 2000});
  f.field("valley_share", h.valley_share, "Share of the way from bank to rim that terraces take.",
          {.least = 0.2, .most = 1});
}

static void describe(Fields& f, PeopleSpec& p) {
  f.is("people", "Who lives there.");
  f.field("count", p.count, "Persons.", {.least = 1, .most = 5e7});
  f.field("household_size_mean", p.household_size_mean, "Mean size of a household, persons.",
          {.least = 1, .most = 20});
  f.field("vehicles_per_household", p.vehicles_per_household, "Mean number of vehicles.",
          {.least = 0, .most = 10});
  f.field("village_share", p.village_share, "Share that lives in village groups.",
          {.least = 0, .most = 1});
  f.field("hexagon_m", p.hexagon_m,
          "Width of the hexagons that people are counted in, m; 0: by block.",
          {.least = 0, .most = 1e5});
}

static void describe(Fields& f, ShelterSpec& s) {
  f.is("shelters", "Shelters by tier.");
  f.field("tier1", s.tier1, "For medium and long stays.", {.least = 0, .most = 1e5});
  f.field("tier2", s.tier2, "For short stays.", {.least = 0, .most = 1e5});
  f.field("tier3", s.tier3, "Temporary.", {.least = 0, .most = 1e5});
  f.field("low_lying", s.low_lying, "Of the temporary ones, how many stand below the crest.",
          {.least = 0, .most = 1e5});
  f.field("places_share", s.places_share, "Places for so large a share of the people.",
          {.above = 0, .most = 10});
}

static void describe(Fields& f, FloodSpec& s) {
  f.is("flood", "Rise, crest and fall of the water.");
  f.field("base_below_bank_m", s.base_below_bank_m, "Level at the start, below the bank, m.",
          {.least = 0, .most = 60});
  f.field("crest_above_bank_m", s.crest_above_bank_m, "Level of the crest, above the bank, m.",
          {.least = 0, .most = 60});
  f.field("rise_from_s", s.rise_from_s, "The rise begins, s.", {.least = 0, .most = 1e8});
  f.field("crest_at_s", s.crest_at_s, "The crest is reached, s.", {.above = 0, .most = 1e8});
  f.field("crest_for_s", s.crest_for_s, "The crest stands, s.", {.least = 0, .most = 1e8});
  f.field("fall_by_m", s.fall_by_m, "Fall from the crest until the horizon, m.",
          {.least = 0, .most = 60});
  f.field("gauge_zero_m", s.gauge_zero_m, "Height of the gauge's zero in the terrain's datum, m.",
          {.least = -1e4, .most = 1e4});
}

static void describe(Fields& f, PlanSpec& p) {
  f.is("plans", "Stages at which the two plans order people out.");
  f.field("early_above_bank_m", p.early_above_bank_m, "Early plan, stage above the bank, m.",
          {.least = -60, .most = 60});
  f.field("late_above_bank_m", p.late_above_bank_m, "Late plan, stage above the bank, m.",
          {.least = -60, .most = 60});
}

static void describe_district(Fields& f, DistrictSpec& d) {
  f.field("crs", d.crs, "Projected CRS, metres.", {.text = cases::TextKind::Crs});
  f.field("origin_x_m", d.origin_x_m, "Easting of the south-west corner, m.",
          {.least = -1e7, .most = 1e8});
  f.field("origin_y_m", d.origin_y_m, "Northing of the south-west corner, m.",
          {.least = -1e7, .most = 1e8});
  f.field("width_m", d.width_m, "West to east, m; 0: from the number of links.",
          {.least = 0, .most = 1e6});
  f.field("height_m", d.height_m, "South to north, m; 0: three quarters of the width.",
          {.least = 0, .most = 1e6});
  f.field("cell_m", d.cell_m, "Cell of the terrain, m.", {.least = 1, .most = 1000});
  f.field("links", d.links, "Directed links, met within 10 %.", {.least = 500, .most = 1'000'000});
  f.choice("roads", d.roads, kRoadFormats, "Form that the roads are written in.");
  f.field("river", d.river, "A river that crosses the district from west to east.");
  f.field("lake", d.lake, "A lake along the south side.");
  f.at_most_one({"river", "lake"});
  f.field("terraces_m", d.terraces_m,
          "Heights of the terraces above the bank, from the water outward, m.",
          {.above = 0, .most = 1000, .items = 2});
  f.field("hills", d.hills, "The hills behind the terraces.");
  f.field("creeks", d.creeks, "Brooks that run from the hills to the water.",
          {.least = 0, .most = 500});
  f.field("bridges", d.bridges, "Bridges over the river.", {.least = 0, .most = 500});
  f.field("tunnels", d.tunnels, "Tunnels of main roads, at most.", {.least = 0, .most = 500});
  f.field("underpasses", d.underpasses, "Streets that pass below the embankment road, at most.",
          {.least = 0, .most = 5000});
  f.field("village_groups", d.village_groups, "Village groups.", {.least = 0, .most = 20'000});
  f.field("low_village_groups", d.low_village_groups, "Of them on the lowest terrace.",
          {.least = 0, .most = 20'000});
  f.field("one_way_share", d.one_way_share, "Share of residential streets.",
          {.least = 0, .most = 1});
  f.field("dead_end_share", d.dead_end_share, "Share of residential streets.",
          {.least = 0, .most = 0.5});
  f.field("people", d.people, "Who lives there.");
  f.field("shelters", d.shelters, "Shelters by tier.");
  f.field("flood", d.flood, "Rise, crest and fall of the water.");
  f.field("plans", d.plans, "Stages at which the two plans order people out.");
}

static void describe_grid(Fields& f, GridSpec& g) {
  f.field("width", g.width, "Streets from west to east.", {.least = 10, .most = 1000});
  f.field("height", g.height, "Streets from south to north.", {.least = 10, .most = 1000});
  f.field("spacing_m", g.spacing_m, "Between streets, m.", {.least = 10, .most = 10'000});
  f.field("vehicles", g.vehicles, "Vehicles that leave.", {.least = 1, .most = 1e8});
  f.field("depart_sigma_s", g.depart_sigma_s,
          "Departures are Rayleigh with this scale, s; 0: all at once.", {.least = 0, .most = 1e7});
}

void describe(Fields& f, Spec& s) {
  f.is("spec", "What to generate: a district by the water, or a grid of streets.");
  f.choice("kind", s.kind, kKinds, "What to generate.", {.required = true});
  f.field("name", s.name, "Name of the case.",
          {.required = true, .text = cases::TextKind::FileName});
  f.field("start", s.start, "Local time at which the case starts, ISO 8601 with offset.",
          {.text = cases::TextKind::Time});
  f.field("seed", s.seed, "Seed of every draw; the case's too.", {.least = 0});
  f.field("horizon_s", s.horizon_s, "Simulated time of the case, s.", {.above = 0, .most = 1e9});
  f.field("test_horizon_s", s.test_horizon_s, "Simulated time that tests cover, s.",
          {.above = 0, .most = 1e9});
  f.when("kind", "district", s.kind == Kind::District);
  describe_district(f, s.district);
  f.when("kind", "grid", s.kind == Kind::Grid);
  describe_grid(f, s.grid);
  f.always();
}

namespace {

void check_district(const std::string& path, const DistrictSpec& d, double horizon_s,
                    Diagnostics& diagnostics) {
  const auto error = [&](const char* where, const char* what, const char* hint) {
    diagnostics.error(path + ": " + where, what, hint);
  };
  for (std::size_t i = 1; i < d.terraces_m.size(); ++i) {
    if (d.terraces_m[i] <= d.terraces_m[i - 1])
      error("/terraces_m", "heights must rise", "list them from the water outward");
  }
  const double amplitude =
      (d.river ? d.river->bend_amplitude_m : d.lake->bend_amplitude_m).value_or(0.15 * d.height_m);
  const double wave =
      (d.river ? d.river->bend_length_m : d.lake->bend_length_m).value_or(d.width_m);
  const char* water = d.river ? "/river" : "/lake";
  const double middle = d.river ? 0.5 * d.height_m : d.lake->share * d.height_m;
  const double half = d.river ? d.river->width_m / 2 : 0;
  if (amplitude * 2 * std::numbers::pi / wave > 1.2)
    error(water, "bends too sharply", "lower bend_amplitude_m or raise bend_length_m");
  if (1.12 * amplitude + 2 * half > 0.62 * middle * (d.river ? 1 : 1.5)) {
    error(water, "leaves too little land beside it",
          "raise height_m, or lower the width and bend_amplitude_m");
  }
  if (d.width_m < 20 * d.cell_m || d.height_m < 20 * d.cell_m)
    error("/cell_m", "must fit 20 times into the district", "lower cell_m");
  if (d.width_m / d.cell_m * (d.height_m / d.cell_m) > 1e8)
    error("/cell_m", "makes more than 100 million cells", "raise cell_m");
  if (!TransverseMercator::of(epsg_code(d.crs)))
    error("/crs", "is no projection that districts are made in",
          "EPSG:4534 to 4554 (CGCS2000), or UTM on WGS 84");
  if (d.lake && d.bridges > 0) error("/bridges", "a lake has none", "set it to 0");
  if (d.flood.crest_at_s <= d.flood.rise_from_s)
    error("/flood/crest_at_s", "must come after rise_from_s", "");
  if (d.flood.crest_at_s + d.flood.crest_for_s >= horizon_s)
    error("/flood/crest_at_s", "the crest must pass before the horizon", "raise horizon_s");
  if (d.low_village_groups > d.village_groups)
    error("/low_village_groups", "more than village_groups", "");
  if (d.shelters.low_lying > d.shelters.tier3) error("/shelters/low_lying", "more than tier3", "");
  const double depth = d.river ? d.river->depth_m : d.lake->depth_m;
  if (d.flood.base_below_bank_m >= depth)
    error("/flood/base_below_bank_m", "leaves the bed dry", "keep it below the water's depth_m");
}

}  // namespace

Spec read_spec(const std::string& path, Diagnostics& diagnostics) {
  Spec spec;
  const std::filesystem::path absolute = std::filesystem::absolute(path);
  input::JsonSources sources;
  input::Json json;
  bool whole = false;
  const std::string wrong = sources.add_file(
      {.display = path, .text = {}, .folder = absolute.parent_path().string(), .named_folder = {}},
      absolute.string(), path, json, whole);
  if (!wrong.empty()) {
    diagnostics.error(path, wrong, "give the path of a spec, a JSON file");
    return spec;
  }
  if (whole) {
    input::PathNames names;
    input::JsonReader reader{json, sources, names};
    cases::visit(reader, spec);
  }
  sources.report(diagnostics);
  if (!diagnostics.ok()) return spec;

  if (spec.test_horizon_s > spec.horizon_s) spec.test_horizon_s = spec.horizon_s;
  DistrictSpec& d = spec.district;
  if (spec.kind == Kind::District) {
    if (d.width_m == 0 && d.height_m == 0) {
      d.width_m =
          std::sqrt(std::max(kLeastArea, kAreaPerLink * static_cast<double>(d.links)) / 0.75);
    } else if (d.width_m == 0) {
      d.width_m = d.height_m / 0.75;
    }
    if (d.height_m == 0) d.height_m = 0.75 * d.width_m;
    // Whole cells, so that the terrain ends where the district does.
    d.width_m = std::ceil(d.width_m / d.cell_m) * d.cell_m;
    d.height_m = std::ceil(d.height_m / d.cell_m) * d.cell_m;
    if (!d.river && !d.lake) {
      diagnostics.error(path, "needs a \"river\" or a \"lake\"",
                        "\"river\": {} takes every default");
      return spec;
    }
    check_district(path, d, spec.horizon_s, diagnostics);
  }
  return spec;
}

}  // namespace muster::generate
