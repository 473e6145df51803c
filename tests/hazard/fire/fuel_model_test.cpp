// SPDX-License-Identifier: MIT
// The table of fuel models against its sources' figures.
#include "engine/hazard/fire/fuel_model.hpp"

#include <gtest/gtest.h>

#include "tests/hazard/fire/shared_table.hpp"

namespace muster::hazard::fire {
namespace {

TEST(FuelModel, ThirteenAndFortyAndBareGround) {
  int burnable = 0, last = 0;
  for (const FuelModel& model : fuel_models()) {
    EXPECT_GT(model.number, last);
    last = model.number;
    double load = 0;
    for (const double part : model.load_kg_m2) load += part;
    burnable += load > 0;
    EXPECT_EQ(find_fuel_model(model.number), &model);
    EXPECT_EQ(find_fuel_model(model.code), &model);
  }
  EXPECT_EQ(burnable, 53);
  EXPECT_EQ(fuel_models().size(), 60u);
  for (const int number : {0, 14, 90, 96, 100, 110, 205, 255})
    EXPECT_EQ(find_fuel_model(number), nullptr);
  EXPECT_EQ(find_fuel_model("gr2"), nullptr);
}

TEST(FuelModel, InSi) {
  const FuelModel& shrub = *find_fuel_model("SH9");
  EXPECT_TRUE(shrub.dynamic);
  EXPECT_DOUBLE_EQ(shrub.depth_m, 1.34112);
  EXPECT_DOUBLE_EQ(shrub.extinction_moisture, 0.40);
  EXPECT_DOUBLE_EQ(shrub.heat_kj_kg, 18608);
  EXPECT_NEAR(shrub.load_kg_m2[0], 4.5 * 0.224170231, 1e-8);  // short tons per acre
  EXPECT_NEAR(shrub.surface_to_volume_1_m[1], 109 / 0.3048, 1e-9);
  EXPECT_FALSE(find_fuel_model("SH8")->dynamic);
  EXPECT_FALSE(find_fuel_model("FM2")->dynamic);
}

TEST(FuelModel, AsTabled) {
  const std::vector<TableRow> rows = read_shared_table("fuel_models.csv");
  if (rows.empty()) GTEST_SKIP() << "the table of fuel models is not beside the repository";
  std::size_t compared = 0;
  for (const TableRow& row : rows) {
    if (row.at("set") == "other") continue;
    ++compared;
    const auto number = [&](const char* name) { return std::stod(row.at(name)); };
    const FuelModel* model = find_fuel_model(row.at("code"));
    ASSERT_TRUE(model) << row.at("code");
    EXPECT_EQ(model->number, number("number"));
    const auto near = [&](double value, const char* name, double factor = 1) {
      EXPECT_NEAR(value, number(name) * factor, 1e-6 * number(name)) << row.at("code") << name;
    };
    near(model->depth_m, "depth_m");
    near(model->extinction_moisture, "mx_dead_pct", 0.01);
    near(model->heat_kj_kg, "heat_dead_kj_kg");
    near(model->heat_kj_kg, "heat_live_kj_kg");
    near(model->load_kg_m2[0], "w_1h_kg_m2");
    near(model->load_kg_m2[1], "w_10h_kg_m2");
    near(model->load_kg_m2[2], "w_100h_kg_m2");
    near(model->load_kg_m2[3], "w_live_herb_kg_m2");
    near(model->load_kg_m2[4], "w_live_woody_kg_m2");
    near(model->surface_to_volume_1_m[0], "savr_1h_1_m");
    near(model->surface_to_volume_1_m[3], "savr_live_herb_1_m");
    near(model->surface_to_volume_1_m[4], "savr_live_woody_1_m");
    // Where no herbs stand the flag of the source says nothing.
    if (number("w_live_herb_lb_ft2") > 0) {
      EXPECT_EQ(model->dynamic, number("dynamic") == 1);
    }
  }
  EXPECT_EQ(compared, fuel_models().size());
}

}  // namespace
}  // namespace muster::hazard::fire
