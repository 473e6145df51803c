// SPDX-License-Identifier: MIT
#include "engine/case/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/time.hpp"
#include "engine/case/fire_check.hpp"
#include "engine/case/flood_works_check.hpp"
#include "engine/case/imported_check.hpp"
#include "engine/case/slope_check.hpp"
#include "engine/case/suggest.hpp"

namespace muster::cases {

namespace {

std::string item(const std::string& list, std::size_t index) {
  return list + '/' + std::to_string(index);
}

/// The ids that something may refer to.
class Ids {
 public:
  explicit Ids(std::string noun) : noun_{std::move(noun)} {}

  /// Where an id could not be read nothing is known about references.
  void add(const std::string& id, const std::string& pointer, std::vector<Fault>& faults) {
    if (id.empty()) {
      complete = false;
    } else if (!first_.try_emplace(id, pointer).second) {
      faults.push_back({pointer, noun_ + " \"" + id + "\" is given twice", ""});
    }
  }
  void refer(const std::string& id, const std::string& pointer, std::vector<Fault>& faults) const {
    if (!complete || id.empty() || first_.contains(id)) return;
    std::vector<std::string> names;
    for (const auto& [name, unused] : first_) names.push_back(name);
    faults.push_back({pointer, "there is no " + noun_ + " \"" + id + '"', did_you_mean(id, names)});
  }

  bool complete = true;

 private:
  std::string noun_;
  std::map<std::string, std::string> first_;
};

class Checker {
 public:
  explicit Checker(const CaseFile& file) : file_{file} {}

  std::vector<Fault> run() {
    collect_ids();
    check_case();
    check_event();
    check_plan();
    check_works();
    return std::move(faults_);
  }

 private:
  void fault(const std::string& pointer, const std::string& what, const std::string& hint = {}) {
    faults_.push_back({pointer, what, hint});
  }

  void collect_ids() {
    const SitesSpec& sites = file_.world.sites;
    for (std::size_t i = 0; i < sites.list.size(); ++i) {
      sites_.add(sites.list[i].id, item("/world/sites/list", i) + "/id", faults_);
    }
    const InferShelters& infer = sites.infer_shelters;
    if (!sites.layers.empty() || !sites.rim_exits.empty() || !file_.world.roads.csv.empty() ||
        infer.schools || infer.stadiums || infer.halls) {
      sites_.complete = false;
    }
    for (std::size_t h = 0; h < file_.event.hazards.size(); ++h) {
      const auto& boundaries = file_.event.hazards[h].boundaries;
      const std::string list = item("/event/hazards", h) + "/boundaries";
      const StageTable& table = file_.event.hazards[h].table;
      if (!table.gauge.empty()) {
        boundaries_.add(table.gauge, item("/event/hazards", h) + "/gauge", faults_);
        if (table.stage.empty()) without_level_.insert(table.gauge);
      }
      for (std::size_t i = 0; i < boundaries.size(); ++i) {
        boundaries_.add(boundaries[i].id, item(list, i) + "/id", faults_);
        if (boundaries[i].kind != FloodBoundaryKind::Stage) without_level_.insert(boundaries[i].id);
      }
    }
    for (std::size_t i = 0; i < file_.plan.zones.size(); ++i) {
      zones_.add(file_.plan.zones[i].id, item("/plan/zones", i) + "/id", faults_);
    }
  }

  void check_case() {
    if (file_.test_horizon_s > file_.horizon_s && file_.horizon_s > 0) {
      fault("/test_horizon_s", "must not be more than horizon_s");
    }
    for (std::size_t i = 0; i < file_.objectives.size(); ++i) {
      const Objective& objective = file_.objectives[i];
      if (objective.at_least && objective.at_most && *objective.at_least > *objective.at_most) {
        fault(item("/objectives", i), "at_least must not be more than at_most");
      }
    }
    if (file_.world.car.stall_depth_m < file_.world.car.close_depth_m) {
      fault("/world/vehicles/car/stall_depth_m", "must not be less than close_depth_m",
            "water that stalls cars closes the road to them: raise it, or lower close_depth_m");
    }
    if (const auto& extent = file_.world.grid.extent;
        extent && ((*extent)[0] >= (*extent)[2] || (*extent)[1] >= (*extent)[3])) {
      fault("/world/grid/extent", "west must be less than east, south less than north",
            "the order is west, south, east, north");
    }
  }

