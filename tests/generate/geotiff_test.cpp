// SPDX-License-Identifier: MIT
#include "engine/generate/geotiff.hpp"

#include <cstring>
#include <memory>
#include <vector>

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

TEST(Geotiff, GdalReadsWhatWasWritten) {
  GDALAllRegister();
  world::Grid grid;
  grid.cell_m = 20;
  grid.rows = 3;
  grid.cols = 5;
  grid.y0 = 60;
  world::Raster<float> raster{grid};
  for (std::size_t i = 0; i < raster.value.size(); ++i)
    raster.value[i] = 100.25F + static_cast<float>(i);
  const test::Folder folder{"geotiff"};
  const std::string path =
      test::write_text(folder.path() + "/a.tif", geotiff(raster, 4544, 500'000, 3'270'000));

  const std::unique_ptr<GDALDataset> file{
      GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR)};
  ASSERT_TRUE(file);
  EXPECT_EQ(file->GetRasterXSize(), 5);
  EXPECT_EQ(file->GetRasterYSize(), 3);
  double transform[6];
  ASSERT_EQ(file->GetGeoTransform(transform), CE_None);
  const double expected[6] = {500'000, 20, 0, 3'270'060, 0, -20};
  for (int i = 0; i < 6; ++i) EXPECT_DOUBLE_EQ(transform[i], expected[i]);
  ASSERT_TRUE(file->GetSpatialRef());
  EXPECT_STREQ(file->GetSpatialRef()->GetAuthorityCode(nullptr), "4544");
  std::vector<float> value(15);
  ASSERT_EQ(
      file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 5, 3, value.data(), 5, 3, GDT_Float32, 0, 0),
      CE_None);
  EXPECT_EQ(value, raster.value);
}

}  // namespace
}  // namespace muster::generate
