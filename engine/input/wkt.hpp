// SPDX-License-Identifier: MIT
// Lines in well-known text, as tables hold them.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace muster::input {

/// The points of "LINESTRING (x y, x y, ...)", any case and blanks, further ordinates passed over;
/// nothing for other text, fewer than two points or numbers that are not finite.
std::optional<std::vector<std::pair<double, double>>> line_of_wkt(std::string_view text);

}  // namespace muster::input
