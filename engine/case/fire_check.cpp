// SPDX-License-Identifier: MIT
#include "engine/case/fire_check.hpp"

#include <set>

#include "engine/case/fuel_names.hpp"
#include "engine/case/suggest.hpp"

namespace muster::cases {

namespace {

std::string item(const std::string& list, std::size_t index) {
  return list + '/' + std::to_string(index);
}

class FireChecker {
 public:
  FireChecker(const CaseFile& file, std::vector<Fault>& faults) : file_{file}, faults_{faults} {}

  void run() {
    if (file_.world.terrain.fuel) check_fuel(*file_.world.terrain.fuel);
    for (std::size_t h = 0; h < file_.event.hazards.size(); ++h) {
      if (file_.event.hazards[h].kind == HazardKind::Fire)
        check_hazard(file_.event.hazards[h], item("/event/hazards", h));
    }
    check_burnt_ground();
    std::set<std::string> breaks;
    check_ids(file_.world.fire_breaks, "/world/fire_breaks", "fire break", breaks);
    check_ids(file_.plan.fire_breaks, "/plan/works/fire_breaks", "fire break", breaks);
    std::set<std::string> sources, drops;
    check_ids(file_.world.water_sources, "/world/water_sources", "water source", sources);
    check_ids(file_.plan.water_drops, "/plan/works/water_drops", "water drop", drops);
    for (std::size_t i = 0; i < file_.world.water_sources.size(); ++i) {
      const WaterSourceSpec& source = file_.world.water_sources[i];
      if (source.initial_l.value_or(0) > source.capacity_l)
        fault(item("/world/water_sources", i) + "/initial_l", "is more than it holds");
    }
    for (std::size_t i = 0; i < file_.plan.water_drops.size(); ++i) {
      const WaterDrop& drop = file_.plan.water_drops[i];
      const std::string pointer = item("/plan/works/water_drops", i);
      if (drop.until_s <= drop.from_s) fault(pointer + "/until_s", "must be more than from_s");
      if (!drop.source.empty() && !sources.contains(drop.source))
        fault(pointer + "/source", "there is no water source \"" + drop.source + '"',
              did_you_mean(drop.source, {sources.begin(), sources.end()}));
    }
  }

 private:
  void fault(const std::string& pointer, const std::string& what, const std::string& hint = {}) {
    faults_.push_back({pointer, what, hint});
  }

  /// Each effect needs a fire and somebody who feels it.
  void check_burnt_ground() {
    if (!file_.event.burnt_ground) return;
    bool fire = false, infiltration = false, slopes = false;
    for (const Hazard& hazard : file_.event.hazards) {
      fire =
          fire || hazard.kind == HazardKind::Fire || hazard.fire_arrival || hazard.fire_perimeters;
      infiltration = infiltration || (hazard.kind == HazardKind::Flood && hazard.infiltration);
      slopes = slopes || (hazard.kind == HazardKind::Landslide && file_.world.terrain.soil);
    }
    const std::string pointer = "/event/burnt_ground";
    if (!fire) fault(pointer, "no hazard of the event is a fire");
    if (file_.event.burnt_ground->conductivity_factor && !infiltration)
      fault(pointer + "/conductivity_factor", "no flood of the event has infiltration");
    if (file_.event.burnt_ground->cohesion_lost_pa && !slopes)
      fault(pointer + "/cohesion_lost_pa",
            "the event has no landslide, or the terrain no soil to slide");
  }

  template <class T>
  void check_ids(const std::vector<T>& list, const std::string& pointer, const std::string& noun,
                 std::set<std::string>& seen) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!list[i].id.empty() && !seen.insert(list[i].id).second)
        fault(item(pointer, i) + "/id", noun + " \"" + list[i].id + "\" is given twice");
    }
  }

  void check_fuel(const FuelCover& fuel) {
    const std::string pointer = "/world/terrain/fuel";
    const auto check_model = [&](const std::string& model, const std::string& at) {
      if (!model.empty() && !fuel_number(model))
        fault(at, "there is no fuel model \"" + model + '"', kFuelHint);
    };
    check_model(fuel.model, pointer + "/model");
    std::set<std::int64_t> codes;
    for (std::size_t i = 0; i < fuel.codes.size(); ++i) {
      const std::string at = item(pointer + "/codes", i);
      check_model(fuel.codes[i].model, at + "/model");
      if (!codes.insert(fuel.codes[i].code).second) fault(at + "/code", "is given twice");
    }
  }

  void check_hazard(const Hazard& hazard, const std::string& pointer) {
    std::set<std::string> ignitions;
    check_ids(hazard.ignitions, pointer + "/ignitions", "ignition", ignitions);
    for (std::size_t i = 1; i < hazard.weather.size(); ++i) {
      if (hazard.weather[i].at_s <= hazard.weather[i - 1].at_s)
        fault(item(pointer + "/weather", i) + "/at_s", "times must ascend");
    }
  }

  const CaseFile& file_;
  std::vector<Fault>& faults_;
};

}  // namespace

void check_fire(const CaseFile& file, std::vector<Fault>& faults) {
  FireChecker{file, faults}.run();
}

}  // namespace muster::cases
