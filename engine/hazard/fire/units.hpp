// SPDX-License-Identifier: MIT
// The units that the empirical fire equations were fitted in, and SI.
#pragma once

namespace muster::hazard::fire {

inline constexpr double kMetresPerFoot = 0.3048;
inline constexpr double kKilogramsPerPound = 0.45359237;
inline constexpr double kKilojoulesPerBtu = 2.326 * kKilogramsPerPound;  // International Table Btu
inline constexpr double kKgM2PerLbFt2 = kKilogramsPerPound / (kMetresPerFoot * kMetresPerFoot);
inline constexpr double kKgM3PerLbFt3 = kKgM2PerLbFt2 / kMetresPerFoot;
inline constexpr double kLbFt2PerTonAcre = 2000.0 / 43560.0;
inline constexpr double kKjKgPerBtuLb = 2.326;
inline constexpr double kKjM2PerBtuFt2 = kKilojoulesPerBtu / (kMetresPerFoot * kMetresPerFoot);
inline constexpr double kKjM3PerBtuFt3 = kKjM2PerBtuFt2 / kMetresPerFoot;
inline constexpr double kMetresPerSecondPerFootPerMinute = kMetresPerFoot / 60;
inline constexpr double kMetresPerSecondPerMilePerHour = 0.44704;
inline constexpr double kMetresPerMile = 1609.344;
inline constexpr double kSquareMetresPerAcre = 43560 * kMetresPerFoot * kMetresPerFoot;

/// Fireline intensity in kW/m for 1 Btu/ft/s as firelab/behave has it, so that intensities agree
/// with its figures. The units themselves give 3.46147, 0.08 % less: far below what the model is
/// good for, but intensity is not to the last digit heat per area times rate of spread.
inline constexpr double kKwMPerBtuFtS = 3.4641404;

}  // namespace muster::hazard::fire
