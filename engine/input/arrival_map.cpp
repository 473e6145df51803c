// SPDX-License-Identifier: MIT
#include "engine/input/arrival_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

namespace muster::input {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Values that models and GIS write for "never" or "no data".
constexpr double kUsualCodes[] = {9999, 99999, 999999, 9999999, 32767, 65535};

/// A code that nobody named is the greatest value, and common.
void warn_of_code(const Resampled& raster, const std::string& path, Import& import) {
  double greatest = -kNever;
  std::int64_t known = 0, greatest_cells = 0;
  for (std::size_t c = 0; c < raster.value.size(); ++c) {
    if (raster.cover[c] != Cover::Known) continue;
    ++known;
    if (raster.value[c] > greatest) greatest_cells = 0;
    greatest = std::max(greatest, raster.value[c]);
    greatest_cells += raster.value[c] == greatest;
  }
  const bool code =
      std::find(std::begin(kUsualCodes), std::end(kUsualCodes), greatest) != std::end(kUsualCodes);
  if (!code || greatest_cells * 100 < known) return;
  char text[128];
  std::snprintf(text, sizeof text, "%lld cells hold %.10g, which is taken for a time",
                static_cast<long long>(greatest_cells), greatest);
  import.diagnostics.warning(path, text, "if it stands for never, name it in never_values");
}

}  // namespace

std::optional<std::vector<double>> read_arrivals(const cases::ArrivalMap& map,
                                                 const std::string& what,
                                                 const std::vector<double>& never,
                                                 const world::World& world, SameCells& cells,
                                                 Import& import) {
  constexpr double kEndless = 1e12;
  std::optional<SourceRaster> source =
      open_raster(map.raster, "", import, static_cast<int>(map.band));
  if (!source || !cells.see(*source, import)) return std::nullopt;
  // Between a cell that was reached and one that never was there is no mean.
  const std::optional<Resampled> raster = raster_on_grid(std::move(*source), Sampling::Codes, never,
                                                         world.terrain.grid, world.crs, import);
  if (!raster) return std::nullopt;
  warn_of_code(*raster, map.raster, import);
  std::vector<double> arrival_s(raster->value.size(), kNever);
  std::int64_t impossible = 0;
  for (std::size_t c = 0; c < arrival_s.size(); ++c) {
    const double value = raster->value[c];
    if (raster->cover[c] != Cover::Known) continue;
    if (value < 0 || value > kEndless) {
      ++impossible;
    } else {
      arrival_s[c] = map.offset_s + map.unit_s * value;
    }
  }
  import.find("cells with a negative or endless time in " + map.raster, impossible,
              what + " never comes there");
  return arrival_s;
}

void see_arrivals(const std::vector<double>& arrival_s, const std::string& what, double horizon_s,
                  const std::string& where, Import& import) {
  const auto by = [&](double time_s) {
    return std::count_if(arrival_s.begin(), arrival_s.end(), [&](double t) { return t <= time_s; });
  };
  const auto ever = by(std::numeric_limits<double>::max());
  if (ever == 0 && import.diagnostics.ok()) {
    import.diagnostics.warning(where, "its " + what + " comes to no cell of the grid",
                               "is it in the right place, and in the right unit?");
  } else if (ever > 0 && by(horizon_s) == 0) {
    import.diagnostics.warning(where, "its " + what + " comes after the case's end",
                               "compare its unit and its zero with start and horizon_s");
  }
  import.find("cells that an imported " + what + " comes to", static_cast<std::int64_t>(ever));
}

}  // namespace muster::input
