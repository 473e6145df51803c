// SPDX-License-Identifier: MIT
// Fires that another model has computed, or that were seen.
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/case/time_text.hpp"
#include "engine/input/arrival_map.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/series.hpp"

namespace muster::input {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// The times of a layer's rows, s since the case's start.
class PerimeterTimes {
 public:
  PerimeterTimes(const cases::PerimeterLayer& spec, const std::string& case_start)
      : start_s_{static_cast<double>(cases::parse_time(case_start).value_or(0))},
        offset_s_{spec.utc_offset.empty()
                      ? offset_of(case_start)
                      : static_cast<double>(cases::parse_utc_offset(spec.utc_offset).value_or(0))} {
  }
  std::optional<double> at(std::string_view text) const {
    constexpr double kNoon_h = 12;
    if (const std::optional<double> seconds = to_number(text)) return seconds;
    const std::optional<double> time = table_time(text, offset_s_, kNoon_h);
    return time ? std::optional{*time - start_s_} : std::nullopt;
  }

 private:
  double start_s_;
  double offset_s_;
};

void burn_by(const Shape& shape, double at_s, const world::Grid& grid,
             std::vector<double>& arrival_s) {
  const Polygon polygon{shape.parts};
  const Box box = polygon.box();
  for (int r = std::max(grid.row_of(box.ymax), 0);
       r <= std::min(grid.row_of(box.ymin), grid.rows - 1); ++r) {
    for (int c = std::max(grid.col_of(box.xmin), 0);
         c <= std::min(grid.col_of(box.xmax), grid.cols - 1); ++c) {
      if (!polygon.contains(grid.x_of(c), grid.y_of(r))) continue;
      double& arrival = arrival_s[grid.index(r, c)];
      arrival = std::min(arrival, at_s);
    }
  }
}

void read_perimeters(const cases::PerimeterLayer& spec, const std::string& where,
                     const cases::CaseFile& file, const world::World& world,
                     std::vector<double>& arrival_s, Import& import) {
  cases::Layer layer;
  layer.path = spec.path;
  layer.layer = spec.layer;
  layer.crs = spec.crs;
  const std::optional<LayerRows> rows = read_layer(layer, world.crs, import);
  if (!rows || !rows->placed) return;
  const int column = rows->table.column(spec.time_column);
  if (column < 0) {
    import.diagnostics.error(spec.path, "has no attribute " + in_quotes(spec.time_column),
                             "name the one with the times at " + where + "/time_column");
    return;
  }
  const PerimeterTimes times{spec, file.start};
  RowProblems problems{import.diagnostics, spec.path};
  std::int64_t no_area = 0;
  for (std::size_t row = 0; row < rows->table.rows(); ++row) {
    const std::optional<double> at_s = times.at(rows->table.cell(row, column));
    if (!at_s) {
      problems.error(rows->table.line(row),
                     in_quotes(rows->table.cell(row, column)) + " is no time");
    } else if (rows->shape[row].kind == Shape::Kind::Polygon) {
      burn_by(rows->shape[row], *at_s, world.terrain.grid, arrival_s);
    } else {
      ++no_area;
    }
  }
  import.find("points and lines among the perimeters of " + spec.path, no_area, "left out");
}

}  // namespace

void read_imported_fire(const cases::Hazard& hazard, const std::string& hazard_at,
                        const cases::CaseFile& file, const world::World& world,
                        world::HazardForcing& forcing, Import& import) {
  std::vector<double>& arrival_s = forcing.imported_fire_s;
  arrival_s.assign(world.terrain.grid.size(), kNever);
  if (hazard.fire_arrival) {
    SameCells cells;
    if (auto map =
            read_arrivals(*hazard.fire_arrival, "fire", hazard.never_values, world, cells, import))
      arrival_s = std::move(*map);
  }
  if (hazard.fire_perimeters)
    read_perimeters(*hazard.fire_perimeters, hazard_at + "/fire_perimeters", file, world, arrival_s,
                    import);
  see_arrivals(arrival_s, "fire", file.horizon_s, hazard_at, import);
}

}  // namespace muster::input
