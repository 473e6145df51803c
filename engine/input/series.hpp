// SPDX-License-Identifier: MIT
// Values in time, from the case file or from a table.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/case/event_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/forcing.hpp"

namespace muster::input {

/// Times become microseconds since `case_start`, ascending. Rows of a kind to be skipped are left
/// out; rows out of order are sorted, and of rows at the same time with different values the later
/// one in the file holds: both are warned of. Nothing, with the problems reported, where something
/// is wrong. An empty series is empty. `where` names the series in messages.
std::optional<world::TimeSeries> read_series(const cases::Series& series,
                                             const std::string& case_start,
                                             const std::string& where, Import& import);

/// Offset of a case start, "2024-04-30T00:00:00-03:00", in seconds; 0 for "Z".
double offset_of(const std::string& start);

/// Seconds since 1970 UTC of what tables hold as a time: "2024-05-01T21:53", "2024-05-01 21:53:00",
/// "2024/5/1 21:53", "2024-05-01", with or without an offset. Without one `offset_s` (east) holds;
/// without a time of day `date_only_hour`. Nothing where the text is no such time.
std::optional<double> table_time(std::string_view text, double offset_s, double date_only_hour);

}  // namespace muster::input
