// SPDX-License-Identifier: MIT
// Landslides in time: rain weakens slopes, what fails slides down and comes to rest.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/landslide/failure_samples.hpp"
#include "engine/hazard/landslide/hillsides.hpp"
#include "engine/hazard/landslide/least_factors.hpp"
#include "engine/hazard/landslide/listed_site.hpp"
#include "engine/hazard/landslide/rain.hpp"
#include "engine/hazard/landslide/runoff.hpp"
#include "engine/hazard/landslide/slides.hpp"
#include "engine/hazard/landslide/terrain_runout.hpp"
#include "engine/hazard/landslide/uncertainty.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

/// Where rain goes that the ground does not take in.
enum class RunoffRouting {
  None,             // out of the model
  SteepestDescent,  // over the terrain as given
  Given,            // by `drainage`
};

/// Both tiers may be given: computed slopes (`hillsides` with soils) and listed sites.
struct Inputs {
  world::Raster<double> elevation_m;
  Rain rain;
  Hillsides hillsides;  // grid as the terrain's; without slope_rad it comes from the terrain
  ProfileDepths depths;
  RunoffRouting routing = RunoffRouting::SteepestDescent;
  Drainage drainage;
  /// Ground that is unstable before any rain stands in truth and so is stronger than stated: it
  /// stays, and unstable_at_start() counts it. True: it slides in the first period.
  bool release_unstable_at_start = false;
  std::vector<ListedSite> sites;
  std::uint64_t seed = 0;  // decides which sites slide; draws strengths
  /// Draws of the soils' strength, for the probability of failure; one entry for each soil.
  std::uint32_t samples = 0;
  std::vector<Uncertainty> uncertainty;
  RunoutParameters runout;
  Reach reach = Reach::Given;
};

/// Adds an error for each problem of the inputs.
void check(const Inputs& inputs, Diagnostics& diagnostics);

struct Slide {
  std::uint32_t id = 0;    // its first cell, or its site's
  std::int32_t site = -1;  // index into the sites; -1: computed slopes
  SimTime released = 0;
  double area_m2 = 0;  // of the sources; 0 for a site
  double volume_m3 = 0;
  double left_m3 = 0;  // over the edge of the grid
  std::uint64_t reached_cells = 0;
};

/// At the end of each `advance` the factor of safety of each cell follows from the rain so far.
/// Cells that are newly below 1 and touch are a slide, released then; it runs out at once over the
/// ground as it stands, scars and deposits of earlier slides included, and its times of arrival
/// lie after the release. A cell slides once. Slides of one moment do not feel each other.
///
/// A site with a danger area covers it evenly with its volume at the time of release, with speed
/// unknown (0); one without runs out from its cell.
///
/// Memory, a cell: 8 B of terrain, 37 B of fields, 16 B of drainage, 16 B where a soil is
/// unsaturated, what Hillsides and Infiltration state, and 4 B a thread while slides run out. Cost
/// of an advance: stability_profile of each cell, and about 1 us a cell that slides reach.
class Landslide {
 public:
  /// Throws InputError with every problem.
  explicit Landslide(Inputs inputs);

  /// Rain of [from, to) reaches the ground. Spans need not be contiguous: between two calls no time
  /// passes for the water. Rain before the first `from` counts as fallen before.
  void advance(SimTime from, SimTime to);

  /// Works on slopes, or what fire does to them: adds to cohesion (below 0: takes away) and lowers
  /// the water table that was there before the rain.
  void treat(std::span<const std::uint32_t> cells, double added_cohesion_pa,
             double water_table_lower_m);

  const world::Grid& grid() const { return elevation_m_.grid; }
  // Computed slopes; empty before the first advance and without soils.
  std::span<const float> factor_of_safety() const { return least_.factor; }
  std::span<const float> failure_depth_m() const { return least_.depth_m; }
  std::span<const float> failure_head_m() const { return least_.head_m; }
  /// Share of samples in which the cell's factor fell below 1 at the sample's slip depth so far,
  /// before any rain included; cells that slid count as any other. Empty without samples.
  std::span<const float> failure_probability() const { return samples_.probability(); }
  // Slides so far. Scars are what left, vertical; the ground is terrain - scar + deposit.
  std::span<const double> deposit_m() const { return deposit_m_; }
  std::span<const float> scar_m() const { return scar_m_; }
  std::span<const float> greatest_speed_m_s() const { return speed_; }
  /// Seconds of simulated time; infinite: never.
  std::span<const double> arrival_s() const { return arrival_; }
  std::span<const Slide> slides() const { return slides_; }
  std::size_t unstable_at_start() const { return unstable_at_start_; }
  const WaterBalance& water() const { return infiltration_.balance(); }

  /// Hash of factors, probabilities, deposits and arrivals, to the bit. O(cells).
  std::uint64_t fingerprint() const;
  /// Saves or restores what changes in a run. The inputs must be the same.
  void state(StateArchive& archive);

 private:
  /// A slide about to run out.
  struct Release {
    SlideBody body;
    std::int32_t site = -1;
  };

  FailureSamples* samples() { return samples_.empty() ? nullptr : &samples_; }
  bool computes_slopes() const { return !hillsides_.soils.empty(); }
  void begin_at(SimTime from);
  void release_slopes(std::vector<Release>& releases);
  void release_sites(SimTime to, std::vector<Release>& releases);
  TerrainRunout run_out(const Release& release, TerrainRunoutModel& model) const;
  void run_all(const std::vector<Release>& releases, SimTime to);
  void record(const Release& release, const TerrainRunout& runout, SimTime to);

  // Fixed by the inputs.
  Rain rain_;
  ProfileDepths depths_;
  Drainage drainage_;
  bool release_unstable_at_start_;
  std::vector<ListedSite> sites_;
  std::uint64_t seed_;
  RunoutParameters runout_;
  Reach reach_;

  // State.
  world::Raster<double> elevation_m_;
  Hillsides hillsides_;  // works change it
  Infiltration infiltration_;
  LeastFactors least_;
  bool begun_ = false;
  double model_s_ = 0;                // time since the first rain or the first advance
  std::vector<std::uint8_t> failed_;  // slid, or unstable at the start
  std::vector<std::uint8_t> site_slid_;
  std::size_t unstable_at_start_ = 0;
  FailureSamples samples_;
  std::vector<GainedWater> gained_;  // empty where all soils count as saturated
  std::vector<double> deposit_m_;
  std::vector<float> scar_m_;
  std::vector<float> speed_;
  std::vector<double> arrival_;
  std::vector<Slide> slides_;
};

}  // namespace muster::hazard::landslide
