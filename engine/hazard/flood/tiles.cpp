// SPDX-License-Identifier: MIT
// Which parts of the grid hold or touch water: the rest is skipped.
#include "engine/hazard/flood/tiles.hpp"

#include <algorithm>

namespace muster::hazard::flood {

Tiles::Tiles(int rows, int cols, bool skip_dry)
    : rows_{rows},
      cols_{cols},
      tile_rows_{std::max(1, rows / kRows)},
      tile_cols_{std::max(1, cols / kCols)},
      skip_dry_{skip_dry},
      wet_(index(tile_rows_, 0), std::uint8_t{0}),
      linger_(wet_.size(), std::uint8_t{0}),
      active_(wet_.size(), std::uint8_t{0}),
      pinned_(wet_.size(), std::uint8_t{0}) {
  list_spans();
}

void Tiles::pin(std::size_t cell) {
  const int row = static_cast<int>(cell / static_cast<std::size_t>(cols_));
  const int col = static_cast<int>(cell % static_cast<std::size_t>(cols_));
  pinned_[index(std::min(row / kRows, tile_rows_ - 1), std::min(col / kCols, tile_cols_ - 1))] = 1;
}

bool Tiles::needed(int tile_row, int tile_col) const {
  const std::size_t i = index(tile_row, tile_col);
  const auto columns = static_cast<std::size_t>(tile_cols_);
  return !skip_dry_ || wet_[i] != 0 || pinned_[i] != 0 ||
         (tile_row > 0 && (wet_[i - columns] & kSouth) != 0) ||
         (tile_row + 1 < tile_rows_ && (wet_[i + columns] & kNorth) != 0) ||
         (tile_col > 0 && (wet_[i - 1] & kEast) != 0) ||
         (tile_col + 1 < tile_cols_ && (wet_[i + 1] & kWest) != 0);
}

void Tiles::choose(bool all) {
  for (int r = 0; r < tile_rows_; ++r) {
    for (int c = 0; c < tile_cols_; ++c) {
      const std::size_t i = index(r, c);
      if (all || needed(r, c)) {
        active_[i] = 1;
        linger_[i] = kLinger;
      } else {
        active_[i] = linger_[i] > 0 ? 1 : 0;
        if (linger_[i] > 0) --linger_[i];
      }
    }
  }
  list_spans();
}

void Tiles::list_spans() {
  spans_.clear();
  first_span_.assign(1, 0);
  active_cells_ = 0;
  for (int r = 0; r < tile_rows_; ++r) {
    int cells_across = 0;
    for (int c = 0; c < tile_cols_; ++c) {
      if (active_[index(r, c)] == 0) continue;
      if (spans_.size() > first_span_.back() && spans_.back().end == c * kCols)
        spans_.back().end = col_end(c);
      else
        spans_.push_back({c * kCols, col_end(c)});
      cells_across += col_end(c) - c * kCols;
    }
    active_cells_ += static_cast<std::size_t>(cells_across) *
                     static_cast<std::size_t>(row_end(r) - row_begin(r));
    first_span_.push_back(spans_.size());
  }
}

std::span<const Span> Tiles::spans(int band) const {
  const auto b = static_cast<std::size_t>(band);
  return {spans_.data() + first_span_[b], spans_.data() + first_span_[b + 1]};
}

std::uint8_t Tiles::wetness(int tile_row, int tile_col, const double* depth_m) const {
  const int r0 = row_begin(tile_row);
  const int r1 = row_end(tile_row);
  const int c0 = tile_col * kCols;
  const int c1 = col_end(tile_col);
  const auto any = [&](int row_from, int row_to, int col_from, int col_to) {
    for (int r = row_from; r < row_to; ++r) {
      const double* row = depth_m + static_cast<std::size_t>(r) * static_cast<std::size_t>(cols_);
      for (int c = col_from; c < col_to; ++c)
        if (row[c] > 0.0) return true;
    }
    return false;
  };
  std::uint8_t seen = 0;
  if (any(r0, r0 + 1, c0, c1)) seen |= kNorth;
  if (any(r1 - 1, r1, c0, c1)) seen |= kSouth;
  if (any(r0, r1, c0, c0 + 1)) seen |= kWest;
  if (any(r0, r1, c1 - 1, c1)) seen |= kEast;
  if (seen != 0 || any(r0, r1, c0, c1)) seen |= kWet;
  return seen;
}

void Tiles::look(int band, const double* depth_m) {
  for (int c = 0; c < tile_cols_; ++c) {
    const std::size_t i = index(band, c);
    if (active_[i] != 0) wet_[i] = wetness(band, c, depth_m);
  }
}

void Tiles::look_everywhere(const double* depth_m) {
  for (int r = 0; r < tile_rows_; ++r)
    for (int c = 0; c < tile_cols_; ++c) wet_[index(r, c)] = wetness(r, c, depth_m);
}

void Tiles::note_wet(std::size_t cell) {
  const int row = static_cast<int>(cell / static_cast<std::size_t>(cols_));
  const int col = static_cast<int>(cell % static_cast<std::size_t>(cols_));
  const int band = std::min(row / kRows, tile_rows_ - 1);
  const int across = std::min(col / kCols, tile_cols_ - 1);
  std::uint8_t seen = kWet;
  if (row == row_begin(band)) seen |= kNorth;
  if (row + 1 == row_end(band)) seen |= kSouth;
  if (col == across * kCols) seen |= kWest;
  if (col + 1 == col_end(across)) seen |= kEast;
  wet_[index(band, across)] |= seen;
}

void Tiles::state(StateArchive& archive) {
  archive("tile_linger", linger_);
  archive("tile_active", active_);
  if (archive.loading()) list_spans();
}

}  // namespace muster::hazard::flood
