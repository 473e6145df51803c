// SPDX-License-Identifier: MIT
#include "engine/simulation/flood_works.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/case/flood_works_check.hpp"
#include "engine/hazard/flood/wall_line.hpp"

namespace muster::simulation {

namespace {

namespace flood = hazard::flood;

/// The higher ground of two cells that a face lies between.
double ground_beside(const flood::Face& face, const world::Terrain& terrain) {
  const std::size_t other =
      face.cell + (face.along_x ? std::size_t{1} : static_cast<std::size_t>(terrain.grid.cols));
  return std::max(terrain.elevation_m[face.cell], terrain.elevation_m[other]);
}

flood::Curve curve_of(const std::vector<std::array<double, 2>>& pairs) {
  flood::Curve curve;
  for (const auto& [x, y] : pairs) {
    curve.x.push_back(x);
    curve.y.push_back(y);
  }
  return curve;
}

/// Builds the works of one flood.
class Builder {
 public:
  Builder(const world::Terrain& terrain, Diagnostics& diagnostics)
      : terrain_{terrain}, diagnostics_{diagnostics} {}

  void add(const cases::FloodWork& spec, const world::WorkCells& cells, bool at_work) {
    switch (spec.kind) {
      case cases::FloodWorkKind::Wall:
        return add_wall(spec, cells, at_work);
      case cases::FloodWorkKind::Culvert:
        return add_culvert(spec, cells, at_work);
      case cases::FloodWorkKind::Drain:
        works.drains.push_back({.id = spec.id,
                                .inlets = cells.cell,
                                .outfall = cells.to.value_or(flood::kOutside),
                                .capacity_m3_s = spec.capacity_m3_s,
                                .open = at_work});
        return;
      case cases::FloodWorkKind::Pump:
        works.pumps.push_back({.id = spec.id,
                               .intakes = cells.cell,
                               .to = cells.to.value_or(flood::kOutside),
                               .rate_m3_s = spec.rate_m3_s,
                               .start_m = level(spec.start_m, spec.start_depth_m, cells),
                               .stop_m = level(spec.stop_m, spec.stop_depth_m, cells),
                               .start_failure_probability = spec.start_failure_probability,
                               .open = at_work});
        return;
      case cases::FloodWorkKind::Reservoir:
        works.reservoirs.push_back({.id = spec.id,
                                    .outlets = cells.cell,
                                    .initial_m3 = spec.initial_m3,
                                    .level_m_of_m3 = curve_of(spec.storage),
                                    .inflow_m3_s = cells.inflow_m3_s,
                                    .release_m3_s = cells.release_m3_s,
                                    .release_m3_s_of_level = curve_of(spec.release_rule),
                                    .open = at_work});
        return;
      case cases::FloodWorkKind::Gate:
        works.gates.push_back({.id = spec.id,
                               .gauge = cells.cell.empty() ? flood::kOutside : cells.cell.front(),
                               .close_m = level(spec.start_m, spec.start_depth_m, cells),
                               .reopen_m = level(spec.stop_m, spec.stop_depth_m, cells),
                               .latency_s = spec.latency_s});
        return;
    }
  }

  /// Once all works are there.
  void aim(const cases::FloodWork& spec) {
    if (spec.kind != cases::FloodWorkKind::Gate || spec.target.empty()) return;
    const auto gate = std::find_if(works.gates.begin(), works.gates.end(),
                                   [&](const flood::Gate& one) { return one.id == spec.id; });
    gate->has_target = find_work(works, spec.target, gate->target);
  }

  void add(const cases::BreachSpec& spec, const std::array<double, 2>& xy,
           const std::string& where) {
    flood::WorkRef wall;
    MUSTER_VERIFY(find_work(works, spec.wall, wall) && wall.kind == flood::WorkKind::Wall);
    const std::vector<flood::Face>& faces = works.walls[wall.index].line.faces;
    if (faces.empty()) return;  // reported with the wall
    const std::size_t face = nearest_face(faces, xy, where);
    flood::Breach breach;
    breach.id = spec.id;
    breach.wall = wall.index;
    breach.face = face;
    if (spec.start_s) breach.start = from_seconds(*spec.start_s);
    if (spec.overtopping_m) breach.overtopping_m = *spec.overtopping_m;
    breach.sill_m = spec.sill_m.value_or(ground_beside(faces[face], terrain_));
    breach.lowering_s = spec.lowering_s;
    breach.first_width_m = spec.first_width_m;
    if (spec.greatest_width_m) breach.greatest_width_m = *spec.greatest_width_m;
    breach.growth.critical_velocity_m_s = spec.critical_velocity_m_s;
    works.breaches.push_back(std::move(breach));
  }

