// SPDX-License-Identifier: MIT
// What flood works need of their input.
#include "engine/hazard/flood/structures.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/flood/works.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

/// Reports on one of the works.
class Checker {
 public:
  Checker(const world::Grid& grid, Diagnostics& diagnostics)
      : grid_{grid}, diagnostics_{diagnostics} {}
  void about(const char* kind, const std::string& id) {
    where_ = std::string{kind} + " " + id;
    if (id.empty()) error("has no id");
    if (!ids_.insert(id).second) error("shares its id with another of the works");
  }
  void error(const std::string& what, const std::string& hint = {}) {
    diagnostics_.error(where_, what, hint);
  }
  void require(bool good, const char* what) {
    if (!good) error(what);
  }
  void positive(double x, const char* name) {
    if (!(x > 0.0 && std::isfinite(x))) error(std::string{name} + " must be above 0");
  }
  void not_negative(double x, const char* name) {
    if (!(x >= 0.0 && std::isfinite(x))) error(std::string{name} + " must be at least 0");
  }
  void level(double x, const char* name) {
    if (!(std::fabs(x) <= kGreatestHeight)) error(std::string{name} + " must lie within +-8000 m");
  }
  void cell(std::uint32_t cell, const char* name) {
    if (cell >= grid_.size()) error(std::string{name} + " is outside the grid");
  }
  void cells(const std::vector<std::uint32_t>& list, const char* name) {
    if (list.empty()) error(std::string{name} + ": none on the grid");
    for (const std::uint32_t c : list) cell(c, name);
  }
  bool face(const Face& face) const {
    const auto cols = static_cast<std::uint32_t>(grid_.cols);
    if (face.cell >= grid_.size()) return false;
    return face.along_x ? face.cell % cols + 1 < cols : face.cell + cols < grid_.size();
  }
  void curve(const Curve& curve, double least_y, const char* name) {
    const bool shaped = !curve.x.empty() && curve.x.size() == curve.y.size();
    require(shaped, (std::string{name} + " needs at least one pair").c_str());
    for (std::size_t i = 0; shaped && i < curve.x.size(); ++i) {
      if (!std::isfinite(curve.x[i]) || !std::isfinite(curve.y[i]) || curve.y[i] < least_y)
        return error(std::string{name} + " has a value out of range");
      if (i > 0 && !(curve.x[i] > curve.x[i - 1] && curve.y[i] >= curve.y[i - 1]))
        return error(std::string{name} + " does not ascend");
    }
  }
  void series(const world::TimeSeries& series, const char* name) {
    check_series(series, 0.0, 1e7, where_ + ", " + name, diagnostics_);
  }

 private:
  const world::Grid& grid_;
  Diagnostics& diagnostics_;
  std::string where_;
  std::set<std::string> ids_;
};

void check_wall(const Wall& wall, Checker& c) {
  c.about("wall", wall.id);
  if (wall.line.faces.empty())
    return c.error("has no face between cells", "lengthen its line, or refine the grid");
  c.positive(wall.line.length_m, "length");
  c.require(wall.crest_m.size() == 1 || wall.crest_m.size() == wall.line.faces.size(),
            "needs one crest, or one for each face");
  for (const double crest : wall.crest_m) c.level(crest, "crest");
  c.require(std::all_of(wall.line.faces.begin(), wall.line.faces.end(),
                        [&](const Face& face) { return c.face(face); }),
            "has a face that is not between two cells");
  c.positive(wall.weir_coefficient, "weir coefficient");
}

void check_breach(const Breach& breach, const WorksInputs& works, Checker& c) {
  c.about("breach", breach.id);
  if (breach.wall >= works.walls.size()) return c.error("is in no wall");
  c.require(breach.face < works.walls[breach.wall].line.faces.size(), "is at no face of its wall");
  c.level(breach.sill_m, "sill");
  c.require(!std::isnan(breach.overtopping_m), "overtopping must be a number");
  c.not_negative(breach.lowering_s, "time of lowering");
  c.not_negative(breach.first_width_m, "first width");
  c.require(breach.greatest_width_m > 0.0, "greatest width must be above 0");
  c.positive(breach.growth.critical_velocity_m_s, "critical velocity");
  c.not_negative(breach.growth.f1, "f1");
  c.not_negative(breach.growth.f2, "f2");
  c.positive(breach.growth.time_unit_s, "unit of time");
}

void check_culvert(const Culvert& culvert, Checker& c) {
  c.about("culvert", culvert.id);
  c.cell(culvert.from, "inlet");
  c.cell(culvert.to, "outlet");
  c.require(culvert.from != culvert.to, "leads from a cell to itself");
  c.positive(culvert.width_m, "width");
  c.positive(culvert.height_m, "height");
  c.level(culvert.invert_m, "invert");
  c.positive(culvert.coefficient, "coefficient");
  c.positive(culvert.weir_coefficient, "weir coefficient");
}

void check_drain(const Drain& drain, Checker& c) {
  c.about("drain", drain.id);
  c.cells(drain.inlets, "inlets");
  if (drain.outfall != kOutside) c.cell(drain.outfall, "outfall");
  c.require(
      std::find(drain.inlets.begin(), drain.inlets.end(), drain.outfall) == drain.inlets.end(),
      "has its outfall at an inlet");
  c.not_negative(drain.capacity_m3_s, "capacity");
}

