// SPDX-License-Identifier: MIT
// Every figure of the reference table of surface fires, made with firelab/behave.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/hazard/fire/surface_fire.hpp"
#include "engine/hazard/fire/units.hpp"
#include "tests/hazard/fire/shared_table.hpp"

namespace muster::hazard::fire {
namespace {

TEST(FireReference, EveryColumnOfEveryRow) {
  const std::vector<TableRow> rows = read_shared_table("rothermel_reference.csv");
  if (rows.empty()) GTEST_SKIP() << "the reference table is not beside the repository";
  ASSERT_GT(rows.size(), 3000u);
  std::map<std::string, double> worst;
  for (const TableRow& row : rows) {
    const auto number = [&](const char* name) { return std::stod(row.at(name)); };
    const FuelModel* fuel = find_fuel_model(row.at("fuel_code"));
    ASSERT_TRUE(fuel && fuel->number == number("fuel_number")) << row.at("fuel_code");
    const FuelBed bed = fuel_bed(
        *fuel, {number("m1h_pct") / 100, number("m10h_pct") / 100, number("m100h_pct") / 100,
                number("m_live_herb_pct") / 100, number("m_live_woody_pct") / 100});
    const double degree = std::numbers::pi / 180;
    const double wind = number("midflame_wind_mph") * kMetresPerSecondPerMilePerHour;
    const double angle = number("wind_from_upslope_deg") * degree;
    const SurfaceFire fire = surface_fire(bed, {wind * std::sin(angle), wind * std::cos(angle)},
                                          {0, std::tan(number("slope_deg") * degree)});
    const Ellipse& e = fire.ellipse;
    const double per_minute = 60 / kMetresPerFoot;
    const std::map<std::string, double> found{
        {"ros_ft_min", e.head_rate_m_s * per_minute},
        {"ros_m_s", e.head_rate_m_s},
        {"flame_length_ft", fire.flame_length_m / kMetresPerFoot},
        {"flame_length_m", fire.flame_length_m},
        {"fireline_intensity_btu_ft_s", fire.intensity_kw_m / kKwMPerBtuFtS},
        {"fireline_intensity_kw_m", fire.intensity_kw_m},
        {"heat_per_area_btu_ft2", bed.heat_per_area_kj_m2 / kKjM2PerBtuFt2},
        {"reaction_intensity_btu_ft2_min", bed.reaction_intensity_kw_m2 * 60 / kKjM2PerBtuFt2},
        {"residence_time_min", bed.residence_time_s / 60},
        {"lw_ratio", e.length_to_width},
        {"eccentricity", eccentricity(e)},
        {"heading_backing_ratio", head_to_back(e)},
        {"backing_ros_ft_min", backing_rate_m_s(e) * per_minute},
        {"flanking_ros_ft_min", flanking_rate_m_s(e) * per_minute},
        {"dir_max_spread_deg_from_upslope", std::atan2(fire.heading.x, fire.heading.y) / degree},
        {"area_1h_acre", area_m2(e, 3600) / kSquareMetresPerAcre},
        {"perimeter_1h_ft", perimeter_m(e, 3600) / kMetresPerFoot},
        {"char_savr_1_ft", bed.surface_to_volume_1_m * kMetresPerFoot},
        {"packing_ratio", bed.packing_ratio},
        {"relative_packing_ratio", bed.relative_packing_ratio},
        {"bulk_density_lb_ft3", bed.bulk_density_kg_m3 / kKgM3PerLbFt3},
        {"heat_sink_btu_ft3", bed.heat_sink_kj_m3 / kKjM3PerBtuFt3},
        {"live_mx_pct", bed.live_extinction_moisture * 100},
    };
    for (const auto& [name, value] : found) {
      const double expected = number(name.c_str());
      const double error =
          expected == 0 ? std::fabs(value) : std::fabs(value - expected) / std::fabs(expected);
      worst[name] = std::max(worst[name], error);
      EXPECT_LE(error, 1e-6) << "row " << row.at("id") << ", " << name << ": " << value
                             << ", expected " << expected;
    }
    if (HasFailure()) break;
  }
  for (const auto& [name, error] : worst) {
    std::ostringstream text;
    text << error;
    RecordProperty(name, text.str());
  }
}

}  // namespace
}  // namespace muster::hazard::fire
