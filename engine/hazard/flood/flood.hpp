// SPDX-License-Identifier: MIT
// Flood over terrain by the local inertial or the full shallow-water equations.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/field.hpp"
#include "engine/hazard/flood/bed_edits.hpp"
#include "engine/hazard/flood/boundary.hpp"
#include "engine/hazard/flood/finite_volume.hpp"
#include "engine/hazard/flood/gridded_rain.hpp"
#include "engine/hazard/flood/inertial.hpp"
#include "engine/hazard/flood/infiltration.hpp"
#include "engine/hazard/flood/parameters.hpp"
#include "engine/hazard/flood/sum.hpp"
#include "engine/hazard/flood/tiles.hpp"
#include "engine/hazard/flood/works.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

struct Inputs {
  world::Raster<double> elevation_m;
  std::vector<double> manning;  // s/m^(1/3): one per cell, or one for all
  Parameters parameters;
  std::vector<Boundary> boundaries;
  world::TimeSeries rain_mm_h;  // on every cell; each value holds until the next; empty: none
  std::vector<double> initial_depth_m;      // one per cell; empty: dry
  world::RasterSeries gridded_rain_mm_h{};  // falls besides rain_mm_h; empty: none
  InfiltrationInputs infiltration{};
  WorksInputs works{};
};

/// How to compute, never what: no result depends on it.
struct Execution {
  Instructions instructions = best_instructions();
  bool skip_dry = true;
};

/// Where the water came from and went, m3. Nothing else ever changes the volume: no depth is
/// clipped.
struct Ledger {
  struct Exchange {
    double in_m3 = 0;
    double out_m3 = 0;
  };
  double initial_m3 = 0;
  double rain_m3 = 0;
  std::vector<Exchange> boundaries;  // parallel to the inputs'
  double infiltrated_m3 = 0;
  Exchange works;  // with the outside, by pumps, drains and reservoirs
  double stored_m3 = 0;

  // By boundaries and works, and into the soil; rain is apart.
  double in_m3() const;
  double out_m3() const;
  /// |stored - (initial + rain + in - out)| over all water there ever was; 0 to the last bits.
  double residual() const;
};

/// Depth and discharge on the grid, advanced by one of two solvers. LocalInertial is the scheme of
/// Bates, Horritt & Fewtrell 2010 with the q-centred mean of de Almeida et al. 2012 (inertial.hpp):
/// not for dam breaks, whose fronts lag far behind, nor for n < 0.03 (LISFLOOD-FP documentation).
/// FiniteVolume is a second-order HLL scheme for all of them (finite_volume.hpp).
///
/// Depths are whole quanta (quantum.hpp) and never negative; water is conserved exactly. The bytes
/// do not depend on the number of threads, the instructions or the skipping of dry tiles. Memory:
/// 64 B a cell, 96 B with FiniteVolume. Cost: about 20 ns an active cell and step on one core.
class Flood {
 public:
  /// Throws InputError with every problem of the inputs.
  explicit Flood(Inputs inputs, Execution execution = {});

  /// Runs from `from` to `to` in inner steps of at most min(alpha, sqrt(theta / 2)) * cell /
  /// max(sqrt(g h), 5/3 |u|), or courant * cell / (|u| + sqrt(g h)) with FiniteVolume. Cells under
  /// a stage are at its level from `from` on. Calls need not be contiguous: time between two calls
  /// does not pass for the water.
  void advance(SimTime from, SimTime to);

  /// Fire has passed the cells that are 1: soil takes in by the burnt factor there.
  void burn(std::span<const std::uint8_t> burnt) { infiltration_.burn(burnt); }

  const world::Grid& grid() const { return grid_; }
  std::span<const double> depth_m() const { return depth_; }
  /// Depth, and speed at cell centres: with LocalInertial from the faces' speeds. O(cells) after
  /// each advance.
  WaterField field();
  /// Greatest depth so far, after every inner step.
  std::span<const float> greatest_depth_m() const { return greatest_depth_; }
  /// Time at which `arrival_depth_m` was reached first, s; infinite: never. 0 where it stood at the
  /// start.
  std::span<const float> arrival_s() const { return arrival_; }
  // Discharges, m2/s. Face (row, col) of x is the west face of that cell, cols + 1 a row; positive
  // to the east. Face (row, col) of y is its north face, rows + 1 rows; positive to the south.
  std::span<const double> discharge_x() const { return qx_; }
  std::span<const double> discharge_y() const { return qy_; }

