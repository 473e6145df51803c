// SPDX-License-Identifier: MIT
// Places of rows, from columns or from shapes, in the case's plane.
#include "engine/input/layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/input/crs.hpp"
#include "engine/input/vector_read.hpp"

namespace muster::input {
namespace {

bool has_ending(const std::string& path, std::initializer_list<std::string_view> endings) {
  std::string lower = path;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

bool is_text_table(const std::string& path) {
  return has_ending(path, {".csv", ".txt", ".tsv"});
}
bool is_sheet(const std::string& path) {
  return has_ending(path, {".xlsx", ".ods", ".xls"});
}

void report_unstated(const std::string& path, Import& import) {
  import.diagnostics.error(
      path, "holds coordinates inside China, but no crs is stated: they may be shifted",
      "set crs to GCJ-02, BD-09, EPSG:4490 or EPSG:4326");
}

/// Projects all points of all shapes in one go. False where some cannot be.
bool project(std::vector<Shape>& shapes, const Table& table, const std::string& from,
             const std::string& to, Import& import) {
  const Projector projector(from, to, table.path(), import.diagnostics);
  if (!projector.good()) return false;
  if (projector.identity()) return true;
  std::vector<double> x, y;
  for (const Shape& shape : shapes) {
    for (const auto& part : shape.parts) {
      for (const auto& [px, py] : part) {
        x.push_back(px);
        y.push_back(py);
      }
    }
  }
  projector.forward(x, y);
  RowProblems problems(import.diagnostics, table.path());
  std::size_t k = 0;
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    bool bad = false;
    for (auto& part : shapes[row].parts) {
      for (auto& point : part) {
        bad |= !std::isfinite(x[k]) || !std::isfinite(y[k]);
        point = {x[k], y[k]};
        ++k;
      }
    }
    if (bad) problems.error(table.line(row), "cannot be projected to " + to);
  }
  return problems.count() == 0;
}

/// How a table says where its rows are.
struct Columns {
  int first = -1;   // x or longitude
  int second = -1;  // y or latitude
  bool degrees = false;
  bool by_axis = false;  // x, y: as the CRS orders its axes
};

Columns columns_of(const Table& table, const cases::Layer& layer, Import& import) {
  const auto find = [&](const char* name) {
    return find_column(table, name, layer.columns, import.diagnostics);
  };
  struct Pair {
    const char* first;
    const char* second;
    bool degrees, by_axis;
  };
  constexpr std::array kPairs{Pair{"lon", "lat", true, false}, Pair{"east", "north", false, false},
                              Pair{"x", "y", false, true}};
  // columns that the case names go first
  for (const bool mapped : {true, false}) {
    for (const Pair& pair : kPairs) {
      if (mapped && !(layer.columns.contains(pair.first) && layer.columns.contains(pair.second))) {
        continue;
      }
      const int first = find(pair.first), second = find(pair.second);
      if (first >= 0 && second >= 0) return {first, second, pair.degrees, pair.by_axis};
    }
  }
  return {};
}

std::optional<LayerRows> place_rows(Table table, const cases::Layer& layer,
                                    const std::string& case_crs, Import& import) {
  const std::size_t errors = import.diagnostics.errors();
  const Columns columns = columns_of(table, layer, import);
  if (import.diagnostics.errors() != errors) return std::nullopt;
  if (columns.first < 0) {
    import.diagnostics.error(table.path() + ":" + std::to_string(table.header_line()),
                             "has no columns lon and lat, x and y, or east and north",
                             "name them in the layer's columns");
    return std::nullopt;
  }
  const std::string crs = !layer.crs.empty() ? layer.crs : columns.degrees ? "EPSG:4326" : case_crs;
  const CrsFacts facts = describe_crs(crs);
  if (facts.known && columns.degrees && !facts.geographic) {
    import.diagnostics.error(table.path(),
                             "has longitudes and latitudes, but its crs " + crs + " is in metres");
    return std::nullopt;
  }
  const bool degrees = columns.degrees || facts.geographic;
  const bool swap = columns.by_axis && facts.northing_first;
  LayerRows rows;
  bool in_china = false;
  {
    RowProblems problems(import.diagnostics, table.path());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::optional<double> x =
          to_number(table.cell(row, swap ? columns.second : columns.first));
      const std::optional<double> y =
          to_number(table.cell(row, swap ? columns.first : columns.second));
      if (!x || !y) {
        problems.error(table.line(row), "has no coordinates (" +
                                            std::string(table.cell(row, columns.first)) + ", " +
                                            std::string(table.cell(row, columns.second)) + ")");
      } else if (degrees && !(std::fabs(*x) <= 180 && std::fabs(*y) <= 90)) {
        problems.error(
            table.line(row),
            "is not on Earth: longitude " + std::to_string(*x) + ", latitude " + std::to_string(*y),
            std::fabs(*y) <= 180 && std::fabs(*x) <= 90 ? "are the columns swapped?" : "");
      }
      const double px = x.value_or(0), py = y.value_or(0);
      rows.shape.push_back({Shape::Kind::Point, {{{px, py}}}});
      in_china |= degrees && maybe_in_china(px, py);
    }
  }
  if (layer.crs.empty() && in_china) report_unstated(table.path(), import);
  rows.table = std::move(table);
  rows.placed = import.diagnostics.errors() == errors;
  if (!rows.placed) return rows;
  if (!project(rows.shape, rows.table, crs, case_crs, import)) return std::nullopt;
  return rows;
}

std::optional<LayerRows> vector_rows(const cases::Layer& layer, const std::string& case_crs,
                                     Import& import) {
  std::optional<VectorLayer> read = read_vector(layer.path, layer.layer, import);
  if (!read) return std::nullopt;
  LayerRows rows;
  const std::size_t errors = import.diagnostics.errors();
  rows.table = parse_table(std::move(read->csv), layer.path, {"feature"}, true, import.diagnostics);
  const std::string crs = layer.crs.empty() ? read->crs : layer.crs;
  if (crs.empty()) {
    import.diagnostics.error(layer.path, "carries no coordinate system", "state the layer's crs");
  }
  if (import.diagnostics.errors() != errors || rows.table.rows() != read->shape.size()) {
    return std::nullopt;
  }
  const CrsFacts facts = describe_crs(crs);
  bool in_china = false;
  {
    RowProblems problems(import.diagnostics, layer.path);
    for (std::size_t row = 0; row < read->shape.size(); ++row) {
      if (!read->shape[row]) {
        problems.error(rows.table.line(row), "the feature has no place");
        continue;
      }
      const auto& [x, y] = read->shape[row]->parts[0][0];
      in_china |= facts.geographic && maybe_in_china(x, y);
      rows.shape.push_back(std::move(*read->shape[row]));
    }
  }
  // an EPSG code of China's own says enough; WGS 84 is what shifted layers call themselves
  if (layer.crs.empty() && in_china && !same_crs(crs, "EPSG:4490")) {
    report_unstated(layer.path, import);
  }
  if (import.diagnostics.errors() != errors) return std::nullopt;
  if (!project(rows.shape, rows.table, crs, case_crs, import)) return std::nullopt;
  return rows;
}

}  // namespace