  void check_series(const Series& series, const std::string& pointer) {
    for (std::size_t i = 1; i < series.values.size(); ++i) {
      if (series.values[i][0] <= series.values[i - 1][0]) {
        fault(item(pointer + "/values", i), "times must ascend");
      }
    }
  }

  /// Roads and people feel the hazards at common barriers: see Simulation's period.
  void check_periods() {
    SimTime step = 60 * kSecond;
    for (const Hazard& hazard : file_.event.hazards)
      step = std::min(step, from_seconds(hazard.period_s));
    for (std::size_t h = 0; h < file_.event.hazards.size() && step > 0; ++h) {
      const SimTime period = from_seconds(file_.event.hazards[h].period_s);
      if (period % step == 0) continue;
      fault(
          item("/event/hazards", h) + "/period_s",
          "must be a whole multiple of 60 s, or of the shortest period of the case's hazards where "
          "that is less",
          "such as 30, 60 or 300 s");
    }
  }

  void check_uptake(const InfiltrationSpec& spec, const std::string& pointer) {
    std::set<std::string> ids;
    std::set<std::int64_t> codes;
    for (std::size_t i = 0; i < spec.soils.size(); ++i) {
      const SoilUptake& soil = spec.soils[i];
      if (!ids.insert(soil.id).second) fault(item(pointer, i) + "/id", "is given twice");
      if (!codes.insert(soil.code).second && !spec.raster.empty())
        fault(item(pointer, i) + "/code", "is given twice");
    }
    if (spec.soils.size() > 256) fault(pointer, "holds more than 256 soils");
  }

  void check_uncertainty() {
    std::set<std::string> pointers;
    for (std::size_t i = 0; i < file_.event.uncertainty.size(); ++i) {
      const UncertainDriver& driver = file_.event.uncertainty[i];
      const std::string pointer = item("/event/uncertainty", i);
      if (!driver.pointer.empty() && !pointers.insert(driver.pointer).second)
        fault(pointer + "/pointer", "is drawn by a driver before it");
      const bool triangular = driver.distribution == Distribution::Triangular;
      const bool uniform = driver.distribution == Distribution::Uniform;
      if ((uniform || triangular) && driver.low > driver.high)
        fault(pointer + "/high", "must not be less than low");
      if (triangular && (driver.mode < driver.low || driver.mode > driver.high))
        fault(pointer + "/mode", "must lie between low and high");
    }
  }

  void check_table(const Hazard& hazard, const std::string& pointer) {
    if (hazard.kind != HazardKind::StageZones) return;
    check_series(hazard.table.stage, pointer + "/stage_m");
    if (hazard.table.stage.empty() == hazard.rain.series.empty())
      fault(pointer, "needs exactly one of stage_m and rain_mm_h");
    for (std::size_t i = 0; i < hazard.table.zones.size(); ++i) {
      const StageZoneSpec& zone = hazard.table.zones[i];
      if (zone.drains_below && *zone.drains_below > zone.floods_at)
        fault(item(pointer + "/zones", i) + "/drains_below", "must not be more than floods_at");
    }
  }

  void check_event() {
    check_periods();
    check_uncertainty();
    for (std::size_t h = 0; h < file_.event.hazards.size(); ++h) {
      const Hazard& hazard = file_.event.hazards[h];
      const std::string pointer = item("/event/hazards", h);
      check_series(hazard.rain.series, pointer + "/rain_mm_h");
      for (std::size_t i = 1; i < hazard.rain_maps.size(); ++i) {
        if (hazard.rain_maps[i].at_s <= hazard.rain_maps[i - 1].at_s)
          fault(item(pointer + "/rain_maps", i) + "/at_s", "times must ascend");
      }
      check_table(hazard, pointer);
      if (hazard.infiltration) check_uptake(*hazard.infiltration, pointer + "/infiltration/soils");
      for (std::size_t i = 0; i < hazard.boundaries.size(); ++i) {
        const FloodBoundary& boundary = hazard.boundaries[i];
        const bool stage = boundary.kind == FloodBoundaryKind::Stage;
        check_series(boundary.series,
                     item(pointer + "/boundaries", i) + (stage ? "/stage_m" : "/discharge_m3_s"));
      }
      check_imported(hazard, pointer, faults_);
    }
  }

