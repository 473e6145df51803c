// SPDX-License-Identifier: MIT
#include "engine/input/dated_polygons.hpp"

#include <cmath>
#include <optional>
#include <string_view>

#include "engine/case/time_text.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/series.hpp"

namespace muster::input {
namespace {

constexpr double kMostSeconds = 1e11;

/// The times of a layer's rows, s since the case's start.
class RowTimes {
 public:
  RowTimes(const cases::PerimeterLayer& spec, const std::string& case_start)
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

}  // namespace

std::vector<DatedPolygon> read_dated_polygons(const cases::PerimeterLayer& spec,
                                              const std::string& where, const cases::CaseFile& file,
                                              const world::World& world, Import& import) {
  cases::Layer layer;
  layer.path = spec.path;
  layer.layer = spec.layer;
  layer.crs = spec.crs;
  std::vector<DatedPolygon> polygons;
  const std::optional<LayerRows> rows = read_layer(layer, world.crs, import);
  if (!rows || !rows->placed) return polygons;
  const int column = rows->table.column(spec.time_column);
  if (column < 0) {
    import.diagnostics.error(spec.path, "has no attribute " + in_quotes(spec.time_column),
                             "name the one with the times at " + where + "/time_column");
    return polygons;
  }
  const RowTimes times{spec, file.start};
  RowProblems problems{import.diagnostics, spec.path};
  std::int64_t no_area = 0;
  for (std::size_t row = 0; row < rows->table.rows(); ++row) {
    const std::string_view text = rows->table.cell(row, column);
    const std::optional<double> at_s = times.at(text);
    if (at_s && !(std::fabs(*at_s) < kMostSeconds)) {
      problems.error(rows->table.line(row), "lies thousands of years from the case's start");
    } else if (!at_s) {
      problems.error(rows->table.line(row), in_quotes(text) + " is no time",
                     "such as 2024-05-01T21:53, or seconds since the case's start");
    } else if (rows->shape[row].kind == Shape::Kind::Polygon) {
      polygons.push_back({*at_s, Polygon{rows->shape[row].parts}});
    } else {
      ++no_area;
    }
  }
  import.find("points and lines among the polygons of " + spec.path, no_area, "left out");
  return polygons;
}

}  // namespace muster::input
