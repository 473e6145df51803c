// SPDX-License-Identifier: MIT
#include "engine/input/read_decisions.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/case/describe.hpp"
#include "engine/case/suggest.hpp"
#include "engine/input/import.hpp"
#include "engine/input/json_reader.hpp"
#include "engine/input/place.hpp"
#include "engine/input/references.hpp"

namespace muster::input {

namespace {

class Checker {
 public:
  Checker(const cases::CaseFile& file, const world::Roads& roads, const DecisionLimits& limits,
          JsonSources& sources, Diagnostics& warnings)
      : horizon_s_{file.horizon_s},
        hazards_{file.event.hazards},
        roads_{roads},
        limits_{limits},
        sources_{sources},
        warnings_{warnings} {
    for (const cases::Order& order : file.plan.orders) orders_.push_back(order.id);
  }

  void check(const cases::Decision& decision, const Json& line) {
    const Json& order = *line.find("order");
    const Json& role = *line.find("role");
    const Json& time = *line.find("time_s");
    if (decision.role.size() > limits_.role_bytes) {
      fault(role, "/role", "must be at most " + std::to_string(limits_.role_bytes) + " bytes", "");
    }
    if (decision.order_text.size() > limits_.order_bytes) {
      fault(order, "/order",
            "must be at most " + std::to_string(limits_.order_bytes) + " bytes as compact JSON",
            "give it in several lines of one time");
    }
    if (decision.time_s > horizon_s_)
      warnings_.warning(sources_.where(time, "/time_s"), "lies after the case's horizon_s");
    for_each_unknown_road(roads_, decision.sources, decision.between,
                          [&](const std::string& name, const std::string& what) {
                            warnings_.warning(sources_.where(order, "/order" + name), what);
                          });
    check_inject(decision, order);
    if (decision.kind != cases::DecisionKind::IssueOrder) return;
    if (std::find(orders_.begin(), orders_.end(), decision.order_id) == orders_.end()) {
      fault(*order.find("id"), "/order/id", "the plan has no order \"" + decision.order_id + '"',
            cases::did_you_mean(decision.order_id, orders_));
    }
  }

 private:
  /// That there is what it changes.
  void check_inject(const cases::Decision& decision, const Json& order) {
    const bool fire = decision.kind == cases::DecisionKind::SetWind ||
                      decision.kind == cases::DecisionKind::AddFireBreak;
    if (!cases::alters_hazards(decision.kind)) return;
    std::vector<std::string> ids;
    bool any = false;
    for (const cases::Hazard& hazard : hazards_) {
      const bool has = fire ? hazard.kind == cases::HazardKind::Fire
                            : !hazard.rain.series.empty() || !hazard.rain_maps.empty();
      any |= has;
      if (has && !hazard.id.empty()) ids.push_back(hazard.id);
    }
    const std::string what = fire ? "fire" : "hazard with rain";
    if (!any) {
      fault(order, "/order", "the case has no " + what, "");
    } else if (!decision.hazard.empty() &&
               std::find(ids.begin(), ids.end(), decision.hazard) == ids.end()) {
      fault(*order.find("hazard"), "/order/hazard",
            "the case has no " + what + " \"" + decision.hazard + '"',
            cases::did_you_mean(decision.hazard, ids));
    }
    if (!decision.fire_break.line.path.empty())
      fault(order, "/order/break/line", "must be given by its points",
            "state x_y or lon_lat: a log names no files");
  }

  void fault(const Json& at, const char* pointer, const std::string& what,
             const std::string& hint) {
    sources_.add({at.origin, at.token, pointer, what, hint});
  }

  double horizon_s_;
  const std::vector<cases::Hazard>& hazards_;
  world::RoadNames roads_;
  DecisionLimits limits_;
  JsonSources& sources_;
  Diagnostics& warnings_;
  std::vector<std::string> orders_;
};

/// A break by its points in the case's CRS.
void project(cases::Decision& decision, const std::string& crs, const std::string& path,
             Diagnostics& diagnostics) {
  cases::PlaceLine& line = decision.fire_break.line;
  if (line.lon_lat.empty()) return;
  std::vector<Finding> findings;
  std::vector<cases::InputFile> inputs;
  Import import{diagnostics, findings, inputs};
  const std::vector<double> xy = line_xy(line, crs, path, import);
  for (std::size_t k = 0; k + 1 < xy.size(); k += 2) line.x_y.push_back({xy[k], xy[k + 1]});
  line.lon_lat.clear();
}

}  // namespace

DecisionLog read_decisions(const std::string& path, const std::string& named,
                           const cases::CaseFile& file, const world::Roads& roads,
                           const DecisionLimits& limits, Diagnostics& diagnostics) {
  DecisionLog log;
  JsonSources sources;
  std::vector<Json> lines;
  Checker checker{file, roads, limits, sources, diagnostics};
  const std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
  const std::string fault = sources.add_lines(
      {.display = path, .text = "", .folder = "", .named_folder = ""}, absolute, named, lines);
  if (!fault.empty()) diagnostics.error(path, fault);
  for (const Json& line : lines) {
    PathNames names;  // a log names no files
    JsonReader reader{line, sources, names};
    cases::Decision decision;
    const std::size_t issues = sources.issues();
    visit(reader, decision);
    if (sources.issues() > issues) continue;
    decision.order_text = to_text(*line.find("order"));
    checker.check(decision, line);
    project(decision, file.world.crs, path, diagnostics);
    log.decisions.push_back(std::move(decision));
  }
  sources.report(diagnostics);
  log.inputs = sources.inputs();
  std::stable_sort(
      log.decisions.begin(), log.decisions.end(),
      [](const cases::Decision& a, const cases::Decision& b) { return a.time_s < b.time_s; });
  return log;
}

}  // namespace muster::input
