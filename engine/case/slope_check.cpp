// SPDX-License-Identifier: MIT
#include "engine/case/slope_check.hpp"

#include <algorithm>
#include <set>

namespace muster::cases {

void check_slopes(const CaseFile& file, std::vector<Fault>& faults) {
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
