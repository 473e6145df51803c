// SPDX-License-Identifier: MIT
// Water of another model, or that was seen, as maps in time on the model grid.
#include "engine/hazard/imported/imported.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"

namespace muster::hazard::imported {
namespace {

using Maps = std::vector<std::vector<float>>;

void check_sizes(const std::string& where, const Maps& maps, const world::Grid& grid,
                 Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (maps[i].size() == grid.size()) continue;
    diagnostics.error(where + "/" + std::to_string(i),
                      "has " + std::to_string(maps[i].size()) + " values",
                      "the grid has " + std::to_string(grid.size()) + " cells");
  }
}

Inputs checked(Inputs inputs) {
  Diagnostics diagnostics;
  const world::RasterSeries& maps = inputs.depth_m;
  const std::string where = "imported depth";
  const Arrivals& arrivals = inputs.arrivals;
  if (arrivals.at_s.size() != arrivals.depth_m.size() ||
      (!arrivals.at_s.empty() && arrivals.at_s.size() != inputs.grid.size()))
    diagnostics.error("imported arrivals", "need a time and a depth for each cell");
  if (arrivals.at_s.empty() == maps.time.empty() || maps.time.size() != maps.value.size())
    diagnostics.error(where,
                      "needs at least one map and a time for each, or arrivals in their place");
  if (!inputs.speed_m_s.empty() && inputs.speed_m_s.size() != maps.value.size())
    diagnostics.error("imported speed", "needs a map for each of the depths");
  for (std::size_t i = 1; i < maps.time.size(); ++i) {
    if (maps.time[i] <= maps.time[i - 1])
      diagnostics.error(where + "/" + std::to_string(i),
                        "time does not come after the one before it");
  }
  check_sizes(where, maps.value, inputs.grid, diagnostics);
  check_sizes("imported speed", inputs.speed_m_s, inputs.grid, diagnostics);
  diagnostics.throw_if_errors();
  return inputs;
}

/// Values that are none become 0; their number.
std::uint64_t clean(std::vector<float>& map) {
  std::uint64_t none = 0;
  for (float& value : map) {
    if (std::isfinite(value) && value >= 0.0f) continue;
    value = 0.0f;
    ++none;
  }
  return none;
}

std::uint64_t clean(Maps& maps) {
  std::uint64_t none = 0;
  for (std::vector<float>& map : maps) none += clean(map);
  return none;
}

}  // namespace

Imported::Imported(Inputs inputs)
    : inputs_{checked(std::move(inputs))},
      depth_(inputs_.grid.size(), 0.0),
      speed_(inputs_.speed_m_s.empty() ? 0 : inputs_.grid.size(), 0.0f),
      greatest_depth_(inputs_.grid.size(), 0.0f),
      arrival_(inputs_.grid.size(), std::numeric_limits<float>::infinity()),
      taken_for_dry_{clean(inputs_.depth_m.value) + clean(inputs_.arrivals.depth_m)} {
  clean(inputs_.speed_m_s);
  show(inputs_.depth_m.time.empty() ? 0 : inputs_.depth_m.time.front());
}

void Imported::advance(SimTime to) {
  show(to);
  const auto now = static_cast<float>(to_seconds(to));
  const auto arrival_depth_m = static_cast<float>(inputs_.arrival_depth_m);
  parallel_for(
      depth_.size(),
      [&](std::size_t i) {
        const auto depth = static_cast<float>(depth_[i]);
        greatest_depth_[i] = std::max(greatest_depth_[i], depth);
        if (depth < arrival_depth_m) return;
        const bool stated = !inputs_.arrivals.at_s.empty();
        const float since = stated ? static_cast<float>(inputs_.arrivals.at_s[i]) : now;
        arrival_[i] = std::min({arrival_[i], since, now});
      },
      65536);
}

void Imported::show(SimTime to) {
  if (inputs_.arrivals.at_s.empty()) return interpolate(to);
  const Arrivals& arrivals = inputs_.arrivals;
  const double now_s = to_seconds(to);
  parallel_for(
      depth_.size(),
      [&](std::size_t i) {
        depth_[i] = arrivals.at_s[i] <= now_s ? static_cast<double>(arrivals.depth_m[i]) : 0.0;
      },
      65536);
}

void Imported::interpolate(SimTime to) {
  const std::vector<SimTime>& time = inputs_.depth_m.time;
  const auto after = std::upper_bound(time.begin(), time.end(), to);
  const auto next = static_cast<std::size_t>(after - time.begin());
  const std::size_t a = next == 0 ? 0 : next - 1;
  const bool held = inputs_.between == Between::Held;
  const bool dry = held && next == 0;
  const std::size_t b = held ? a : std::min(next, time.size() - 1);
  const double share = a == b ? 0.0 : to_seconds(to - time[a]) / to_seconds(time[b] - time[a]);
  const auto between = [&](const Maps& maps, std::size_t i) {
    const auto start = static_cast<double>(maps[a][i]);
    return start + share * (static_cast<double>(maps[b][i]) - start);
  };
  parallel_for(
      depth_.size(),
      [&](std::size_t i) {
        depth_[i] = dry ? 0.0 : between(inputs_.depth_m.value, i);
        if (speed_.empty()) return;
        speed_[i] = depth_[i] > 0 ? static_cast<float>(between(inputs_.speed_m_s, i)) : 0.0f;
      },
      65536);
}

std::uint64_t Imported::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < depth_.size(); ++i) {
    if (depth_[i] > 0.0) sum += mix(i, std::bit_cast<std::uint64_t>(depth_[i]));
    if (!speed_.empty() && speed_[i] > 0.0f)
      sum += mix(i + depth_.size(), std::bit_cast<std::uint32_t>(speed_[i]));
  }
  return sum;
}

void Imported::state(StateArchive& archive) {
  archive("greatest_depth", greatest_depth_);
  archive("arrival", arrival_);
}

}  // namespace muster::hazard::imported
