// SPDX-License-Identifier: MIT
#include "engine/case/flood_works_check.hpp"

#include <map>

#include "engine/case/suggest.hpp"

namespace muster::cases {

namespace {

std::string item(const std::string& list, std::size_t index) {
  return list + '/' + std::to_string(index);
}

class WorksChecker {
 public:
  WorksChecker(const CaseFile& file, std::vector<Fault>& faults) : file_{file}, faults_{faults} {}

  void run() {
    const std::vector<PlacedWork> works = flood_works(file_);
    for (const PlacedWork& placed : works) add(placed.work->id, placed.pointer, placed.work->kind);
    for (const PlacedWork& placed : works) check_work(*placed.work, placed.pointer);
    check_actions(file_.plan.work_actions, "/plan/works/actions", {});
    for (std::size_t h = 0; h < file_.event.hazards.size(); ++h) check_hazard(h);
  }

 private:
  void fault(const std::string& pointer, const std::string& what, const std::string& hint = {}) {
    faults_.push_back({pointer, what, hint});
  }

  void add(const std::string& id, const std::string& pointer, FloodWorkKind kind) {
    if (id.empty() || kinds_.try_emplace(id, kind).second) return;
    fault(pointer + "/id", "work \"" + id + "\" is given twice");
  }

  const FloodWorkKind* find(const std::string& id, const std::string& pointer,
                            const std::map<std::string, std::size_t>& breaches) {
    const auto found = kinds_.find(id);
    if (found != kinds_.end()) return &found->second;
    if (id.empty() || breaches.contains(id)) return nullptr;
    std::vector<std::string> names;
    for (const auto& [name, unused] : kinds_) names.push_back(name);
    for (const auto& [name, unused] : breaches) names.push_back(name);
    fault(pointer, "there is no work \"" + id + '"', did_you_mean(id, names));
    return nullptr;
  }

  void one_of(bool a, bool b, const std::string& pointer, const char* names) {
    if (a != b) return;
    fault(pointer, std::string{"needs exactly one of "} + names);
  }

  void check_work(const FloodWork& work, const std::string& pointer) {
    switch (work.kind) {
      case FloodWorkKind::Wall:
        return one_of(work.crest_m.has_value(), work.height_m.has_value(), pointer,
                      "crest_m and height_m");
      case FloodWorkKind::Culvert:
        return;
      case FloodWorkKind::Drain:
        return check_cells(work, pointer);
      case FloodWorkKind::Pump:
        check_cells(work, pointer);
        check_thresholds(work, true, pointer);
        return;
      case FloodWorkKind::Reservoir:
        return check_reservoir(work, pointer);
      case FloodWorkKind::Gate:
        check_cells(work, pointer);
        check_thresholds(work, false, pointer);
        return check_target(work, pointer);
    }
  }

  void check_cells(const FloodWork& work, const std::string& pointer) {
    one_of(!work.at.empty(), work.area.has_value(), pointer, "at and area");
  }

  void check_thresholds(const FloodWork& work, bool apart, const std::string& pointer) {
    const bool levels = work.start_m && work.stop_m;
    const bool depths = work.start_depth_m && work.stop_depth_m;
    const bool mixed = (work.start_m || work.stop_m) && (work.start_depth_m || work.stop_depth_m);
    if (levels == depths || mixed) {
      return fault(pointer, "needs start_m and stop_m, or start_depth_m and stop_depth_m",
                   "a work of this kind has two thresholds, both as levels or both as depths");
    }
    const double start = levels ? *work.start_m : *work.start_depth_m;
    const double stop = levels ? *work.stop_m : *work.stop_depth_m;
    if (stop > start || (apart && stop == start)) {
      fault(pointer + (levels ? "/stop_m" : "/stop_depth_m"),
            apart ? "must be less than where it starts" : "must not be more than where it closes");
    }
  }

