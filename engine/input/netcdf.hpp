// SPDX-License-Identifier: MIT
// Times of the variables of netCDF files, by the CF conventions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/import.hpp"

namespace muster::input {

/// "hours since 2024-04-30 06:00:00".
struct TimeUnits {
  double unit_s = 1;
  double zero_s = 0;  // since 1970 UTC
};

/// Seconds, minutes, hours or days since a time, UTC where it states no offset; nothing where the
/// text is no such unit. Months and years have no one length.
std::optional<TimeUnits> parse_time_units(std::string_view text);

/// When the maps of a variable of time, y and x are, s since 1970 UTC, strictly ascending; map i is
/// band i + 1 of the variable. Nothing, with the problem reported, where the file holds no such
/// variable or its times cannot be told.
std::optional<std::vector<double>> netcdf_times(const std::string& path,
                                                const std::string& variable, Import& import);

}  // namespace muster::input
