// SPDX-License-Identifier: MIT
#include "engine/case/slope_check.hpp"

#include <algorithm>
#include <set>

namespace muster::cases {

namespace {

template <class Distribution>
void check_limits(const Distribution& spread, double mean, const std::string& pointer,
                  std::vector<Fault>& faults) {
  if (spread.low && *spread.low > mean)
    faults.push_back({pointer + "/low", "must not be more than the mean", ""});
  if (spread.high && *spread.high < mean)
    faults.push_back({pointer + "/high", "must not be less than the mean", ""});
}

void check_uncertainty(const CaseFile& file, std::vector<Fault>& faults) {
  bool uncertain = false;
  if (const auto& cover = file.world.terrain.soil) {
    for (std::size_t i = 0; i < cover->soils.size(); ++i) {
      const SoilSpec& soil = cover->soils[i];
      if (!soil.uncertainty) continue;
      uncertain = true;
      const std::string pointer = "/world/terrain/soil/soils/" + std::to_string(i) + "/uncertainty";
      check_limits(soil.uncertainty->cohesion_pa, soil.cohesion_pa, pointer + "/cohesion_pa",
                   faults);
      check_limits(soil.uncertainty->friction_deg, soil.friction_deg, pointer + "/friction_deg",
                   faults);
      if (const auto& depth = soil.uncertainty->slip_depth_m)
        check_limits(*depth, depth->mean, pointer + "/slip_depth_m", faults);
    }
  }
  for (std::size_t h = 0; h < file.event.hazards.size(); ++h) {
    if (file.event.hazards[h].soil_samples > 0 && !uncertain)
      faults.push_back({"/event/hazards/" + std::to_string(h) + "/soil_samples",
                        "there is nothing to draw: no soil has an uncertainty",
                        "state uncertainty of a soil of world.terrain.soil"});
  }
}

}  // namespace

void check_slopes(const CaseFile& file, std::vector<Fault>& faults) {
  check_uncertainty(file, faults);
  const std::vector<TreatedSlope>& treated = file.plan.treated_slopes;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < treated.size(); ++i) {
    if (!treated[i].id.empty() && !ids.insert(treated[i].id).second)
      faults.push_back({"/plan/works/treated_slopes/" + std::to_string(i) + "/id",
                        "treated slope \"" + treated[i].id + "\" is given twice", ""});
  }
  const bool slides =
      std::any_of(file.event.hazards.begin(), file.event.hazards.end(),
                  [](const Hazard& hazard) { return hazard.kind == HazardKind::Landslide; });
  if (!treated.empty() && slides && !file.world.terrain.soil)
    faults.push_back({"/plan/works/treated_slopes",
                      "would change nothing: without soils the strength of slopes is not computed",
                      "state world.terrain.soil"});
}

}  // namespace muster::cases
