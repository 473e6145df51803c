// SPDX-License-Identifier: MIT
// Rasters of water on the model grid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

/// What rasters of one kind are called, and what they cannot hold.
struct WaterRule {
  const char* noun;
  const char* nouns;
  const char* without;  // what a cell without a value is taken for
  double most;
  const char* too_much;
};
/// Deeper than any lake on land; faster than water falls from 500 m.
inline constexpr WaterRule kDepth{"depth", "depths", "dry", 1000, "are more than 1,000 m deep"};
inline constexpr WaterRule kSpeed{"speed", "speeds", "still", 100, "are faster than 100 m/s"};

/// What was wrong in rasters of one file.
struct WaterTally {
  std::int64_t negative = 0, without = 0, too_much = 0;
};

/// NaN where there is no value or a negative one.
std::vector<float> water_map(const Resampled& raster, const WaterRule& rule, WaterTally& tally);
/// False, with the problem reported, where something is impossible.
bool report(const WaterTally& tally, const WaterRule& rule, const std::string& path,
            Import& import);

/// One raster file; empty, with the problem reported, where it cannot be read.
std::vector<float> read_water_map(SourceRaster source, const WaterRule& rule,
                                  std::span<const double> never, const world::Grid& grid,
                                  const std::string& crs, Import& import);

/// Rasters that belong together have the same cells.
class SameCells {
 public:
  /// False, with the problem reported, where its cells are not those of the first that was seen.
  bool see(const SourceRaster& raster, Import& import);

 private:
  std::optional<SourceRaster> first_;
};

}  // namespace muster::input