  void check_reservoir(const FloodWork& work, const std::string& pointer) {
    check_cells(work, pointer);
    one_of(!work.release.empty(), !work.release_rule.empty(), pointer,
           "release_m3_s and release_rule");
    check_pairs(work.storage, pointer + "/storage");
    check_pairs(work.release_rule, pointer + "/release_rule");
    if (!work.storage.empty() && work.initial_m3 > work.storage.back()[0])
      fault(pointer + "/initial_m3", "is more than the last volume of storage");
  }

  void check_pairs(const std::vector<std::array<double, 2>>& pairs, const std::string& pointer) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (i > 0 && !(pairs[i][0] > pairs[i - 1][0] && pairs[i][1] >= pairs[i - 1][1]))
        fault(item(pointer, i), "pairs must ascend");
    }
  }

  void check_target(const FloodWork& work, const std::string& pointer) {
    if (work.target.empty()) return;
    const FloodWorkKind* kind = find(work.target, pointer + "/target", {});
    if (kind != nullptr && *kind != FloodWorkKind::Wall && *kind != FloodWorkKind::Culvert)
      fault(pointer + "/target", "\"" + work.target + "\" is neither a wall nor a culvert");
  }

  void check_hazard(std::size_t h) {
    const Hazard& hazard = file_.event.hazards[h];
    const std::string pointer = item("/event/hazards", h);
    std::map<std::string, std::size_t> breaches;
    for (std::size_t b = 0; b < hazard.breaches.size(); ++b) {
      const BreachSpec& breach = hazard.breaches[b];
      const std::string at = item(pointer + "/breaches", b);
      if (kinds_.contains(breach.id) || !breaches.try_emplace(breach.id, b).second)
        fault(at + "/id", "work \"" + breach.id + "\" is given twice");
      const FloodWorkKind* kind = find(breach.wall, at + "/wall", {});
      if (kind != nullptr && *kind != FloodWorkKind::Wall)
        fault(at + "/wall", "\"" + breach.wall + "\" is no wall");
    }
    check_actions(hazard.work_actions, pointer + "/work_actions", breaches);
  }

  void check_actions(const std::vector<WorkAction>& actions, const std::string& pointer,
                     const std::map<std::string, std::size_t>& breaches) {
    for (std::size_t a = 0; a < actions.size(); ++a) {
      const WorkAction& action = actions[a];
      find(action.work, item(pointer, a) + "/work", breaches);
      const bool failing = action.action == WorkChange::Fail || action.action == WorkChange::Repair;
      if (failing && breaches.contains(action.work))
        fault(item(pointer, a) + "/action", "a breach can be opened or closed only",
              "let its wall fail instead");
    }
  }

  const CaseFile& file_;
  std::vector<Fault>& faults_;
  std::map<std::string, FloodWorkKind> kinds_;
};

}  // namespace

std::vector<PlacedWork> flood_works(const CaseFile& file) {
  std::vector<PlacedWork> works;
  for (std::size_t i = 0; i < file.world.works.size(); ++i)
    works.push_back({&file.world.works[i], item("/world/works", i)});
  for (std::size_t i = 0; i < file.plan.built.size(); ++i)
    works.push_back({&file.plan.built[i], item("/plan/works/built", i)});
  return works;
}

std::vector<PlacedAction> work_actions(const CaseFile& file, std::size_t hazard) {
  std::vector<PlacedAction> actions;
  for (std::size_t i = 0; i < file.plan.work_actions.size(); ++i)
    actions.push_back({&file.plan.work_actions[i], item("/plan/works/actions", i)});
  const std::vector<WorkAction>& own = file.event.hazards[hazard].work_actions;
  const std::string list = item("/event/hazards", hazard) + "/work_actions";
  for (std::size_t i = 0; i < own.size(); ++i) actions.push_back({&own[i], item(list, i)});
  return actions;
}

void check_flood_works(const CaseFile& file, std::vector<Fault>& faults) {
  WorksChecker{file, faults}.run();
}

}  // namespace muster::cases
