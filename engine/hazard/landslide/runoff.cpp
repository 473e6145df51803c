// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/runoff.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace muster::hazard::landslide {

namespace {

/// Order of cells from the givers down (Kahn 1962), ascending among those that come at once; short
/// of cells where some drain in a ring.
std::vector<std::uint32_t> downward(const Drainage& drainage, std::size_t cells) {
  std::vector<std::uint32_t> givers(cells, 0);
  for (const std::uint32_t cell : drainage.receiver) ++givers[cell];
  std::vector<std::uint32_t> order;
  order.reserve(cells);
  for (std::uint32_t cell = 0; cell < cells; ++cell)
    if (givers[cell] == 0) order.push_back(cell);
  for (std::size_t next = 0; next < order.size(); ++next) {
    const std::uint32_t cell = order[next];
    for (std::uint32_t i = drainage.first[cell]; i < drainage.first[cell + 1]; ++i)
      if (--givers[drainage.receiver[i]] == 0) order.push_back(drainage.receiver[i]);
  }
  return order;
}

std::int64_t quanta(double flow_m_s) {
  return static_cast<std::int64_t>(std::floor(flow_m_s / kFlowQuantum));
}

}  // namespace

Drainage steepest_descent(const world::Raster<double>& elevation_m) {
  const world::Grid& grid = elevation_m.grid;
  Drainage drainage;
  drainage.first.reserve(grid.size() + 1);
  drainage.first.push_back(0);
  for (int row = 0; row < grid.rows; ++row) {
    for (int col = 0; col < grid.cols; ++col) {
      const std::size_t begin = drainage.receiver.size();
      double steepest = 0.0;
      for (int down = -1; down <= 1; ++down) {
        for (int right = -1; right <= 1; ++right) {
          if (!grid.contains(row + down, col + right)) continue;
          const double run = down != 0 && right != 0 ? M_SQRT2 : 1.0;
          const double fall =
              (elevation_m.at(row, col) - elevation_m.at(row + down, col + right)) / run;
          if (!(fall > 0.0) || fall < steepest) continue;
          if (fall > steepest) drainage.receiver.resize(begin);
          steepest = fall;
          drainage.receiver.push_back(
              static_cast<std::uint32_t>(grid.index(row + down, col + right)));
        }
      }
      const auto count = drainage.receiver.size() - begin;
      drainage.share.resize(drainage.receiver.size(), 0.0f);
      for (std::size_t i = begin; i < drainage.receiver.size(); ++i)
        drainage.share[i] = 1.0f / static_cast<float>(count);
      drainage.first.push_back(static_cast<std::uint32_t>(drainage.receiver.size()));
    }
  }
  drainage.order = downward(drainage, grid.size());
  return drainage;
}

Drainage drainage_from_lists(const world::Grid& grid, std::span<const std::uint32_t> giver,
                             std::span<const std::uint32_t> receiver, std::span<const double> share,
                             Diagnostics& diagnostics) {
  const char* const where = "downslope cells";
  if (giver.empty() || giver.size() != receiver.size() || giver.size() != share.size()) {
    diagnostics.error(where,
                      "the lists of givers, receivers and shares must have one length above 0 "
                      "(have " +
                          std::to_string(giver.size()) + ", " + std::to_string(receiver.size()) +
                          ", " + std::to_string(share.size()) + ")",
                      "give the lists of TopoIndex, or let the terrain decide");
    return {};
  }
  std::vector<double> sum(grid.size(), 0.0);
  std::vector<std::uint32_t> count(grid.size() + 1, 0);
  for (std::size_t i = 0; i < giver.size(); ++i) {
    if (giver[i] >= grid.size() || receiver[i] >= grid.size()) {
      diagnostics.error(where, "row " + std::to_string(i) + " names a cell outside the grid",
                        "cells are counted from 0 by rows");
      return {};
    }
    if (!(share[i] >= 0.0) || !std::isfinite(share[i])) {
      diagnostics.error(where, "the share in row " + std::to_string(i) + " is not at least 0");
      return {};
    }
    sum[giver[i]] += share[i];
    if (receiver[i] != giver[i]) ++count[giver[i] + 1];
  }
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    // A cell that no row names is an outlet.
    if (sum[cell] != 0.0 && !(std::fabs(sum[cell] - 1.0) <= 0.01)) {
      diagnostics.error(where, "the shares of cell " + std::to_string(cell) + " add up to " +
                                   std::to_string(sum[cell]) + ", not 1");
      return {};
    }
  }
  Drainage drainage;
  std::partial_sum(count.begin(), count.end(), count.begin());
  drainage.first = count;
  drainage.receiver.resize(drainage.first.back());
  drainage.share.resize(drainage.first.back());
  for (std::size_t i = 0; i < giver.size(); ++i) {
    if (receiver[i] == giver[i]) continue;
    const std::uint32_t at = count[giver[i]]++;
    drainage.receiver[at] = receiver[i];
    drainage.share[at] = static_cast<float>(share[i] / sum[giver[i]]);
  }
  drainage.order = downward(drainage, grid.size());
  if (drainage.order.size() < grid.size()) {
    diagnostics.error(where,
                      std::to_string(grid.size() - drainage.order.size()) +
                          " cells drain into one another in a ring or below one",
                      "break it: water must end in an outlet");
    return {};
  }
  return drainage;
}

void route(const Drainage& drainage, const Hillsides& hillsides, std::span<const float> rain_m_s,
           Runoff& runoff) {
  const std::size_t cells = hillsides.grid.size();
  MUSTER_VERIFY(rain_m_s.size() == 1 || rain_m_s.size() == cells);
  runoff.infiltration_m_s.resize(cells);
  runoff.runoff_m_s.resize(cells);
  runoff.rain = runoff.rising = runoff.infiltration = runoff.leaving = 0;
  std::vector<std::int64_t> capacity(hillsides.soils.size());
  for (std::size_t i = 0; i < capacity.size(); ++i)
    capacity[i] = quanta(std::min(hillsides.soils[i].conductivity_m_s, 1.0));
  std::vector<std::int64_t> arriving(cells, 0);
  for (std::size_t i = 0; i < cells; ++i) {
    const std::size_t cell = drainage.empty() ? i : drainage.order[i];
    const std::int64_t rain = quanta(rain_m_s[rain_m_s.size() == 1 ? 0 : cell]);
    const double background = value_at(hillsides.background_m_s, cell);
    const std::int64_t rising = background < 0.0 ? quanta(-background) : 0;
    const std::int64_t offered = rain + arriving[cell];
    const std::int64_t taken =
        rising > 0 ? 0 : std::min(offered, capacity[value_at(hillsides.soil, cell)]);
    const std::int64_t shed = offered + rising - taken;
    runoff.rain += rain;
    runoff.rising += rising;
    runoff.infiltration += taken;
    runoff.infiltration_m_s[cell] = static_cast<double>(taken) * kFlowQuantum;
    runoff.runoff_m_s[cell] = static_cast<double>(shed) * kFlowQuantum;
    if (drainage.empty() || drainage.first[cell] == drainage.first[cell + 1]) {
      runoff.leaving += shed;
      continue;
    }
    std::int64_t left = shed;
    const std::uint32_t last = drainage.first[cell + 1] - 1;
    for (std::uint32_t k = drainage.first[cell]; k < last; ++k) {
      const auto part = std::min(
          left,
          static_cast<std::int64_t>(std::floor(static_cast<double>(shed) * drainage.share[k])));
      arriving[drainage.receiver[k]] += part;
      left -= part;
    }
    arriving[drainage.receiver[last]] += left;
  }
}

}  // namespace muster::hazard::landslide