  void check_works() {
    check_flood_works(file_, faults_);
    check_fire(file_, faults_);
    check_slopes(file_, faults_);
    const auto conditions = [&](const std::vector<WorkAction>& actions, const std::string& list) {
      for (std::size_t a = 0; a < actions.size(); ++a)
        if (actions[a].when) check_condition(*actions[a].when, item(list, a) + "/when");
    };
    conditions(file_.plan.work_actions, "/plan/works/actions");
    for (std::size_t h = 0; h < file_.event.hazards.size(); ++h)
      conditions(file_.event.hazards[h].work_actions, item("/event/hazards", h) + "/work_actions");
    for (const PlacedWork& placed : flood_works(file_)) {
      check_series(placed.work->inflow, placed.pointer + "/inflow_m3_s");
      check_series(placed.work->release, placed.pointer + "/release_m3_s");
    }
  }

  void check_condition(const Condition& condition, const std::string& pointer) {
    if (condition.stage) {
      const std::string& boundary = condition.stage->subject;
      boundaries_.refer(boundary, pointer + "/stage/subject", faults_);
      if (without_level_.contains(boundary)) {
        fault(pointer + "/stage/subject",
              "\"" + boundary + "\" is no boundary of kind stage: its level is not known",
              "name a stage boundary, or a site in a depth condition");
      }
      check_level(*condition.stage, pointer + "/stage");
    }
    if (condition.depth) {
      sites_.refer(condition.depth->subject, pointer + "/depth/subject", faults_);
      check_level(*condition.depth, pointer + "/depth");
    }
    for (std::size_t i = 0; i < condition.all.size(); ++i) {
      check_condition(condition.all[i], item(pointer + "/all", i));
    }
    for (std::size_t i = 0; i < condition.any.size(); ++i) {
      check_condition(condition.any[i], item(pointer + "/any", i));
    }
  }

  void check_level(const Condition::Level& level, const std::string& pointer) {
    if (level.below_m && *level.below_m > level.above_m) {
      fault(pointer + "/below_m", "must not be more than above_m");
    }
  }

  void check_plan() {
    Ids orders{"order"}, shelters{"shelter"};
    for (std::size_t i = 0; i < file_.plan.orders.size(); ++i) {
      const Order& order = file_.plan.orders[i];
      const std::string pointer = item("/plan/orders", i);
      orders.add(order.id, pointer + "/id", faults_);
      check_zones(order.zones, pointer + "/zones");
      check_condition(order.when, pointer + "/when");
    }
    for (std::size_t i = 0; i < file_.plan.shelters.size(); ++i) {
      const ShelterSpec& shelter = file_.plan.shelters[i];
      const std::string pointer = item("/plan/shelters", i);
      shelters.add(shelter.site, pointer + "/site", faults_);
      if (shelter.site != "*") sites_.refer(shelter.site, pointer + "/site", faults_);
      check_zones(shelter.zones, pointer + "/zones");
    }
    for (std::size_t i = 0; i < file_.plan.closures.size(); ++i) {
      const Closure& closure = file_.plan.closures[i];
      if (closure.until_s != 0 && closure.until_s <= closure.from_s) {
        fault(item("/plan/works/closures", i) + "/until_s", "must be more than from_s");
      }
    }
  }

  void check_zones(const std::vector<std::string>& zones, const std::string& pointer) {
    for (std::size_t i = 0; i < zones.size(); ++i) {
      zones_.refer(zones[i], item(pointer, i), faults_);
    }
  }

  const CaseFile& file_;
  std::set<std::string> without_level_;  // boundaries of other kinds than stage
  std::vector<Fault> faults_;
  Ids sites_{"site"};
  Ids boundaries_{"flood boundary"};
  Ids zones_{"zone"};
};

}  // namespace

std::vector<Fault> check(const CaseFile& file) {
  return Checker{file}.run();
}

}  // namespace muster::cases