std::optional<Table> read_table(const std::string& path, const std::string& sheet,
                                const std::map<std::string, std::string>& mapped, Import& import) {
  std::optional<std::string> text;
  if (is_sheet(path)) {
    text = read_sheet(path, sheet, import);
  } else if (import.take(path)) {
    text = read_text(path, kMostTableBytes, import.diagnostics);
  }
  if (!text) return std::nullopt;
  const std::size_t errors = import.diagnostics.errors();
  Table table =
      parse_table(std::move(*text), path, known_headings(mapped), true, import.diagnostics);
  if (import.diagnostics.errors() != errors) return std::nullopt;
  return table;
}

std::optional<LayerRows> read_layer(const cases::Layer& layer, const std::string& case_crs,
                                    Import& import) {
  if (!is_text_table(layer.path) && !is_sheet(layer.path)) {
    return vector_rows(layer, case_crs, import);
  }
  std::optional<Table> table = read_table(layer.path, layer.layer, layer.columns, import);
  if (!table) return std::nullopt;
  return place_rows(std::move(*table), layer, case_crs, import);
}

namespace {

/// Rows of x, y of a text table, with or without headings. Empty, with the problem reported, where
/// they cannot be read.
std::vector<std::pair<double, double>> listed_points(const cases::Layer& layer,
                                                     const std::string& case_crs, Import& import) {
  if (!import.take(layer.path)) return {};
  std::optional<std::string> text = read_text(layer.path, kMostTableBytes, import.diagnostics);
  if (!text) return {};
  const bool headed = text->find_first_of("0123456789") > text->find('\n');
  Table table = parse_table(headed ? std::move(*text) : "x,y\n" + *text, layer.path,
                            {"x", "y", "lon", "lat"}, true, import.diagnostics);
  const std::optional<LayerRows> rows = place_rows(std::move(table), layer, case_crs, import);
  if (!rows || !rows->placed) return {};
  std::vector<std::pair<double, double>> points;
  for (const Shape& shape : rows->shape) points.push_back(shape.parts[0][0]);
  return points;
}

}  // namespace

