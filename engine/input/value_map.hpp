// SPDX-License-Identifier: MIT
// Rasters of depth, speed and intensity on the model grid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

/// What rasters of one kind are called, what they cannot hold, and how they come onto the grid.
struct ValueRule {
  const char* noun;
  const char* nouns;
  const char* without;  // what a cell without a value is taken for
  double most;
  const char* too_much;
  const char* hint;
  Sampling sampling = Sampling::Amounts;
};
/// Deeper than any lake on land.
inline constexpr ValueRule kDepth{"depth",
                                  "depths",
                                  "dry",
                                  1000,
                                  "are more than 1,000 m deep",
                                  "name the code for \"no water\" in never_values"};
/// Faster than water falls from 500 m.
inline constexpr ValueRule kSpeed{"speed",
                                  "speeds",
                                  "still",
                                  100,
                                  "are faster than 100 m/s",
                                  "name the code for \"no water\" in never_values"};
/// Ten times what crown fires come to. There is no mean between what burnt and what did not.
inline constexpr ValueRule kIntensity{
    "intensity",
    "intensities",
    "flames of flame_m",
    1e6,
    "burn with more than 1,000,000 kW/m",
    "state unit_kw_m, or name the code for \"no value\" in never_values",
    Sampling::Codes};

/// What was wrong in rasters of one file.
struct ValueTally {
  std::int64_t negative = 0, without = 0, too_much = 0;
};

/// Times `unit`; NaN where there is no value or a negative one.
std::vector<float> value_map(const Resampled& raster, const ValueRule& rule, double unit,
                             ValueTally& tally);
/// False, with the problem reported, where something is impossible.
bool report(const ValueTally& tally, const ValueRule& rule, const std::string& path,
            Import& import);

/// One raster file; empty, with the problem reported, where it cannot be read.
std::vector<float> read_value_map(SourceRaster source, const ValueRule& rule,
                                  std::span<const double> never, const world::Grid& grid,
                                  const std::string& crs, Import& import, double unit = 1);

/// Rasters that belong together have the same cells.
class SameCells {
 public:
  /// False, with the problem reported, where its cells are not those of the first that was seen.
  bool see(const SourceRaster& raster, Import& import);

 private:
  std::optional<SourceRaster> first_;
};

}  // namespace muster::input
