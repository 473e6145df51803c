// SPDX-License-Identifier: MIT
// Fire that spreads over terrain from ignitions, in changing weather, against what is done to stop
// it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/fire/across.hpp"
#include "engine/hazard/fire/break_map.hpp"
#include "engine/hazard/fire/local_fire.hpp"
#include "engine/hazard/fire/pace.hpp"
#include "engine/hazard/fire/spread_inputs.hpp"
#include "engine/hazard/fire/stencil.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::fire {

/// Arrival times by anisotropic fast marching: cells burn in the order in which fire reaches them,
/// each hands its fire on along the directions of its stencil (stencil.hpp), across the edges
/// between burnt cells (across.hpp), at the mean pace of the cells on the way. Every cell keeps the
/// gradient of arrival as well as the time, which makes the ellipse come out as itself in every
/// direction of wind (errors below 1 % of its area up to a length/width of 8).
///
/// When conditions change, the front of that moment is the source of what follows: the points that
/// fire has come to on its ways to the next cells, neighbours joined. A front that stops at a break
/// or at ground too wet stays alive and goes on once a later change of conditions lets it (an
/// assumption; nothing smoulders out).
///
/// Serial; the bytes depend on no thread and not on how calls of `advance` part the time. Memory:
/// 115 B a cell besides the inputs, 16 B a cell in the queue. Cost: 1.6 us a burnt cell on even
/// ground, 2.5 us under trees on slopes.
class Spread {
 public:
  /// Throws InputError with every problem of the inputs.
  explicit Spread(Inputs inputs);
  Spread(const Spread&) = delete;
  Spread& operator=(const Spread&) = delete;

  /// Burns the cells that the front reaches up to `to`. Calls follow one another; ignitions of
  /// before the first one burn from their own times.
  void advance(SimTime from, SimTime to);

  const world::Grid& grid() const { return inputs_.elevation_m.grid; }
  /// When the front passed the cell's centre, seconds of simulated time; infinite: not yet.
  std::span<const double> arrival_s() const { return arrival_; }
  // Of the front as it passed, square to itself; 0 where unburnt and inside polygons that were set
  // alight.
  std::span<const float> rate_m_s() const { return rate_; }
  std::span<const float> intensity_kw_m() const { return intensity_; }
  std::span<const float> flame_length_m() const { return flame_; }
  std::span<const CrownState> crown() const { return crown_; }
  std::size_t burnt_cells() const { return burnt_cells_; }

  // Changes at a barrier, from `now`, the end of the last advance, on. Each throws InputError where
  // the edit cannot be.
  /// In place of all weather from `now` on; the first entry holds at once.
  void set_weather(std::vector<Weather> weather, SimTime now);
  void ignite(const Ignition& ignition, SimTime now);
  void add_break(const Break& line, SimTime now);
  void add_drop(const Drop& drop, SimTime now);

  const Inputs& inputs() const { return inputs_; }
  /// Hash of every burnt cell's arrival and intensity, to the bit. O(cells).
  std::uint64_t fingerprint() const;
  /// Saves or restores what changes in a run. The inputs must be the same and so must the changes
  /// of weather, ignitions, breaks and drops so far: repeat them before restoring.
  void state(StateArchive& archive);

 private:
  enum class CellState : std::uint8_t { Unburnt, Front, Burnt };
  /// Whether the front bends too much at a cell, near a source, to be interpolated.
  enum class Near : std::uint8_t { Front, Source };
  struct Due {
    double time_s;
    std::uint64_t cell;
    friend bool operator>(const Due& a, const Due& b) {
      return a.time_s != b.time_s ? a.time_s > b.time_s : a.cell > b.cell;
    }
  };
  struct CellPace {
    Pace pace;
    float heat_kj_m2 = 0;
    std::uint16_t stencil = 0;
    CrownState crown = CrownState::Surface;
  };
  /// The last straight stretch of the way to a cell.
  struct Stretch {
    Offset from;
    double since_s = 0;
  };
  /// A piece of the front where it stands when conditions change.
  struct FrontPiece {
    Offset a;
    Offset b;
  };
  /// Fire that stands at a place, to go straight to a cell.
  struct Held {
    std::uint64_t cell;
    Offset at;
  };

  // spread.cpp
  const CellPace& pace(std::size_t cell);
  Offset centre(std::size_t cell) const;
  bool holds_now(std::size_t cell) const { return stamp_[cell] == epoch_; }
  void reach(std::size_t cell, const Jet& jet, const Stretch& stretch, Near near);
  void burn_until(SimTime to);
  void burn(std::size_t cell);

