// SPDX-License-Identifier: MIT
// Which parts of the grid hold or touch water: the rest is skipped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/state.hpp"

namespace muster::hazard::flood {

/// Columns [begin, end) of every row of a band.
struct Span {
  int begin = 0;
  int end = 0;
};

/// The grid cut into tiles of 16 rows by 32 columns; the last ones take the remainder. A row of
/// tiles is a band, the unit of parallel work; no band has fewer than two rows unless the grid has
/// one row.
///
/// A tile is active while one of its own cells is wet or a neighbour's along their common edge, and
/// for two steps after: by then both buffers of its discharges hold zeros, and computing it or not
/// gives the same bits. Cost: O(tiles) a step, and one look at the cells of the active tiles.
class Tiles {
 public:
  Tiles(int rows, int cols, bool skip_dry);

  int bands() const { return tile_rows_; }
  int row_begin(int band) const { return band * kRows; }
  int row_end(int band) const { return band + 1 == tile_rows_ ? rows_ : (band + 1) * kRows; }

  /// Keeps the tile of a cell active for good: its depth is set from outside.
  void pin(std::size_t cell);
  /// Chooses the active tiles of the next step: all of them, or by what `look` saw. Once a step,
  /// serial.
  void choose(bool all);
  /// Runs of active tiles of a band, ascending.
  std::span<const Span> spans(int band) const;
  std::size_t active_cells() const { return active_cells_; }

  /// Notes where the active tiles of a band are wet. Bands may be looked at in parallel.
  void look(int band, const double* depth_m);
  /// Looks at every tile, active or not (at the start).
  void look_everywhere(const double* depth_m);

  /// Notes that a cell got water from elsewhere than its neighbours.
  void note_wet(std::size_t cell);

  void state(StateArchive& archive);

 private:
  static constexpr int kRows = 16;
  static constexpr int kCols = 32;
  enum : std::uint8_t { kWet = 1, kNorth = 2, kEast = 4, kSouth = 8, kWest = 16 };
  static constexpr std::uint8_t kLinger = 2;

  int col_end(int tile) const { return tile + 1 == tile_cols_ ? cols_ : (tile + 1) * kCols; }
  std::size_t index(int tile_row, int tile_col) const {
    return static_cast<std::size_t>(tile_row) * static_cast<std::size_t>(tile_cols_) +
           static_cast<std::size_t>(tile_col);
  }
  bool needed(int tile_row, int tile_col) const;
  std::uint8_t wetness(int tile_row, int tile_col, const double* depth_m) const;
  void list_spans();

  int rows_;
  int cols_;
  int tile_rows_;
  int tile_cols_;
  bool skip_dry_;
  std::vector<std::uint8_t> wet_;     // where each tile is wet
  std::vector<std::uint8_t> linger_;  // steps for which a tile no longer needed stays active
  std::vector<std::uint8_t> active_;
  std::vector<std::uint8_t> pinned_;
  std::vector<Span> spans_;
  std::vector<std::size_t> first_span_;  // of each band, and one past the last
  std::size_t active_cells_ = 0;
};

}  // namespace muster::hazard::flood
