// SPDX-License-Identifier: MIT
// OGR's features to text and numbers.
#include "engine/input/vector_read.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>

#include "engine/input/gdal_quiet.hpp"

namespace muster::input {
namespace {

constexpr GIntBig kMostFeatures = 20'000'000;

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

Dataset open(const std::string& path, const GdalQuiet& quiet, Import& import) {
  GDALAllRegister();
  std::string name = path;
  if (path.ends_with(".gz")) name = "/vsigzip/" + path;
  if (path.ends_with(".zip")) name = "/vsizip/{" + path + "}";
  Dataset dataset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!dataset) {
    import.diagnostics.error(path, "is no layer or sheet that can be read" +
                                       (quiet.message().empty() ? "" : ": " + quiet.message()));
  }
  return dataset;
}

OGRLayer* layer_of(GDALDataset& dataset, const std::string& path, const std::string& name,
                   Import& import) {
  OGRLayer* layer = name.empty() ? (dataset.GetLayerCount() > 0 ? dataset.GetLayer(0) : nullptr)
                                 : dataset.GetLayerByName(name.c_str());
  if (layer) return layer;
  std::string have;
  for (int k = 0; k < dataset.GetLayerCount(); ++k) {
    have += (have.empty() ? "" : ", ") + std::string(dataset.GetLayer(k)->GetName());
  }
  import.diagnostics.error(path, name.empty() ? "has no layer" : "has no layer '" + name + "'",
                           have.empty() ? "" : "it has: " + have);
  return nullptr;
}

void append_cell(std::string& csv, std::string_view cell, bool first) {
  if (!first) csv += ',';
  csv += '"';
  for (const char c : cell) {
    if (c == '"') csv += '"';
    csv += c == '\n' || c == '\r' ? ' ' : c;  // a row stays a line
  }
  csv += '"';
}

void append_points(const OGRSimpleCurve& curve, Shape& shape) {
  auto& part = shape.parts.emplace_back();
  for (int i = 0; i < curve.getNumPoints(); ++i) part.emplace_back(curve.getX(i), curve.getY(i));
}

void append(const OGRGeometry& geometry, Shape& shape) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint& point = *geometry.toPoint();
      shape.parts.push_back({{point.getX(), point.getY()}});
      break;
    }
    case wkbLineString:
      if (shape.kind != Shape::Kind::Polygon) shape.kind = Shape::Kind::Line;
      append_points(*geometry.toLineString(), shape);
      break;
    case wkbPolygon: {
      shape.kind = Shape::Kind::Polygon;
      for (const OGRLinearRing* ring : *geometry.toPolygon()) append_points(*ring, shape);
      break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) append(*part, shape);
      break;
    default:
      break;
  }
}

std::optional<Shape> shape_of(OGRFeature& feature) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (!geometry || geometry->IsEmpty()) return std::nullopt;
  std::unique_ptr<OGRGeometry> straight;
  if (geometry->hasCurveGeometry()) {
    straight.reset(geometry->getLinearGeometry());
    geometry = straight.get();
  }
  Shape shape;
  append(*geometry, shape);
  for (const auto& part : shape.parts) {
    for (const auto& [x, y] : part) {
      if (!std::isfinite(x) || !std::isfinite(y)) return std::nullopt;
    }
  }
  if (shape.parts.empty()) return std::nullopt;
  return shape;
}

/// Rows of a layer's attributes; `each` sees every feature.
template <class Each>
bool append_rows(OGRLayer& layer, const std::string& path, const GdalQuiet& quiet, Import& import,
                 std::string& csv, Each&& each) {
  const int fields = layer.GetLayerDefn()->GetFieldCount();
  GIntBig count = 0;
  layer.ResetReading();
  while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
    if (++count > kMostFeatures) {
      import.diagnostics.error(path, "has more than 20 million features");
      return false;
    }
    for (int k = 0; k < fields; ++k) {
      append_cell(csv, feature->IsFieldSetAndNotNull(k) ? feature->GetFieldAsString(k) : "",
                  k == 0);
    }
    csv += '\n';
    each(*feature);
  }
  if (!quiet.message().empty()) {
    import.diagnostics.error(path, "is damaged: " + quiet.message());
    return false;
  }
  return true;
}

}  // namespace

std::optional<VectorLayer> read_vector(const std::string& path, const std::string& name,
                                       Import& import) {
  if (!import.take(path)) return std::nullopt;
  const GdalQuiet quiet;
  const Dataset dataset = open(path, quiet, import);
  OGRLayer* layer = dataset ? layer_of(*dataset, path, name, import) : nullptr;
  if (!layer) return std::nullopt;
  VectorLayer result;
  if (const OGRSpatialReference* system = layer->GetSpatialRef()) {
    char* wkt = nullptr;
    if (system->exportToWkt(&wkt) == OGRERR_NONE) result.crs = wkt;
    CPLFree(wkt);
  }
  // a column of the row number, so that a layer without attributes has rows too
  append_cell(result.csv, "feature", true);
  for (int k = 0; k < layer->GetLayerDefn()->GetFieldCount(); ++k) {
    append_cell(result.csv, layer->GetLayerDefn()->GetFieldDefn(k)->GetNameRef(), false);
  }
  result.csv += '\n';
  std::string rows;
  if (!append_rows(*layer, path, quiet, import, rows,
                   [&](OGRFeature& feature) { result.shape.push_back(shape_of(feature)); })) {
    return std::nullopt;
  }
  std::size_t begin = 0, number = 0;
  while (begin < rows.size()) {
    const std::size_t end = rows.find('\n', begin);
    result.csv += std::to_string(++number);
    if (end > begin) result.csv += ',';
    result.csv.append(rows, begin, end - begin + 1);
    begin = end + 1;
  }
  return result;
}

std::optional<std::string> read_sheet(const std::string& path, const std::string& name,
                                      Import& import) {
  if (!import.take(path)) return std::nullopt;
  const GdalQuiet quiet;
  // the reader of tables finds the header itself, under title rows
  CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", "DISABLE");
  const Dataset dataset = open(path, quiet, import);
  OGRLayer* layer = dataset ? layer_of(*dataset, path, name, import) : nullptr;
  std::optional<std::string> csv;
  if (layer) {
    csv.emplace();
    if (!append_rows(*layer, path, quiet, import, *csv, [](OGRFeature&) {})) csv.reset();
  }
  CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", nullptr);
  CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", nullptr);
  return csv;
}

}  // namespace muster::input
