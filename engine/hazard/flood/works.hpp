// SPDX-License-Identifier: MIT
// Flood works at work: what stands, what runs, and the water that they move.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/flood/structures.hpp"
#include "engine/hazard/flood/sum.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

enum class WorkAction : std::uint8_t { Open, Close, Fail, Repair };

/// A change at a barrier. Open and Close: a wall is taken away or set up; a breach begins or is
/// filled; culverts, drains, pumps and reservoirs let water through or not; a gate moves its target
/// (a gate that works on undoes it by its gauge). Fail and Repair: a wall is gone; culverts and
/// drains are blocked; pumps and reservoirs give nothing; a gate stays as it is. Not for breaches.
struct WorkEdit {
  WorkRef work;
  WorkAction action = WorkAction::Close;
};

/// Walls, breaches, culverts, drains, pumps, reservoirs and gates on the cells of a flood. Each
/// takes whole quanta (quantum.hpp) from cells and adds the same to others, so what leaves is what
/// arrives, to the bit; never more than a cell holds, never past equal levels. In a step they work
/// one after the other, in the order of the inputs, each seeing what those before it left. Faces
/// under a standing wall are closed to the solver; what crosses the wall is moved here. Serial: up
/// to 0.6 us a face and step where a wall runs across the grid's rows, far apart in memory.
class Works {
 public:
  Works() = default;
  /// The inputs must have passed check.
  Works(WorksInputs inputs, const world::Grid& grid);

  bool empty() const { return inputs_.empty(); }
  const WorksInputs& inputs() const { return inputs_; }
  /// Every cell that they may change, ascending.
  std::span<const std::uint32_t> cells() const { return cells_; }

  /// Moves the water of one step, given and changing the depths at its end.
  void step(double from_s, double to_s, std::span<const double> bed_m, std::span<double> depth_m);
  /// Sets the discharges of the faces west and north of a row's cells to 0 under standing walls.
  void close_row(int row, std::span<double> qx, std::span<double> qy) const;
  /// The same faces, as indices into the discharges, ascending.
  std::span<const std::size_t> closed_x(int row) const {
    return closed_of(closed_x_, first_closed_x_, row);
  }
  std::span<const std::size_t> closed_y(int row) const {
    return closed_of(closed_y_, first_closed_y_, row);
  }
  /// Rate at which depth may rise on a cell by pumps, drains and reservoirs at most, m/s.
  double greatest_rise_m_s() const { return greatest_rise_m_s_; }

  /// Applies a change that passed check.
  void apply(const WorkEdit& edit, SimTime now);

  // What they did and how they are. In m3: from `from` to `to` (walls: from a face's cell to its
  // neighbour; reservoirs: onto the ground), and back.
  double moved_m3(WorkRef work) const;
  double moved_back_m3(WorkRef work) const;
  bool wall_stands(std::size_t wall) const;
  double breach_width_m(std::size_t breach) const { return breaches_[breach].width_m; }
  bool breach_started(std::size_t breach, SimTime now) const;
  /// Infinite: not yet.
  double breach_start_s(std::size_t breach) const { return breaches_[breach].start_s; }
  bool pump_runs(std::size_t pump) const { return pumps_[pump].running != 0; }
  bool pump_failed(std::size_t pump) const { return status(WorkKind::Pump, pump).failed != 0; }
  bool gate_closed(std::size_t gate) const { return gates_[gate].closed != 0; }
  double reservoir_m3(std::size_t reservoir) const;
  double reservoir_level_m(std::size_t reservoir) const;
  /// Into and out of the model, m on one cell.
  double in_m() const;
  double out_m() const;

  std::uint64_t fingerprint() const;
  void state(StateArchive& archive);

 private:
  struct Status {
    std::uint8_t open = 1;
    std::uint8_t failed = 0;
  };
  struct Moved {
    Sum forth, back;  // m on one cell
  };
  struct BreachState {
    double start_s = 0;  // infinite: not yet
    double width_m = 0;
    double inside = 0;  // +1: the side of the face's cell was higher when it began, -1: the other
  };
  struct PumpState {
    std::uint32_t running = 0;
    std::uint32_t starts = 0;
  };
  struct GateState {
    double since_s = 0;  // the gauge has asked for a change since; infinite: it does not
    std::uint64_t closed = 0;
  };
  struct Cells {
    std::span<const double> bed;
    std::span<double> depth;
    double level(std::size_t cell) const { return bed[cell] + depth[cell]; }
  };

  Status& status(WorkKind kind, std::size_t index) {
    return status_[static_cast<std::size_t>(kind)][index];
  }
  const Status& status(WorkKind kind, std::size_t index) const {
    return status_[static_cast<std::size_t>(kind)][index];
  }
  Moved& moved(WorkKind kind, std::size_t index) {
    return moved_[static_cast<std::size_t>(kind)][index];
  }
  bool works(WorkKind kind, std::size_t index) const {
    return status(kind, index).open != 0 && status(kind, index).failed == 0;
  }
  static std::span<const std::size_t> closed_of(const std::vector<std::size_t>& closed,
                                                const std::vector<std::size_t>& first, int row) {
    const auto r = static_cast<std::size_t>(row);
    return std::span{closed}.subspan(first[r], first[r + 1] - first[r]);
  }
  void list_cells();
  void list_closed_faces();
  std::size_t neighbour(const Face& face) const;
  double crest_m(const Wall& wall, std::size_t face) const {
    return wall.crest_m[wall.crest_m.size() == 1 ? 0 : face];
  }
  double sill_m(std::size_t breach, double time_s) const;
  double open_width_m(std::size_t breach, std::size_t face) const;
  double move(const Cells& cells, std::size_t from, std::size_t to, double depth_m);
  void step_gate(std::size_t gate, double now_s, const Cells& cells);
  void move_target(std::size_t gate, bool close);
  void step_breach(std::size_t breach, double from_s, double to_s, const Cells& cells);
  void step_wall(std::size_t wall, double from_s, double to_s, const Cells& cells);
  void step_culvert(std::size_t culvert, double step_s, const Cells& cells);
  void step_drain(std::size_t drain, double step_s, const Cells& cells);
  void step_pump(std::size_t pump, double from_s, double to_s, const Cells& cells);
  void step_reservoir(std::size_t reservoir, double from_s, double to_s, const Cells& cells);

  // Fixed by the inputs.
  WorksInputs inputs_;
  std::size_t cols_ = 0;
  std::size_t rows_ = 0;
  double area_m2_ = 0;
  double greatest_rise_m_s_ = 0;
  std::vector<std::uint32_t> cells_;
  std::vector<std::vector<std::size_t>> wall_breaches_;  // of each wall
  std::vector<std::uint64_t> pump_key_;                  // by the id

  // State.
  std::array<std::vector<Status>, kWorkKinds> status_;
  std::array<std::vector<Moved>, kWorkKinds> moved_;
  std::vector<BreachState> breaches_;
  std::vector<PumpState> pumps_;
  std::vector<GateState> gates_;
  std::vector<Sum> reservoir_in_;  // inflow so far, m on one cell

  // From the state: closed faces of each row, by their index among the discharges.
  std::vector<std::size_t> closed_x_, closed_y_;
  std::vector<std::size_t> first_closed_x_, first_closed_y_;
};

/// Adds an error where there is no such work or the action is not for its kind.
void check(const WorkEdit& edit, const WorksInputs& works, Diagnostics& diagnostics);

/// The work of that id; false where there is none.
bool find_work(const WorksInputs& works, std::string_view id, WorkRef& found);

}  // namespace muster::hazard::flood
