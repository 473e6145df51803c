// SPDX-License-Identifier: MIT
// GDAL's writers, for tests.
#include "tests/input/gdal_files.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

namespace muster::input::test {
namespace {

GDALDriver* driver_of(const std::string& name) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name.c_str());
  EXPECT_NE(driver, nullptr) << name;
  return driver;
}

OGRSpatialReference system_of(const std::string& crs) {
  OGRSpatialReference system;
  EXPECT_EQ(system.SetFromUserInput(crs.c_str()), OGRERR_NONE) << crs;
  system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

}  // namespace

void write_tiff(const std::string& path, const RasterToWrite& raster) {
  GDALDataset* file =
      driver_of("GTiff")->Create(path.c_str(), raster.cols, raster.rows, 1,
                                 GDALGetDataTypeByName(raster.type.c_str()), nullptr);
  ASSERT_NE(file, nullptr);
  double transform[6] = {raster.x0, raster.dx, 0, raster.y0, 0, raster.dy};
  file->SetGeoTransform(transform);
  if (!raster.crs.empty()) {
    const OGRSpatialReference system = system_of(raster.crs);
    file->SetSpatialRef(&system);
  }
  GDALRasterBand* band = file->GetRasterBand(1);
  if (raster.nodata) band->SetNoDataValue(*raster.nodata);
  std::vector<double> line(static_cast<std::size_t>(raster.cols));
  for (int r = 0; r < raster.rows; ++r) {
    for (int c = 0; c < raster.cols; ++c) line[static_cast<std::size_t>(c)] = raster.value(r, c);
    EXPECT_EQ(band->RasterIO(GF_Write, 0, r, raster.cols, 1, line.data(), raster.cols, 1,
                             GDT_Float64, 0, 0, nullptr),
              CE_None);
  }
  GDALClose(file);
}

void write_layer(const std::string& driver, const std::string& path, const std::string& layer,
                 const std::string& crs, const std::vector<std::string>& field_names,
                 const std::vector<FeatureToWrite>& features) {
  GDALDataset* file = driver_of(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(file, nullptr);
  OGRSpatialReference system;
  if (!crs.empty()) system = system_of(crs);
  OGRLayer* out = file->CreateLayer(layer.c_str(), crs.empty() ? nullptr : &system,
                                    crs.empty() ? wkbNone : wkbUnknown);
  ASSERT_NE(out, nullptr);
  for (const std::string& name : field_names) {
    OGRFieldDefn field(name.c_str(), OFTString);
    EXPECT_EQ(out->CreateField(&field), OGRERR_NONE);
  }
  for (const FeatureToWrite& feature : features) {
    OGRFeature* row = OGRFeature::CreateFeature(out->GetLayerDefn());
    if (!feature.wkt.empty()) {
      OGRGeometry* geometry = nullptr;
      ASSERT_EQ(OGRGeometryFactory::createFromWkt(feature.wkt.c_str(), nullptr, &geometry),
                OGRERR_NONE);
      row->SetGeometryDirectly(geometry);
    }
    for (std::size_t k = 0; k < feature.fields.size(); ++k) {
      row->SetField(static_cast<int>(k), feature.fields[k].c_str());
    }
    EXPECT_EQ(out->CreateFeature(row), OGRERR_NONE);
    OGRFeature::DestroyFeature(row);
  }
  GDALClose(file);
}

}  // namespace muster::input::test
