// SPDX-License-Identifier: MIT
// From spec to files.
#include "engine/generate/generate.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "engine/generate/case_json.hpp"
#include "engine/generate/district_files.hpp"
#include "engine/generate/grid.hpp"

namespace muster::generate {
namespace {

void generate_district(const Spec& spec, const std::string& out_dir, Diagnostics& diagnostics) {
  const Valley valley{spec};
  const Land land = survey(valley, spec.district.cell_m);
  District district;
  district.layout = build_layout(spec, valley, land, diagnostics);
  if (!diagnostics.ok()) return;
  district.homes = settle(spec, valley, land, district.layout);
  district.sites = place_sites(spec, valley, land, district.layout, district.homes);
  const Water water = make_water(spec, valley, land);
  std::vector<Zone> zones = flood_zones(spec, valley, land);
  Zone low{"riverside-groups", "Village groups by the water", {}, {}};
  for (const Village& village : district.layout.villages) {
    if (village.low) low.groups.push_back(village.group);
  }
  // Hexagons hold no groups. Ahead of the quarters: a home belongs to the first zone that holds it.
  if (!low.groups.empty() && spec.district.people.hexagon_m == 0)
    zones.insert(zones.begin(), std::move(low));
  write_world_files(spec, valley, land, water, district, out_dir);
  write_case_files(spec, water, zones, out_dir);
}

/// What someone wrote or changed is not written over; what the same spec made before is.
void check_folder(const Spec& spec, const std::string& out_dir, Diagnostics& diagnostics) {
  const std::filesystem::path path = std::filesystem::path{out_dir} / "case.json";
  if (!std::filesystem::exists(path)) return;
  std::ostringstream there;
  there << std::ifstream{path, std::ios::binary}.rdbuf();
  if (there.str() == case_json(spec)) return;
  diagnostics.error(out_dir, "holds another case already", "name another folder, or remove it");
}

}  // namespace

void generate(const std::string& spec_path, const std::string& out_dir, Diagnostics& diagnostics) {
  const Spec spec = read_spec(spec_path, diagnostics);
  if (diagnostics.ok()) check_folder(spec, out_dir, diagnostics);
  if (!diagnostics.ok()) return;
  std::error_code error;
  std::filesystem::create_directories(out_dir, error);
  if (error) throw InputError{out_dir, "the folder cannot be made: " + error.message()};
  if (spec.kind == Kind::Grid) {
    generate_grid(spec, out_dir);
  } else {
    generate_district(spec, out_dir, diagnostics);
  }
}

}  // namespace muster::generate