  flood::WorksInputs works;

 private:
  double level(const std::optional<double>& level_m, const std::optional<double>& depth_m,
               const world::WorkCells& cells) const {
    if (level_m) return *level_m;
    const double ground_m = cells.cell.empty() ? 0 : terrain_.elevation_m[cells.cell.front()];
    return ground_m + depth_m.value_or(0);
  }

  void add_wall(const cases::FloodWork& spec, const world::WorkCells& cells, bool at_work) {
    flood::Wall wall;
    wall.id = spec.id;
    wall.line = flood::wall_line(terrain_.grid, cells.line_xy_m);
    if (spec.crest_m) {
      wall.crest_m = {*spec.crest_m};
    } else {
      for (const flood::Face& face : wall.line.faces)
        wall.crest_m.push_back(ground_beside(face, terrain_) + spec.height_m.value_or(0));
    }
    wall.weir_coefficient = spec.weir_coefficient;
    wall.stands = at_work;
    works.walls.push_back(std::move(wall));
  }

  void add_culvert(const cases::FloodWork& spec, const world::WorkCells& cells, bool at_work) {
    flood::Culvert culvert;
    culvert.id = spec.id;
    culvert.from = cells.cell.empty() ? flood::kOutside : cells.cell.front();
    culvert.to = cells.to.value_or(flood::kOutside);
    culvert.width_m = spec.width_m;
    culvert.height_m = spec.opening_m;
    if (spec.invert_m) {
      culvert.invert_m = *spec.invert_m;
    } else if (!cells.cell.empty() && cells.to) {
      culvert.invert_m =
          std::max(terrain_.elevation_m[culvert.from], terrain_.elevation_m[culvert.to]);
    }
    culvert.coefficient = spec.coefficient;
    culvert.weir_coefficient = spec.weir_coefficient;
    culvert.flap = spec.flap;
    culvert.open = at_work;
    works.culverts.push_back(std::move(culvert));
  }

  /// A point on a map is off by some cells; farther, it is another place.
  std::size_t nearest_face(const std::vector<flood::Face>& faces, const std::array<double, 2>& xy,
                           const std::string& where) {
    const world::Grid& grid = terrain_.grid;
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t f = 0; f < faces.size(); ++f) {
      const int row = static_cast<int>(faces[f].cell) / grid.cols;
      const int col = static_cast<int>(faces[f].cell) % grid.cols;
      const double half_m = grid.cell_m / 2;
      const double dx = grid.x_of(col) + (faces[f].along_x ? half_m : 0) - xy[0];
      const double dy = grid.y_of(row) - (faces[f].along_x ? 0 : half_m) - xy[1];
      const double distance = std::sqrt(dx * dx + dy * dy);
      if (distance >= least) continue;
      least = distance;
      nearest = f;
    }
    constexpr double kFarthestCells = 3;
    if (least > kFarthestCells * grid.cell_m)
      diagnostics_.error(where, "lies " + std::to_string(std::llround(least)) + " m from its wall",
                         "name a point on the wall's line");
    return nearest;
  }

  const world::Terrain& terrain_;
  Diagnostics& diagnostics_;
};

flood::WorkAction action_of(cases::WorkChange change) {
  switch (change) {
    case cases::WorkChange::Open:
      return flood::WorkAction::Open;
    case cases::WorkChange::Close:
      return flood::WorkAction::Close;
    case cases::WorkChange::Fail:
      return flood::WorkAction::Fail;
    case cases::WorkChange::Repair:
      break;
  }
  return flood::WorkAction::Repair;
}

}  // namespace

