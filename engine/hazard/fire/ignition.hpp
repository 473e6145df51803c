// SPDX-License-Identifier: MIT
// Moisture of fine dead fuel from the weather, and whether a firebrand sets it alight.
#pragma once

namespace muster::hazard::fire {

/// Of fine dead fuel in the sun or under a share of shade (0 to 1): 25 degrees Fahrenheit above the
/// air in full sun, 5 in full shade (as in firelab/behave).
double fuel_temperature_c(double air_temperature_c, double shade);

/// That a firebrand which lands on fine dead fuel ignites it (Schroeder 1969).
double ignition_probability(double fuel_temperature_c, double dead_1h_moisture);

enum class Aspect { North, East, South, West };

/// By day in the northern half of the world; elsewhere give the month half a year later, and South
/// for a slope that faces north.
struct FineFuelWeather {
  double air_temperature_c = 20;
  double relative_humidity = 0.5;  // fraction
  int month = 7;                   // 1 to 12
  double hour = 14;                // local, of the day; the tables run from 8 to sunset
  Aspect aspect = Aspect::South;   // that the slope faces
  double gradient = 0;             // of the slope, rise over run
  double shade = 0;                // share, of clouds and crowns
  double above_station_m = 0;      // height of the fuel over that of the weather's measurement
};

/// Moisture of 1-h fuel as a fraction (Rothermel 1983, INT-GTR-143, tables A and B to D). Values
/// beyond the tables count as their nearest.
double fine_dead_moisture(const FineFuelWeather& weather);

}  // namespace muster::hazard::fire
