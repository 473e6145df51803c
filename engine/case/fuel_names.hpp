// SPDX-License-Identifier: MIT
// Standard fuel models by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace muster::cases {

/// Number of a standard fuel model (Anderson 1982; Scott and Burgan 2005) from its code ("GR2") or
/// from its number as text ("102"); nothing where there is none.
std::optional<std::uint16_t> fuel_number(std::string_view text);
bool is_fuel_number(std::int64_t number);

inline constexpr const char* kFuelHint =
    "standard ones are FM1 to FM13, GR1 to GR9, GS1 to GS4, SH1 to SH9, TU1 to TU5, TL1 to TL9, "
    "SB1 to SB4, and NB1 to NB5, NB8, NB9, which do not burn, or their numbers (GR2 is 102)";

}  // namespace muster::cases
