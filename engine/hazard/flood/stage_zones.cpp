// SPDX-License-Identifier: MIT
// The cheapest flood: a table of stage, or of rain, to the places that it floods.
#include "engine/hazard/flood/stage_zones.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

const StageZonesInputs& checked(const StageZonesInputs& inputs) {
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  return inputs;
}

void check_zone(const StageZone& zone, const world::Grid& grid, Diagnostics& diagnostics) {
  const std::string where = "flooded place " + zone.id;
  if (zone.cells.empty())
    diagnostics.error(where, "covers no cells", "widen its area or refine the grid");
  if (std::any_of(zone.cells.begin(), zone.cells.end(),
                  [&](std::uint32_t cell) { return cell >= grid.size(); }))
    diagnostics.error(where, "has a cell outside the grid");
  if (zone.depth_m.size() != 1 && zone.depth_m.size() != zone.cells.size())
    diagnostics.error(where, "needs one depth, or one for each cell");
  if (!std::all_of(zone.depth_m.begin(), zone.depth_m.end(),
                   [](double d) { return d >= 0.0 && d <= 2000.0; }))
    diagnostics.error(where, "depths must lie within 0 and 2000 m");
  if (!std::isfinite(zone.floods_at)) diagnostics.error(where, "has no stage or rain to flood at");
  if (zone.drains_below > zone.floods_at)
    diagnostics.error(where, "must drain at no more than it floods at");
}

}  // namespace

void check(const StageZonesInputs& inputs, Diagnostics& diagnostics) {
  if (inputs.zones.empty()) diagnostics.error("flooded places", "there are none");
  for (const StageZone& zone : inputs.zones) check_zone(zone, inputs.grid, diagnostics);
  const bool by_rain = inputs.rain_window > 0;
  check_series(inputs.driver, by_rain ? 0.0 : -1e4, by_rain ? 1e5 : 1e4,
               by_rain ? "rain of the flooded places" : "stage of the flooded places", diagnostics);
  if (inputs.rain_window < 0) diagnostics.error("flooded places", "the window of rain is below 0");
  if (!(inputs.arrival_depth_m > 0.0))
    diagnostics.error("flooded places", "the arrival depth must be above 0");
}

StageZones::StageZones(StageZonesInputs inputs)
    : inputs_{(checked(inputs), std::move(inputs))},
      depth_(inputs_.grid.size(), 0.0),
      greatest_depth_(inputs_.grid.size(), 0.0f),
      arrival_(inputs_.grid.size(), std::numeric_limits<float>::infinity()),
      flooded_(inputs_.zones.size(), 0) {}

double StageZones::driver_at(SimTime time) const {
  if (inputs_.rain_window == 0) return linear_at(inputs_.driver, to_seconds(time));
  return step_integral(inputs_.driver, to_seconds(time - inputs_.rain_window), to_seconds(time)) /
         3600.0;
}

/// Depths from the zones that are flooded.
void StageZones::fill() {
  for (const StageZone& zone : inputs_.zones)
    for (const std::uint32_t cell : zone.cells) depth_[cell] = 0.0;
  for (std::size_t z = 0; z < inputs_.zones.size(); ++z) {
    if (flooded_[z] == 0) continue;
    const StageZone& zone = inputs_.zones[z];
    for (std::size_t i = 0; i < zone.cells.size(); ++i) {
      double& depth = depth_[zone.cells[i]];
      depth = std::max(depth, zone.depth_m[zone.depth_m.size() == 1 ? 0 : i]);
    }
  }
}

void StageZones::advance(SimTime to) {
  const double driver = driver_at(to);
  for (std::size_t z = 0; z < inputs_.zones.size(); ++z) {
    const StageZone& zone = inputs_.zones[z];
    const double drains = std::isnan(zone.drains_below) ? zone.floods_at : zone.drains_below;
    flooded_[z] = driver >= (flooded_[z] != 0 ? drains : zone.floods_at) ? 1 : 0;
  }
  fill();
  const auto now = static_cast<float>(to_seconds(to));
  for (const StageZone& zone : inputs_.zones) {
    for (const std::uint32_t cell : zone.cells) {
      greatest_depth_[cell] = std::max(greatest_depth_[cell], static_cast<float>(depth_[cell]));
      if (depth_[cell] >= inputs_.arrival_depth_m) arrival_[cell] = std::min(arrival_[cell], now);
    }
  }
}

std::uint64_t StageZones::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < depth_.size(); ++i)
    if (depth_[i] > 0.0) sum += mix(i, std::bit_cast<std::uint64_t>(depth_[i]));
  return sum;
}

void StageZones::state(StateArchive& archive) {
  archive.enter("stage_zones");
  archive("greatest_depth", greatest_depth_);
  archive("arrival", arrival_);
  archive("flooded", flooded_);
  archive.leave();
  if (archive.loading()) fill();
}

}  // namespace muster::hazard::flood