  // spread_march.cpp
  void hand_on(std::size_t cell);
  bool mean_pace(int row, int col, const Line& line, Pace& mean);
  std::optional<Pace> mean_pace(Offset from, Offset to);
  template <class F>
  bool walk(Offset from, Offset way, F&& f);
  std::optional<double> stopping_break(Offset from, Offset to, double time_s);
  std::optional<double> stopping_strip(Offset from, Offset way, double time_s);
  bool holds(const Break& line, const CellPace& p, Offset along) const;
  bool bare(std::size_t cell, double time_s) const;

  // spread_ignition.cpp
  bool start(const Ignition& ignition, double time_s);
  bool start_point(Offset place, double time_s, double radius);
  bool start_segment(Offset a, Offset b, double time_s, double reach);
  bool start_cell(std::size_t cell, Offset from, double time_s, Near near);
  void burn_inside(const Ignition& ignition, double time_s);
  void throw_brands(std::size_t cell);
  void land(std::size_t cell, double time_s);

  // spread_conditions.cpp
  SimTime next_change() const;
  std::size_t weather_at(SimTime time) const;
  void apply(SimTime now);
  template <class Edit>
  void change_conditions(SimTime now, std::span<const std::uint32_t> cells, Edit&& edit);
  void set_conditions(SimTime now, std::span<const std::uint32_t> cells);
  std::vector<std::uint8_t> near_to(std::span<const std::uint32_t> cells) const;

  // spread_front.cpp
  std::vector<FrontPiece> front_pieces(double now_s, const std::vector<std::uint8_t>& where);
  bool alike(Offset a, Offset b);
  std::optional<Offset> front_towards(std::size_t cell, double now_s);
  void go_on(const std::vector<FrontPiece>& pieces, double now_s);
  void go_on(std::vector<Held> held, double now_s);

  Inputs inputs_;
  LocalFires fires_;
  BreakMap breaks_;
  Stencils stencils_;

  // State.
  std::vector<double> arrival_;
  std::vector<double> time_s_;  // of the front, as if conditions had always been those of now
  std::vector<Offset> gradient_s_;
  std::vector<std::uint32_t> stamp_;  // the epoch whose conditions time and gradient are of
  std::vector<CellState> cell_state_;
  std::vector<Near> near_;
  std::vector<Stretch> stretch_;
  std::vector<Due> due_;     // heap; entries out of date are skipped
  std::vector<Due> brands_;  // heap of brands that land
  std::vector<Held> held_;
  std::vector<FrontPiece> stalled_;     // on ground that does not burn now
  std::vector<std::uint32_t> waiting_;  // ignitions on ground that does not burn yet
  std::vector<float> rate_, intensity_, flame_;
  std::vector<CrownState> crown_;
  std::size_t burnt_cells_ = 0;
  std::uint32_t epoch_ = 0;
  std::uint32_t ignitions_begun_ = 0;
  SimTime conditions_from_ = 0;
  SimTime clock_ = 0;
  std::uint8_t begun_ = 0;

  // From the state: paces under the conditions of now, made on demand.
  std::vector<CellPace> pace_;
  std::vector<std::uint32_t> pace_epoch_;
  std::vector<float> water_kg_m2_;
};

/// Calls f(cell, share of the way at its end) for the cells along a straight way until it returns
/// false. False too where the way leaves the grid or runs exactly between two cells that touch at a
/// corner and do not burn.
template <class F>
bool Spread::walk(Offset from, Offset way, F&& f) {
  const Offset to{from.x + way.x, from.y + way.y};
  int col = static_cast<int>(std::floor(from.x)), row = static_cast<int>(std::floor(from.y));
  const int last_col = static_cast<int>(std::floor(to.x));
  const int last_row = static_cast<int>(std::floor(to.y));
  const int step_x = way.x > 0 ? 1 : -1, step_y = way.y > 0 ? 1 : -1;
  constexpr double kNone = std::numeric_limits<double>::infinity();
  const auto burns = [&](int r, int c) {
    return grid().contains(r, c) && pace(grid().index(r, c)).pace.burns();
  };
  for (;;) {
    if (!grid().contains(row, col)) return false;
    const double x = col == last_col ? kNone : (col + (step_x > 0) - from.x) / way.x;
    const double y = row == last_row ? kNone : (row + (step_y > 0) - from.y) / way.y;
    if (!f(grid().index(row, col), std::min({x, y, 1.0}))) return false;
    if (row == last_row && col == last_col) return true;
    constexpr double kCorner = 1e-12;
    const bool step_col = x <= y + kCorner, step_row = y <= x + kCorner;
    if (step_col && step_row && !burns(row, col + step_x) && !burns(row + step_y, col))
      return false;
    if (step_col) col += step_x;
    if (step_row) row += step_y;
  }
}

}  // namespace muster::hazard::fire
