// SPDX-License-Identifier: MIT
// What drives fires: weather, ignitions, breaks and water.
#include "engine/input/amount.hpp"
#include "engine/input/forcing.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/place.hpp"

namespace muster::input {

namespace {

constexpr double kMostWind_m_s = 100;

class FireReader {
 public:
  FireReader(const world::World& world, Import& import) : world_{world}, import_{import} {}

  world::FireWeatherCells weather(const cases::FireWeather& spec, const std::string& where) {
    world::FireWeatherCells cells;
    layer(spec.wind_m_s, {0, kMostWind_m_s, Sampling::Amounts}, where + "/wind_m_s",
          cells.wind_m_s);
    // A mean of directions is none: each cell takes the nearest.
    layer(spec.wind_from_deg, {-360, 720, Sampling::Codes}, where + "/wind_from_deg",
          cells.wind_from_deg);
    const AmountRule moisture{0, 1, Sampling::Amounts};
    layer(spec.dead_1h, moisture, where + "/dead_1h", cells.dead_1h);
    layer(spec.dead_10h, moisture, where + "/dead_10h", cells.dead_10h);
    layer(spec.dead_100h, moisture, where + "/dead_100h", cells.dead_100h);
    return cells;
  }

  std::vector<double> ignition(const cases::IgnitionSpec& spec, const std::string& where) {
    std::vector<double> xy;
    if (spec.point) {
      if (const auto at = place_xy(*spec.point, world_.crs, where + "/point", import_))
        xy = {(*at)[0], (*at)[1]};
    } else if (spec.line) {
      xy = line_xy(*spec.line, world_.crs, where + "/line", import_);
    } else if (spec.perimeter) {
      xy = line_xy(*spec.perimeter, world_.crs, where + "/perimeter", import_);
      const std::size_t n = xy.size();
      if (n >= 8 && xy[0] == xy[n - 2] && xy[1] == xy[n - 1]) xy.resize(n - 2);
      if (n > 0 && xy.size() < 6)
        import_.diagnostics.error(where + "/perimeter", "a ring needs three corners");
    }
    if (inside(xy, where) && !spec.perimeter && !burns_at(xy))
      import_.diagnostics.error(where, "lies on ground that does not burn",
                                "move it to burnable fuel, or correct the fuel map");
    return xy;
  }

  std::vector<double> fire_break(const cases::FireBreak& spec, const std::string& where) {
    std::vector<double> xy = line_xy(spec.line, world_.crs, where + "/line", import_);
    inside(xy, where + "/line");
    return xy;
  }

  std::vector<std::uint32_t> drop(const cases::WaterDrop& spec, const std::string& where) {
    return area_cells(spec.area, world_.terrain, world_.crs, where + "/area", import_);
  }

 private:
  void layer(const cases::Amount& amount, const AmountRule& rule, const std::string& where,
             std::vector<float>& into) {
    if (auto values = read_amount(amount, rule, world_.terrain.grid, world_.crs, where, import_))
      into = std::move(*values);
  }

  bool inside(const std::vector<double>& xy, const std::string& where) {
    const world::Grid& grid = world_.terrain.grid;
    for (std::size_t k = 0; k + 1 < xy.size(); k += 2) {
      if (grid.contains(grid.row_of(xy[k + 1]), grid.col_of(xy[k]))) continue;
      import_.diagnostics.error(where, "lies outside the grid (" + to_string(box_of(grid)) + ')',
                                "is it in the case's crs?");
      return false;
    }
    return !xy.empty();
  }

  /// Whether one of the points lies on ground that burns in some weather.
  bool burns_at(const std::vector<double>& xy) const {
    const world::Grid& grid = world_.terrain.grid;
    const world::FuelLayers& fuel = world_.terrain.fuel;
    if (fuel.model.empty()) return true;  // reported elsewhere
    for (std::size_t k = 0; k + 1 < xy.size(); k += 2) {
      const std::size_t cell = grid.index(grid.row_of(xy[k + 1]), grid.col_of(xy[k]));
      const bool bare = fuel.model[cell] > 90 && fuel.model[cell] < 100;
      const bool built = !fuel.building_side_m.empty() && fuel.building_side_m[cell] > 0;
      if (!bare || built) return true;
    }
    return false;
  }

  const world::World& world_;
  Import& import_;
};

}  // namespace

void read_fire(const cases::Hazard& hazard, const std::string& hazard_at,
               const cases::CaseFile& file, const world::World& world, world::FireForcing& into,
               Import& import) {
  if (!file.world.terrain.fuel)
    import.diagnostics.error(hazard_at, "there is nothing that could burn",
                             "state world.terrain.fuel");
  FireReader reader{world, import};
  const auto item = [](const std::string& list, std::size_t index) {
    return list + '/' + std::to_string(index);
  };
  for (std::size_t i = 0; i < hazard.weather.size(); ++i)
    into.weather.push_back(reader.weather(hazard.weather[i], item(hazard_at + "/weather", i)));
  if (hazard.weather_file)
    into.weather_rows =
        read_fire_weather(*hazard.weather_file, file, hazard_at + "/weather_file", import);
  for (std::size_t i = 0; i < hazard.ignitions.size(); ++i)
    into.ignition_xy_m.push_back(
        reader.ignition(hazard.ignitions[i], item(hazard_at + "/ignitions", i)));
  for (std::size_t i = 0; i < file.world.fire_breaks.size(); ++i)
    into.break_xy_m.push_back(
        reader.fire_break(file.world.fire_breaks[i], item("#/world/fire_breaks", i)));
  for (std::size_t i = 0; i < file.plan.fire_breaks.size(); ++i)
    into.break_xy_m.push_back(
        reader.fire_break(file.plan.fire_breaks[i], item("#/plan/works/fire_breaks", i)));
  for (std::size_t i = 0; i < file.plan.water_drops.size(); ++i)
    into.drop_cells.push_back(
        reader.drop(file.plan.water_drops[i], item("#/plan/works/water_drops", i)));
}

}  // namespace muster::input
