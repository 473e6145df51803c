// SPDX-License-Identifier: MIT
// Gaps in an elevation model, and roofs and trees on it.
#pragma once

#include <cstdint>
#include <vector>

namespace muster::input {

/// Fills NaN cells of a row-major grid from the nearest known cells in eight directions, weighted
/// by the inverse square of their distance; cells that see none are filled from filled ones in a
/// further round. Returns how many were filled. Needs one known cell at least. O(cells) a round,
/// two doubles a void cell.
std::int64_t fill_voids(std::vector<double>& value, int rows, int cols);

/// Grey opening: the minimum, then the maximum, over squares of 2 * reach + 1 cells. Takes off what
/// is narrower than the square (roofs, trees) and keeps slopes and plains. At the rim the square is
/// cut. van Herk 1992; Gil and Werman 1993: O(cells), whatever the reach.
void grey_opening(std::vector<double>& value, int rows, int cols, int reach);

}  // namespace muster::input
