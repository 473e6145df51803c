// SPDX-License-Identifier: MIT
// Points in time as text: ISO 8601 with offset.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace muster::cases {

/// Seconds since 1970-01-01T00:00:00Z of "2024-04-30T00:00:00-03:00" (seconds may be left out, "Z"
/// is allowed); nothing where the text is no such time or the day does not exist.
std::optional<std::int64_t> parse_time(std::string_view text);

/// Seconds east of Greenwich of "Z", "+08:00", "-03:00"; nothing where the text is none.
std::optional<std::int64_t> parse_utc_offset(std::string_view text);

}  // namespace muster::cases
