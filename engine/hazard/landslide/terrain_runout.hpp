// SPDX-License-Identifier: MIT
// Where a slide runs over terrain, how fast, and where it comes to rest.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/hazard/landslide/runout.hpp"
#include "engine/hazard/landslide/slides.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

enum class Friction {
  EnergyLine,  // falls with reach_ratio along the path
  Pcm,         // Perla et al. 1980, runout.hpp
};

// Caps of the energy line over ground, m, by kind of movement (com4FlowPy).
inline constexpr double kDebrisFlowHead_m = 12;  // 15 m/s
inline constexpr double kRockfallHead_m = 130;   // 50 m/s
inline constexpr double kAvalancheHead_m = 270;  // 72 m/s

/// Defaults of com4FlowPy (AvaFrame).
struct RunoutParameters {
  Friction friction = Friction::EnergyLine;
  double reach_ratio = 0.46630765815499860;  // H/L = tan(25 degrees), > 0
  PcmFriction pcm;
  double routing_exponent = 8;                 // > 0; greater: narrower
  double flux_threshold = 3e-4;                // of one source cell's flux, [0, 1)
  double greatest_head_m = kDebrisFlowHead_m;  // > 0, of v^2/(2 g)
  /// An assumption, as Flow-Py moves no volume: while a slide slows down, what still moves of it is
  /// proportional to this power >= 0 of its velocity head. 1: an even layer on a plane; 0: all of
  /// it goes to where the movement ends.
  double deposition_exponent = 1;
};

void check(const RunoutParameters& parameters, Diagnostics& diagnostics);

/// Volumes in a run are whole multiples of a quantum, so that none is lost in sums.
using VolumeQuanta = std::int64_t;

struct ReachedCell {
  std::uint32_t cell;
  float speed_m_s;       // greatest
  float arrival_s;       // since release; 0 in sources
  VolumeQuanta deposit;  // of this slide
};

struct TerrainRunout {
  double quantum_m3 = 0;           // a power of 2, about 1e-18 of the slide's volume
  VolumeQuanta released = 0;       // = deposits + left
  VolumeQuanta left = 0;           // went over the edge of the grid
  std::vector<ReachedCell> cells;  // ascending

  double cubic_metres(VolumeQuanta volume) const {
    return static_cast<double>(volume) * quantum_m3;
  }
};

/// The quantum of a slide of `volume_m3` > 0: 2^58 to 2^59 make it up.
double volume_quantum_m3(double volume_m3);

/// Routing after Flow-Py (D'Amboise et al. 2022, Geoscientific Model Development 15, doi
/// 10.5194/gmd-15-2423-2022; eqs. to confirm), with what a moving volume needs.
///
/// A cell hands its flux to those of its eight neighbours that the slide reaches with a velocity
/// head > 0, in proportion to T^exponent P: T = tan((90 degrees + slope towards it)/2); P the heads
/// of the flows that came in, by the cosine of the turn (0 beyond 45 degrees), 1 from sources. A
/// neighbour that would get less than the threshold gets nothing; the others share it. The greatest
/// head counts where flows meet.
///
/// Cells are handled from high to low energy (ground + head). Energy falls along every step, so
/// each cell is handled once, after all that feed it; none flows back. Hence volume is kept to the
/// quantum, and turned or mirrored terrain gives turned or mirrored results. A cell of the grid's
/// edge that a slide runs into lets it out.
///
/// Arrival is the earliest over all paths, at the mean speed of each step.
///
/// Memory: 4 B a cell of the grid and 100 B a reached cell, kept between runs. Not thread-safe: one
/// object a thread. Cost: about 1 us a reached cell.
class TerrainRunoutModel {
 public:
  /// The terrain must outlive the model; it may change between runs.
  TerrainRunoutModel(const world::Raster<double>& elevation_m, const RunoutParameters& parameters);

  /// `reach_ratio` replaces the parameters' (by volume, say).
  TerrainRunout run(std::span<const SourceCell> sources, double reach_ratio);
  TerrainRunout run(std::span<const SourceCell> sources) {
    return run(sources, parameters_.reach_ratio);
  }

 private:
  struct Node {
    std::uint32_t cell;
    bool source, done;
    double head_m;     // greatest velocity head
    double slope_rad;  // of the step that brought it
    double flux;
    double arrival_s;
    double incoming[8];  // heads, by direction of travel
    VolumeQuanta volume;
    VolumeQuanta deposit;
  };
  struct Entry {
    double energy_m;
    std::uint32_t node;
  };
  struct Step {
    std::uint32_t cell;
    int direction;
    double head_m, slope_rad, length_m, weight;
  };

  std::uint32_t node_of(std::uint32_t cell);
  double energy_m(const Node& node) const;
  double head_after(const Node& from, double across_m, double down_m, Step& step) const;
  int steps_from(const Node& from, Step (&steps)[8]) const;
  double moving_share(double head_m, double head_after_m) const;
  void hand_on(std::uint32_t index);
  void push(std::uint32_t node);
  bool on_edge(std::uint32_t cell) const;

  const world::Raster<double>& elevation_m_;
  RunoutParameters parameters_;
  double reach_ratio_ = 0;
  std::vector<std::uint32_t> node_;  // of each cell; kNone
  std::vector<Node> nodes_;
  std::vector<Entry> heap_;
  TerrainRunout result_;
};

}  // namespace muster::hazard::landslide
