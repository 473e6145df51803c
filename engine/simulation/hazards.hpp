// SPDX-License-Identifier: MIT
// The hazards of a run behind one clock: water over the ground, stages and rain as gauges read
// them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/case/event_file.hpp"
#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/imported/imported.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

class Hazards {
 public:
  /// Throws InputError where a hazard cannot start on this terrain.
  Hazards(const cases::EventFile& event, const world::World& world, const world::Forcing& forcing);

  bool empty() const { return floods_.empty() && imported_.empty(); }
  /// Shortest period of the hazards; 60 s where there are none.
  SimTime period() const { return period_; }
  /// Brings every hazard whose period ends at `now` to `now`; returns whether any moved.
  bool advance(SimTime now);
  /// Greatest depth over the hazards, m; empty without hazards.
  std::span<const double> depth_m() const;
  /// Sum of the hashes of the fields as they stand.
  std::uint64_t fingerprint() const;

  double stage_m(const std::string& boundary, SimTime now) const;
  double rain_mm(SimTime window, SimTime now) const;
  const std::vector<std::unique_ptr<hazard::flood::Flood>>& floods() const { return floods_; }
  const std::vector<std::unique_ptr<hazard::imported::Imported>>& imported() const {
    return imported_;
  }
  void state(StateArchive& archive);

 private:
  void combine();

  const cases::EventFile& event_;
  const world::Forcing& forcing_;
  std::vector<std::unique_ptr<hazard::flood::Flood>> floods_;
  std::vector<std::unique_ptr<hazard::imported::Imported>> imported_;
  std::vector<SimTime> flood_period_;
  std::vector<SimTime> imported_period_;
  std::vector<SimTime> flood_time_;
  std::vector<SimTime> imported_time_;
  SimTime period_ = 60 * kSecond;
  std::vector<double> combined_;  // used where there is more than one hazard
};

}  // namespace muster::simulation
