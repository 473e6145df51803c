// SPDX-License-Identifier: MIT
#include "engine/case/imported_check.hpp"

#include <algorithm>

namespace muster::cases {

void check_imported(const Hazard& hazard, const std::string& pointer, std::vector<Fault>& faults) {
  const bool sources[] = {!hazard.depth_steps.empty(),      hazard.flood_netcdf.has_value(),
                          hazard.flood_arrival.has_value(), hazard.flood_extents.has_value(),
                          hazard.fire_arrival.has_value(),  hazard.fire_perimeters.has_value()};
  if (hazard.kind == HazardKind::Imported &&
      std::count(std::begin(sources), std::end(sources), true) != 1)
    faults.push_back({pointer,
                      "needs one of depth_steps, flood_netcdf, flood_arrival, flood_extents, "
                      "fire_arrival and fire_perimeters",
                      ""});
  if (hazard.fire_intensity && !hazard.fire_arrival && !hazard.fire_perimeters)
    faults.push_back({pointer + "/fire_intensity", "needs fire_arrival or fire_perimeters",
                      "an intensity does not tell when fire comes"});
  for (std::size_t i = 1; i < hazard.depth_steps.size(); ++i) {
    const std::string step = pointer + "/depth_steps/" + std::to_string(i);
    if (hazard.depth_steps[i].time_s <= hazard.depth_steps[i - 1].time_s)
      faults.push_back({step + "/time_s", "times must ascend", ""});
    if (hazard.depth_steps[i].speed_path.empty() != hazard.depth_steps[0].speed_path.empty())
      faults.push_back({step + "/speed_path", "is stated for some steps and not for others",
                        "speed needs a map at every step"});
  }
}

}  // namespace muster::cases
