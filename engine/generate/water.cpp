// SPDX-License-Identifier: MIT
// Hydrographs, the river at the start, zones.
#include "engine/generate/water.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/base/elementary.hpp"
#include "engine/generate/frame.hpp"

namespace muster::generate {
namespace {

// Chow 1959 as in the HEC-RAS manual: large rivers 0.025-0.06, built-up ground 0.05-0.1, woods 0.1.
constexpr double kChannel = 0.033;
constexpr double kTown = 0.06;
constexpr double kWoods = 0.1;
// Share of uniform flow that a bending river carries at the same slope; on cells, whose banks are
// steps, the surface then runs parallel to the bed (found by runs on 20 m cells).
constexpr double kBends = 0.72;
constexpr double kEvery = 900;  // s between values of a hydrograph

/// Discharge of uniform flow through the eastmost column of cells when water stands `level_m` above
/// the bank (Manning, cell by cell: a compound channel).
double normal_flow(const Spec& spec, const Land& land, const world::Raster<float>& manning,
                   double level_m) {
  const world::Grid& grid = land.ground.grid;
  const int col = grid.cols - 1;
  double flow = 0;
  for (int row = 0; row < grid.rows; ++row) {
    const double depth = level_m - land.above_bank.at(row, col);
    if (depth <= 0 || land.hill.at(row, col) > 0.5F) continue;
    const double root = elementary::cbrt(depth);
    flow += grid.cell_m * depth * root * root / manning.at(row, col);
  }
  return kBends * flow * std::sqrt(spec.district.river->slope);
}

}  // namespace

double level_above_bank_m(const FloodSpec& flood, double horizon_s, double time_s) {
  const double base = -flood.base_below_bank_m;
  const double crest = flood.crest_above_bank_m;
  if (time_s <= flood.crest_at_s) {
    return base + (crest - base) * smoothstep((time_s - flood.rise_from_s) /
                                              (flood.crest_at_s - flood.rise_from_s));
  }
  const double falls_from = flood.crest_at_s + flood.crest_for_s;
  return crest - flood.fall_by_m * smoothstep((time_s - falls_from) / (horizon_s - falls_from));
}

Water make_water(const Spec& spec, const Valley& valley, const Land& land) {
  const DistrictSpec& d = spec.district;
  const FloodSpec& flood = d.flood;
  const world::Grid& grid = land.ground.grid;
  Water water{{}, {}, {}, {}, {}, 0, 0, world::Raster<float>{grid}, world::Raster<float>{grid}};

  for (int row = 0; row < grid.rows; ++row) {
    for (int col = 0; col < grid.cols; ++col) {
      const float off = land.off_m.at(row, col);
      const float below =
          static_cast<float>(-flood.base_below_bank_m) - land.above_bank.at(row, col);
      const bool wet =
          off < 0 || (off < 300 && land.creek_m.at(row, col) < 40);  // and the mouths of creeks
      if (wet && below > 0) water.depth_m.at(row, col) = std::floor(below * 100 + 0.5F) / 100;
      water.manning.at(row, col) =
          static_cast<float>(off < 0 || land.creek_m.at(row, col) < 15 ? kChannel
                             : land.hill.at(row, col) > 0.5F           ? kWoods
                                                                       : kTown);
    }
  }

  const double width = valley.width_m();
  water.bank_at_gauge_m = valley.bank_m(width - 0.5 * grid.cell_m) - flood.gauge_zero_m;
  for (double time = 0; time < spec.horizon_s + kEvery; time += kEvery) {
    const double level = level_above_bank_m(flood, spec.horizon_s, time);
    water.stage_m.push_back({time, water.bank_at_gauge_m + level});
    if (d.river)
      water.discharge_m3_s.push_back({time, normal_flow(spec, land, water.manning, level)});
  }

  if (d.lake) {
    water.lake = {width / 2, 0.3 * valley.bank_y(width / 2, 1)};
    water.lake_fill_m = valley.bank_m(0) - 0.25;
    return water;
  }
  // One column of cells at each rim; all that the crest reaches at the gauge, the channel at the
  // inflow.
  const double edge = 0.9 * grid.cell_m;
  const auto column = [&](double x0, double x1, double south, double north) {
    return Line{{x0, south}, {x1, south}, {x1, north}, {x0, north}};
  };
  double north = valley.bank_y(width, 1);
  double south = valley.bank_y(width, -1);
  const auto floods = [&](double y) {
    return y > 0 && y < valley.height_m() &&
           land.at(land.above_bank, {width - 1, y}) < flood.crest_above_bank_m + 1;
  };
  while (floods(north + grid.cell_m)) north += grid.cell_m;
  while (floods(south - grid.cell_m)) south -= grid.cell_m;
  water.gauge = column(width - edge, width, south, north);
  water.inflow = column(0, edge, valley.bank_y(0, -1) + 0.5 * grid.cell_m,
                        valley.bank_y(0, 1) - 0.5 * grid.cell_m);
  return water;
}

std::vector<Zone> flood_zones(const Spec& spec, const Valley& valley, const Land& land) {
  const double crest = spec.district.flood.crest_above_bank_m;
  const double width = valley.width_m();
  constexpr int kPieces = 40;
  std::vector<Zone> zones;
  for (const int side : {1, -1}) {
    if (valley.is_lake() && side < 0) continue;
    const Frame frame{valley, side, spec.seed};
    for (const bool east : {false, true}) {
      Zone zone;
      zone.id = std::string(side > 0 ? "north" : "south") + (east ? "-east" : "-west");
      zone.name = std::string(side > 0 ? "North" : "South") + " bank, " + (east ? "east" : "west");
      std::vector<double> us, outward;
      for (int k = 0; k <= kPieces; ++k) {
        const double u = width / 2 * (k / static_cast<double>(kPieces) + (east ? 1 : 0));
        double v = 20;
        while (v < frame.depth_m() && land.at(land.above_bank, frame.place(u, v)) < crest + 0.5)
          v += 10;
        us.push_back(u);
        outward.push_back(std::min(v, frame.depth_m()));
        zone.ring.push_back(frame.place(u, 0));
      }
      // Creeks flood far up; the zone does not follow them.
      Line inner;
      for (int k = 0; k <= kPieces; ++k) {
        std::vector<double> around(outward.begin() + std::max(0, k - 2),
                                   outward.begin() + std::min(kPieces, k + 2) + 1);
        const auto middle = around.begin() + static_cast<std::ptrdiff_t>(around.size() / 2);
        std::nth_element(around.begin(), middle, around.end());
        const auto at = static_cast<std::size_t>(k);
        inner.push_back(frame.place(us[at], std::min(outward[at], *middle + 30)));
      }
      zone.ring.insert(zone.ring.end(), inner.rbegin(), inner.rend());
      zones.push_back(std::move(zone));
    }
  }
  return zones;
}

}  // namespace muster::generate