std::vector<Polygon> read_polygons(const std::string& path, const std::string& crs,
                                   const std::string& case_crs, Import& import) {
  std::vector<Polygon> polygons;
  cases::Layer layer;
  layer.path = path;
  layer.crs = crs;
  const std::size_t errors = import.diagnostics.errors();
  if (is_text_table(path)) {
    Polygon::Ring ring = listed_points(layer, case_crs, import);
    if (ring.size() >= 3) polygons.emplace_back(std::vector<Polygon::Ring>{std::move(ring)});
  } else {
    std::optional<LayerRows> rows = read_layer(layer, case_crs, import);
    if (!rows || !rows->placed) return polygons;
    for (Shape& shape : rows->shape) {
      if (shape.kind == Shape::Kind::Polygon) polygons.emplace_back(std::move(shape.parts));
    }
  }
  if (polygons.empty() && import.diagnostics.errors() == errors)
    import.diagnostics.error(path, "holds no polygon");
  return polygons;
}

std::vector<std::pair<double, double>> read_line(const std::string& path, const std::string& crs,
                                                 const std::string& feature,
                                                 const std::string& case_crs, Import& import) {
  cases::Layer layer;
  layer.path = path;
  layer.crs = crs;
  if (is_text_table(path)) return listed_points(layer, case_crs, import);
  std::optional<LayerRows> rows = read_layer(layer, case_crs, import);
  if (!rows || !rows->placed) return {};
  const int id = feature.empty() ? -1 : find_column(rows->table, "id", {}, import.diagnostics);
  if (!feature.empty() && id < 0) {
    import.diagnostics.error(path, "has no column id, so that no line can be " + feature);
    return {};
  }
  std::vector<std::pair<double, double>> line;
  std::size_t found = 0;
  for (std::size_t row = 0; row < rows->shape.size(); ++row) {
    if (id >= 0 && rows->table.cell(row, id) != feature) continue;
    if (rows->shape[row].kind != Shape::Kind::Line) continue;
    for (auto& part : rows->shape[row].parts) {
      if (found++ == 0) line = std::move(part);
    }
  }
  if (found == 1) return line;
  const std::string wanted = feature.empty() ? "" : " of id " + in_quotes(feature);
  import.diagnostics.error(
      path,
      found == 0 ? "holds no line" + wanted : "holds " + std::to_string(found) + " lines" + wanted,
      found == 0 ? "" : "name one by feature, or join its parts");
  return {};
}

}  // namespace muster::input
