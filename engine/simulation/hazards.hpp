// SPDX-License-Identifier: MIT
// The hazards of a run behind one clock, and what gauges read of them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/case/case_file.hpp"
#include "engine/exposure/roads.hpp"
#include "engine/simulation/hazard_model.hpp"
#include "engine/trace/source.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// Shortest period of the hazards; 60 s where there are none.
SimTime hazard_period(const cases::EventFile& event);

class Hazards {
 public:
  /// Those of the event, or of an earlier trace where one is given. Throws InputError where a
  /// hazard cannot start on this terrain. What is referred to outlives it.
  Hazards(const cases::CaseFile& file, const world::World& world, const world::Forcing& forcing,
          std::shared_ptr<const trace::Source> recorded = {});

  bool empty() const { return models_.empty(); }
  SimTime period() const { return period_; }
  /// Brings every hazard whose period ends at `now` to `now`; returns whether any moved.
  bool advance(SimTime now);
  /// Greatest depth over the hazards, m; empty where none has water.
  std::span<const double> depth_m() const { return depth_.shown; }
  /// What lies and burns on the cells, the greatest over the hazards; each empty where none has it.
  /// Roads, people and conditions meet what a trace holds, to its quantum, so that a run from a
  /// trace of the hazards is the run that computes them.
  exposure::Covering covering() const {
    return {depth_.shown, debris_.shown, flame_.shown, near_fire_, speed_.shown};
  }
  /// Sum of the hashes of the fields as they stood when they last moved.
  std::uint64_t fingerprint() const { return fingerprint_; }

  /// The layers that some hazard shows, in the catalogue's order.
  std::span<const LayerInfo* const> shown() const { return shown_; }
  /// The values of one over all hazards: the greatest, or the least where the layer says so; First
  /// layers hold NaN for never.
  void merge(const LayerInfo& info, std::vector<double>& into) const;
  /// Of all floods together, the greatest residual; nothing where there is none.
  std::optional<WaterBalance> balance() const;
  /// Figures by name, summed over the hazards.
  std::vector<Outcome> outcomes() const;
  /// What the user is to know of how they are computed.
  std::vector<std::string> notes() const;

  double stage_m(const std::string& boundary, SimTime now) const;
  /// Of the hazard that has most of it.
  double rain_mm(SimTime window, SimTime now) const;
  void state(StateArchive& archive);

 private:
  struct Clock {
    SimTime period;
    SimTime time = 0;
  };
  /// One value a cell from several hazards.
  struct Combined {
    std::span<const double> all;  // empty: no hazard has any
    std::vector<double> joined;   // used where more than one has
    std::vector<double> shown;    // as a trace holds them
  };
  using Values = std::span<const double> (HazardModel::*)() const;
  template <class Join>
  void combine(Values values, Join join, Combined& into) const;
  void combine();
  void see_burnt(SimTime now);
  std::uint64_t hash() const;

  const cases::EventFile& event_;
  const world::Forcing& forcing_;
  const world::Grid& grid_;
  double smoke_m_;
  // Parallel to the event's, or one for all of them that is recorded.
  std::vector<std::unique_ptr<HazardModel>> models_;
  std::vector<Clock> clocks_;
  std::vector<const LayerInfo*> shown_;
  SimTime period_;
  std::uint64_t fingerprint_ = 0;
  bool recorded_;
  Combined depth_, speed_, debris_, flame_, ground_change_;
  std::vector<std::uint8_t> near_fire_;
  std::vector<std::uint8_t> burnt_;  // empty where it changes nothing, or nothing has burnt
};

}  // namespace muster::simulation