  /// Changes works at a barrier. Throws InputError where the edit is not for them.
  void change(const WorkEdit& edit, SimTime now);
  const Works& works() const { return works_; }
  /// Sets the ground of cells at a barrier: a deposit, sandbags over whole cells. Their depth stays
  /// on it, and so does all volume. Throws InputError where a level or a cell is out of range.
  void set_bed(std::span<const std::uint32_t> cells, std::span<const double> bed_m);
  /// Lets cells erode from now on, such as those of a deposit. Throws InputError.
  void add_dam(const Dam& dam);
  const BedEdits& bed_edits() const { return bed_edits_; }
  std::span<const double> bed_m() const { return bed_; }

  Ledger ledger() const;
  /// Hash of every wet cell's depth, of the works and of the ground that changed, to the bit; 0
  /// where all is dry and none of the others is there. O(cells).
  std::uint64_t fingerprint() const;
  std::uint64_t steps() const { return steps_; }
  std::uint64_t cell_updates() const { return cell_updates_; }
  /// Cells of the tiles computed in the last inner step.
  std::size_t active_cells() const { return tiles_.active_cells(); }

  /// Saves or restores what changes in a run. The inputs must be the same.
  void state(StateArchive& archive);

 private:
  struct DrivenCell {
    std::uint32_t cell;
    std::uint32_t boundary;
    bool closed_west;  // held, and so is the cell to the west
    bool closed_north;
  };
  struct FreeFace {
    std::size_t face;  // into the discharges of its direction
    std::uint32_t cell;
    std::uint32_t behind;  // the next cell inwards; the cell itself where there is none
    std::uint32_t boundary;
    bool along_x;
    double outward;  // sign of the discharge that leaves
  };
  /// A face behind one or two shores of a stage.
  struct Shore {
    std::size_t face;
    std::size_t shore;
    std::size_t other;  // the same where there is one
    bool along_x;
  };
  /// What is beyond a face on the grid's edge, for FiniteVolume.
  enum class EdgeKind : std::uint8_t { Wall, Free, Held };
  struct EdgeFace {
    EdgeKind kind = EdgeKind::Wall;
    double slope = 0;  // Free
  };
  struct Tally {
    Sum in, out;  // m of depth on one cell
  };

  void list_driven_cells();
  void list_shores();
  void list_free_faces();
  void hold_stages(double time_s);
  double step_limit(double time_s) const;
  void step(double from_s, double to_s);
  void set_drivers(double from_s, double to_s);
  void drain_free_faces();
  void continue_shores();
  void close_shores();
  void close_lake_row(int row, std::size_t& held);
  void tally_free_faces();
  void compute_faces(int band);
  void list_edges();
  double draining_speed(Side side, int along, double depth, double own) const;
  void edge_ghost(Side side, int along, const HalfStepRow& from, int entry, HalfStepRow& to,
                  int ghost) const;
  void limit_edge(Side side, int along, FluxLine& fluxes, int face) const;
  void hold_momentum(std::size_t cell, double before, double after);
  void predict_row(int row, const Span& chunk, HalfStepRow& out) const;
  void flux_across_rows(int south_row, const Span& chunk, const HalfStepRow& north,
                        const HalfStepRow& south, FluxLine& out) const;
  void flux_along_row(int row, const Span& chunk, const HalfStepRow& cells, FluxLine& out) const;
  void mix_drained(const MomentumRow& row, const HalfStepRow& cells, const FluxLine& x,
                   const FluxLine& north, const FluxLine& south) const;
  void compute_chunk(int begin, int end, const Span& chunk, bool limited);
  void compute_rows(int band, int begin, int end, bool limited);
  void compute_volumes(int band);
  void follow_limited_rows(int band);
  double update_velocities(int row, std::span<const Span> spans, double greatest_wave);
  bool finite_volume() const { return parameters_.solver == Solver::FiniteVolume; }
  void limit_row(int row, std::span<const Span> spans);
  void sources_and_sinks(int band, std::size_t first, int count);
  void exchange(int band);
  void run_works(double from_s, double to_s);
  void wall_flux(const HalfStepRow& a, int entry_a, const HalfStepRow& b, int entry_b, bool along_x,
                 FluxLine& out, int face) const;
  void wall_fluxes_across(int south_row, const Span& chunk, const HalfStepRow& north,
                          const HalfStepRow& south, FluxLine& out) const;
  void wall_fluxes_along(int row, const Span& chunk, const HalfStepRow& cells, FluxLine& out) const;
  void slow_by_works(std::span<const double> depth_before);
  void find_deepest_bed();
  void drive_row(int row, int band, std::size_t& held, std::size_t& fed);
  double hold(const DrivenCell& held, int band);
  void record_cell(std::size_t cell);
  Tally& tally(int band, std::size_t boundary) {
    return tallies_[static_cast<std::size_t>(band) * boundaries_.size() + boundary];
  }
  CellRow cell_row(int row, const Span& span);
  std::size_t x_face(int row, int col) const {
    return static_cast<std::size_t>(row) * (static_cast<std::size_t>(grid_.cols) + 1) +
           static_cast<std::size_t>(col);
  }

