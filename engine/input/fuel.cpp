// SPDX-License-Identifier: MIT
#include "engine/input/fuel.hpp"

#include <cmath>
#include <cstdio>
#include <map>

#include "engine/case/fuel_names.hpp"
#include "engine/input/amount.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

namespace {

constexpr const char* kWhere = "#/world/terrain/fuel";
constexpr std::uint16_t kBareGround = 99;

using Crosswalk = std::map<std::int64_t, std::uint16_t>;

/// False, with the problems reported, where a row cannot be used.
bool read_crosswalk(const std::string& path, Crosswalk& crosswalk, Import& import) {
  const std::optional<Table> table =
      read_table(path, "", {{"code", "code"}, {"model", "model"}}, import);
  if (!table) return false;
  const int code_column = table->column("code"), model_column = table->column("model");
  if (code_column < 0 || model_column < 0) {
    import.diagnostics.error(path, "needs the columns code and model");
    return false;
  }
  RowProblems problems{import.diagnostics, path};
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto code = to_integer(table->cell(row, code_column));
    const std::string model{table->cell(row, model_column)};
    const auto number = cases::fuel_number(model);
    if (!code) {
      problems.error(table->line(row), "its code is no whole number");
    } else if (!number) {
      problems.error(table->line(row), "there is no fuel model " + in_quotes(model),
                     cases::kFuelHint);
    } else if (!crosswalk.try_emplace(*code, *number).second) {
      problems.error(table->line(row), "the code " + std::to_string(*code) + " is given twice");
    }
  }
  return problems.count() == 0;
}

bool read_models(const cases::FuelCover& spec, const std::string& crs, const world::Grid& grid,
                 std::vector<std::uint16_t>& models, Import& import) {
  if (spec.raster.empty()) return true;
  Crosswalk crosswalk;
  for (const cases::FuelCode& code : spec.codes)
    crosswalk.emplace(code.code, cases::fuel_number(code.model).value_or(kBareGround));
  if (!spec.crosswalk.empty() && !read_crosswalk(spec.crosswalk, crosswalk, import)) return false;
  const bool direct = spec.codes.empty() && spec.crosswalk.empty();
  const std::optional<Resampled> raster = raster_on_grid(spec.raster, Sampling::Codes, {}, grid,
                                                         crs, import, static_cast<int>(spec.band));
  if (!raster) return false;
  std::int64_t missing = 0;
  std::map<double, std::int64_t> unknown;
  for (std::size_t k = 0; k < models.size(); ++k) {
    if (raster->cover[k] != Cover::Known) {
      ++missing;
      continue;
    }
    const double code = raster->value[k];
    const auto whole = static_cast<std::int64_t>(std::fabs(code) < 1e9 ? code : -1.0);
    const bool is_whole = static_cast<double>(whole) == code;
    const auto found = is_whole ? crosswalk.find(whole) : crosswalk.end();
    if (found != crosswalk.end()) {
      models[k] = found->second;
    } else if (direct && is_whole && cases::is_fuel_number(whole)) {
      models[k] = static_cast<std::uint16_t>(whole);
    } else {
      ++unknown[code];
    }
  }
  for (const auto& [code, cells] : unknown) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld cells have the code %g, which is no fuel",
                  static_cast<long long>(cells), code);
    import.diagnostics.error(spec.raster, text,
                             direct ? std::string{"state a crosswalk from codes to fuel models, or "
                                                  "mend the raster: "} +
                                          cases::kFuelHint
                                    : "add it to the crosswalk");
  }
  import.find("cells without a fuel in " + spec.raster, missing,
              spec.model.empty() ? "nothing burns there" : "the even model holds there");
  return unknown.empty();
}

/// Reads one layer into `into`.
struct LayerReader {
  const world::Grid& grid;
  const std::string& crs;
  Import& import;
  bool good = true;

  void read(const cases::Amount& amount, double most, const std::string& where,
            std::vector<float>& into) {
    auto values = amount_on_grid(amount, {0, most, Sampling::Amounts}, grid, crs, where, import);
    if (values) {
      into = std::move(*values);
    } else {
      good = false;
    }
  }
};

}  // namespace

bool read_fuel(const cases::FuelCover& spec, const std::string& crs, world::Terrain& terrain,
               Import& import) {
  world::FuelLayers& fuel = terrain.fuel;
  fuel.model.assign(terrain.grid.size(), cases::fuel_number(spec.model).value_or(kBareGround));
  const bool models = read_models(spec, crs, terrain.grid, fuel.model, import);
  LayerReader layers{terrain.grid, crs, import};
  if (spec.canopy) {
    const std::string where = std::string{kWhere} + "/canopy";
    layers.read(spec.canopy->cover, 1, where + "/cover", fuel.canopy_cover);
    layers.read(spec.canopy->height_m, 150, where + "/height_m", fuel.canopy_height_m);
    layers.read(spec.canopy->base_height_m, 150, where + "/base_height_m",
                fuel.canopy_base_height_m);
    layers.read(spec.canopy->bulk_density_kg_m3, 10, where + "/bulk_density_kg_m3",
                fuel.canopy_bulk_density_kg_m3);
  }
  if (spec.buildings) {
    const std::string where = std::string{kWhere} + "/buildings";
    layers.read(spec.buildings->side_m, 1000, where + "/side_m", fuel.building_side_m);
    layers.read(spec.buildings->gap_m, 1000, where + "/gap_m", fuel.building_gap_m);
    layers.read(spec.buildings->fire_resistant_share, 1, where + "/fire_resistant_share",
                fuel.fire_resistant_share);
  }
  return models && layers.good;
}

}  // namespace muster::input
