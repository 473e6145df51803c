// SPDX-License-Identifier: MIT
// GDAL's writers, for tests.
#include "tests/input/gdal_files.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <memory>

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

void add_text(GDALMDArray& array, const std::string& name, const std::string& text) {
  if (text.empty()) return;
  const auto attribute = array.CreateAttribute(name, {}, GDALExtendedDataType::CreateString());
  ASSERT_NE(attribute, nullptr);
  EXPECT_TRUE(attribute->Write(text.c_str()));
}

void add_values(GDALMDArray& array, const std::vector<double>& values) {
  std::vector<GUInt64> start;
  std::vector<std::size_t> count;
  for (const auto& dimension : array.GetDimensions()) {
    start.push_back(0);
    count.push_back(static_cast<std::size_t>(dimension->GetSize()));
  }
  EXPECT_TRUE(array.Write(start.data(), count.data(), nullptr, nullptr,
                          GDALExtendedDataType::Create(GDT_Float64), values.data()));
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

void write_netcdf(const std::string& path, const NetcdfToWrite& file) {
  const RasterToWrite& raster = file.raster;
  const auto as_double = GDALExtendedDataType::Create(GDT_Float64);
  const std::unique_ptr<GDALDataset> dataset{
      driver_of("netCDF")->CreateMultiDimensional(path.c_str(), nullptr, nullptr)};
  ASSERT_NE(dataset, nullptr);
  const std::shared_ptr<GDALGroup> root = dataset->GetRootGroup();
  const auto rows = static_cast<std::size_t>(raster.rows);
  const auto cols = static_cast<std::size_t>(raster.cols);
  const auto time = root->CreateDimension("time", "", "", file.time.size());
  const auto y = root->CreateDimension("y", "HORIZONTAL_Y", "", rows);
  const auto x = root->CreateDimension("x", "HORIZONTAL_X", "", cols);
  std::vector<double> north, east;
  for (int r = raster.rows; r-- > 0;) north.push_back(raster.y0 + raster.dy * (r + 0.5));
  for (int c = 0; c < raster.cols; ++c) east.push_back(raster.x0 + raster.dx * (c + 0.5));
  const auto axis = [&](const char* name, const auto& dimension, const char* standard,
                        const std::vector<double>& values) {
    const auto array = root->CreateMDArray(name, {dimension}, as_double);
    add_text(*array, "standard_name", standard);
    add_values(*array, values);
    return array;
  };
  add_text(*axis("y", y, "projection_y_coordinate", north), "units", "m");
  add_text(*axis("x", x, "projection_x_coordinate", east), "units", "m");
  if (file.has_times) {
    const auto times = axis("time", time, "time", file.time);
    add_text(*times, "units", file.units);
    add_text(*times, "calendar", file.calendar);
  }
  for (const NetcdfToWrite::Variable& variable : file.variables) {
    const auto array =
        root->CreateMDArray(variable.name, {time, y, x}, GDALExtendedDataType::Create(GDT_Float32));
    ASSERT_NE(array, nullptr);
    if (raster.nodata) {
      EXPECT_TRUE(array->SetNoDataValue(*raster.nodata));
    }
    if (!raster.crs.empty()) {
      const OGRSpatialReference system = system_of(raster.crs);
      EXPECT_TRUE(array->SetSpatialRef(&system));
    }
    std::vector<double> values;
    for (std::size_t step = 0; step < file.time.size(); ++step) {
      for (int r = raster.rows; r-- > 0;) {
        for (int c = 0; c < raster.cols; ++c) values.push_back(variable.value(step, r, c));
      }
    }
    add_values(*array, values);
  }
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