  // Fixed by the inputs.
  world::Grid grid_;
  Parameters parameters_;
  const RowSweeps& sweeps_;
  const VolumeSweeps& volume_sweeps_;
  std::vector<double> bed_;
  std::vector<float> manning_;
  std::vector<Boundary> boundaries_;
  world::TimeSeries rain_;
  std::vector<DrivenCell> held_;         // stages, by cell
  std::vector<DrivenCell> fed_;          // inflows, by cell
  std::vector<std::size_t> first_held_;  // of each band, and one past the last
  std::vector<std::size_t> first_fed_;
  std::vector<FreeFace> free_faces_;
  std::vector<Shore> shores_;
  std::array<std::vector<EdgeFace>, 4> edges_;  // by side; FiniteVolume
  std::vector<double> deepest_bed_;             // per boundary: lowest bed of its cells

  // State.
  std::vector<double> depth_;
  std::vector<double> qx_, qy_;
  std::vector<double> u_, v_;  // at cells, FiniteVolume
  std::vector<float> greatest_depth_;
  std::vector<float> arrival_;
  Tiles tiles_;
  GriddedRain gridded_rain_;
  Infiltration infiltration_;
  Works works_;
  BedEdits bed_edits_;
  double deepest_ = 0;                  // of all cells now
  double fastest_ = 0;                  // of all faces in the last step; FiniteVolume: wave
  double last_step_s_ = 0;              // FiniteVolume; 0: nothing is known of the flow yet
  double rain_carry_m_ = 0;             // rain too little for a quantum yet
  std::vector<double> inflow_carry_m_;  // the same per boundary
  Sum initial_;                         // m of depth on one cell, as the tallies
  Sum rained_;
  std::vector<Tally> tallies_;  // band by band, boundary by boundary
  std::uint64_t steps_ = 0;
  std::uint64_t cell_updates_ = 0;

  // Scratch of a step.
  std::vector<double> qx_new_, qy_new_;
  std::vector<double> momentum_x_, momentum_y_;  // before friction, FiniteVolume
  std::vector<std::uint8_t> limited_rows_;  // with a cell that would have given more than it has
  StepScales scales_;
  VolumeScales volume_scales_;
  std::vector<double> level_;   // per boundary at the end of the step, whole quanta
  std::vector<double> feed_m_;  // per boundary in this step, whole quanta
  std::vector<double> band_deepest_, band_fastest_;
  double fastest_free_ = 0;
  std::vector<float> speed_;
  std::vector<double> works_depth_;  // of the works' cells before they worked
};

/// Adds an error for each problem of the inputs.
void check(const Inputs& inputs, Diagnostics& diagnostics);

}  // namespace muster::hazard::flood