void check_pump(const Pump& pump, Checker& c) {
  c.about("pump", pump.id);
  c.cells(pump.intakes, "intakes");
  if (pump.to != kOutside) c.cell(pump.to, "outlet");
  c.require(std::find(pump.intakes.begin(), pump.intakes.end(), pump.to) == pump.intakes.end(),
            "has its outlet at an intake");
  c.not_negative(pump.rate_m3_s, "rate");
  c.level(pump.start_m, "start level");
  c.level(pump.stop_m, "stop level");
  c.require(pump.stop_m < pump.start_m, "must stop below the level at which it starts");
  c.require(pump.start_failure_probability >= 0.0 && pump.start_failure_probability <= 1.0,
            "probability must lie within 0 and 1");
}

void check_reservoir(const Reservoir& reservoir, Checker& c) {
  c.about("reservoir", reservoir.id);
  c.cells(reservoir.outlets, "outlets");
  c.not_negative(reservoir.initial_m3, "volume");
  c.curve(reservoir.level_m_of_m3, -kGreatestHeight, "storage curve");
  if (!reservoir.level_m_of_m3.x.empty())
    c.require(reservoir.initial_m3 <= reservoir.level_m_of_m3.x.back(),
              "holds more than its storage curve");
  if (!reservoir.inflow_m3_s.time.empty()) c.series(reservoir.inflow_m3_s, "inflow");
  const bool by_time = !reservoir.release_m3_s.time.empty();
  const bool by_level = !reservoir.release_m3_s_of_level.x.empty();
  c.require(by_time != by_level,
            "needs a hydrograph of release or a rule on its level: one of both");
  if (by_time) c.series(reservoir.release_m3_s, "release");
  if (by_level) c.curve(reservoir.release_m3_s_of_level, 0.0, "rule of release");
}

void check_gate(const Gate& gate, const WorksInputs& works, Checker& c) {
  c.about("gate", gate.id);
  c.cell(gate.gauge, "gauge");
  c.level(gate.close_m, "closing level");
  c.level(gate.reopen_m, "reopening level");
  c.require(gate.reopen_m <= gate.close_m, "must reopen at no higher level than it closes at");
  c.not_negative(gate.latency_s, "latency");
  if (!gate.has_target) return;
  const bool wall = gate.target.kind == WorkKind::Wall && gate.target.index < works.walls.size();
  const bool culvert =
      gate.target.kind == WorkKind::Culvert && gate.target.index < works.culverts.size();
  c.require(wall || culvert, "must shut a wall or a culvert");
}

std::size_t count_of(const WorksInputs& works, WorkKind kind) {
  const std::size_t counts[kWorkKinds] = {
      works.walls.size(), works.breaches.size(),   works.culverts.size(), works.drains.size(),
      works.pumps.size(), works.reservoirs.size(), works.gates.size()};
  return counts[static_cast<std::size_t>(kind)];
}

}  // namespace

void check(const WorksInputs& works, const world::Grid& grid, Diagnostics& diagnostics) {
  Checker checker{grid, diagnostics};
  for (const Wall& wall : works.walls) check_wall(wall, checker);
  for (const Breach& breach : works.breaches) check_breach(breach, works, checker);
  for (const Culvert& culvert : works.culverts) check_culvert(culvert, checker);
  for (const Drain& drain : works.drains) check_drain(drain, checker);
  for (const Pump& pump : works.pumps) check_pump(pump, checker);
  for (const Reservoir& reservoir : works.reservoirs) check_reservoir(reservoir, checker);
  for (const Gate& gate : works.gates) check_gate(gate, works, checker);
}

void check(const WorkEdit& edit, const WorksInputs& works, Diagnostics& diagnostics) {
  if (edit.work.index >= count_of(works, edit.work.kind)) {
    diagnostics.error("works",
                      "there is no number " + std::to_string(edit.work.index) + " of that kind");
  } else if (edit.work.kind == WorkKind::Breach &&
             (edit.action == WorkAction::Fail || edit.action == WorkAction::Repair)) {
    diagnostics.error("breach " + works.breaches[edit.work.index].id,
                      "can be opened or closed only", "let its wall fail instead");
  }
}

bool find_work(const WorksInputs& works, std::string_view id, WorkRef& found) {
  const auto in = [&](WorkKind kind, const auto& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].id != id) continue;
      found = {kind, static_cast<std::uint32_t>(i)};
      return true;
    }
    return false;
  };
  return in(WorkKind::Wall, works.walls) || in(WorkKind::Breach, works.breaches) ||
         in(WorkKind::Culvert, works.culverts) || in(WorkKind::Drain, works.drains) ||
         in(WorkKind::Pump, works.pumps) || in(WorkKind::Reservoir, works.reservoirs) ||
         in(WorkKind::Gate, works.gates);
}

double curve_at(const Curve& curve, double x) {
  if (x <= curve.x.front()) return curve.y.front();
  if (x >= curve.x.back()) return curve.y.back();
  const auto next = static_cast<std::size_t>(std::upper_bound(curve.x.begin(), curve.x.end(), x) -
                                             curve.x.begin());
  const double share = (x - curve.x[next - 1]) / (curve.x[next] - curve.x[next - 1]);
  return curve.y[next - 1] + share * (curve.y[next] - curve.y[next - 1]);
}

}  // namespace muster::hazard::flood