flood::WorksInputs works_of(const cases::CaseFile& file, std::size_t hazard,
                            const world::Terrain& terrain, const world::WorksForcing& forcing,
                            Diagnostics& diagnostics) {
  Builder builder{terrain, diagnostics};
  const std::vector<cases::PlacedWork> placed = cases::flood_works(file);
  for (std::size_t w = 0; w < placed.size(); ++w) {
    const bool exists = w < file.world.works.size();
    builder.add(*placed[w].work, forcing.works.at(w), placed[w].work->at_work.value_or(exists));
  }
  for (const cases::PlacedWork& work : placed) builder.aim(*work.work);
  const std::vector<cases::BreachSpec>& breaches = file.event.hazards[hazard].breaches;
  for (std::size_t b = 0; b < breaches.size(); ++b) {
    builder.add(breaches[b], forcing.breach_xy_m.at(b),
                "#/event/hazards/" + std::to_string(hazard) + "/breaches/" + std::to_string(b));
  }
  builder.works.seed = file.seed;
  return std::move(builder.works);
}

WorkActions::WorkActions(const cases::CaseFile& file, std::size_t hazard,
                         const flood::WorksInputs& works) {
  for (const cases::PlacedAction& placed : cases::work_actions(file, hazard)) {
    flood::WorkEdit edit;
    MUSTER_VERIFY(find_work(works, placed.action->work, edit.work));
    edit.action = action_of(placed.action->action);
    if (placed.action->when) {
      conditional_.push_back(
          {&*placed.action->when, edit, warning::ConditionState{*placed.action->when}});
    } else {
      timed_.push_back({from_seconds(placed.action->at_s.value_or(0)), edit});
    }
  }
  held_.assign(conditional_.size(), 0);
  std::stable_sort(timed_.begin(), timed_.end(),
                   [](const Timed& a, const Timed& b) { return a.at < b.at; });
}

SimTime WorkActions::next(SimTime from, SimTime to) const {
  if (taken_ == timed_.size()) return to;
  return std::min(to, std::max(from, timed_[taken_].at));
}

void WorkActions::take_timed(flood::Flood& flood, SimTime now) {
  for (; taken_ < timed_.size() && timed_[taken_].at <= now; ++taken_)
    flood.change(timed_[taken_].edit, now);
}

void WorkActions::take_conditional(flood::Flood& flood, const warning::Readings& readings,
                                   SimTime now) {
  for (std::size_t c = 0; c < conditional_.size(); ++c) {
    Conditional& one = conditional_[c];
    const bool holds = one.memory.holds(*one.when, readings, now);
    if (holds && held_[c] == 0) flood.change(one.edit, now);
    held_[c] = holds ? 1 : 0;
  }
}

void WorkActions::state(StateArchive& archive) {
  archive.enter("work_actions");
  archive("taken", taken_);
  archive("held", held_);
  for (std::size_t c = 0; c < conditional_.size(); ++c) {
    archive.enter("condition" + std::to_string(c));
    conditional_[c].memory.state(archive);
    archive.leave();
  }
  archive.leave();
}

std::vector<Outcome> work_outcomes(const flood::Works& works) {
  std::vector<Outcome> outcomes;
  const flood::WorksInputs& inputs = works.inputs();
  const auto moved = [&](flood::WorkKind kind, const auto& list, bool back) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const flood::WorkRef ref{kind, i};
      outcomes.push_back({"water_moved", works.moved_m3(ref), "m3", list[i].id});
      if (back)
        outcomes.push_back({"water_moved_back", works.moved_back_m3(ref), "m3", list[i].id});
    }
  };
  moved(flood::WorkKind::Wall, inputs.walls, true);
  moved(flood::WorkKind::Culvert, inputs.culverts, true);
  moved(flood::WorkKind::Drain, inputs.drains, false);
  moved(flood::WorkKind::Pump, inputs.pumps, false);
  moved(flood::WorkKind::Reservoir, inputs.reservoirs, false);
  for (std::size_t r = 0; r < inputs.reservoirs.size(); ++r)
    outcomes.push_back({"water_held", works.reservoir_m3(r), "m3", inputs.reservoirs[r].id});
  for (std::size_t b = 0; b < inputs.breaches.size(); ++b) {
    if (works.breach_width_m(b) <= 0) continue;
    outcomes.push_back({"breach_start", works.breach_start_s(b), "s", inputs.breaches[b].id});
    outcomes.push_back({"breach_width", works.breach_width_m(b), "m", inputs.breaches[b].id});
  }
  return outcomes;
}

}  // namespace muster::simulation
