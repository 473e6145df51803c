// SPDX-License-Identifier: MIT
// Reads the reference results of TRIGRS that lie beside the checkout.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/hazard/landslide/ground.hpp"
#include "tests/places.hpp"

namespace muster::hazard::landslide {

inline const std::filesystem::path kReference = tests::shared_path("reference/data/landslide");

inline double radians(double degrees) {
  return degrees * M_PI / 180;
}

/// Zones 1 and 2 of the tutorial; unsaturated with its alpha, or saturated.
inline Soil tutorial_soil(int zone, bool unsaturated) {
  if (zone == 1) return {3.5e3, radians(35), 2.2e4, 1e-7, 6e-6, 0.45, 0.05, unsaturated ? 0.5 : 0};
  return {8e3, radians(31), 2.2e4, 1e-4, 8e-4, 0.45, 0.06, unsaturated ? 8.0 : 0};
}

/// Numbers of a grid in ASC form, rows from the top.
inline std::vector<double> read_grid(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  for (int i = 0; i < 6; ++i) std::getline(in, line);
  std::vector<double> values;
  for (double value = 0; in >> value;) values.push_back(value);
  return values;
}

/// A row of the list of a case: Z, P, Pzero, Ptran, Pbeta, FS, at a time.
struct ProfileRow {
  double time, z, psi, beta_line, factor;
};

inline std::vector<ProfileRow> read_profiles(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<ProfileRow> rows;
  double time = 0;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    if (line.rfind("cell", 0) == 0) {
      std::string word;
      double cell = 0, slope = 0, step = 0;
      fields >> word >> cell >> slope >> step >> time;
      continue;
    }
    double z = 0, psi = 0, psi0 = 0, transient = 0, beta_line = 0, factor = 0;
    if (fields >> z >> psi >> psi0 >> transient >> beta_line >> factor)
      rows.push_back({time, z, psi, beta_line, factor});
  }
  return rows;
}

/// A profile of one cell at one time of trigrs_reference.csv.
struct TrigrsProfile {
  int cell = 0;
  double slope_deg = 0, water_table_m = 0, basement_m = 0, background_m_s = 0, time_s = 0;
  int zone = 0;
  std::vector<RainStep> rain;
  std::vector<double> depths_m, heads_m, factors;

  Ground ground(bool unsaturated) const {
    return {tutorial_soil(zone, unsaturated), radians(slope_deg), water_table_m, basement_m,
            background_m_s};
  }
};

inline std::vector<TrigrsProfile> read_trigrs(const std::string& name) {
  std::ifstream in(kReference / "trigrs_reference.csv");
  std::vector<TrigrsProfile> profiles;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(name + ",", 0) != 0) continue;
    std::vector<double> f;
    std::istringstream fields(line.substr(name.size() + 1));
    for (std::string field; std::getline(fields, field, ',');) f.push_back(std::stod(field));
    if (profiles.empty() || profiles.back().cell != static_cast<int>(f[0]) ||
        profiles.back().time_s != f[8]) {
      TrigrsProfile next;
      next.cell = static_cast<int>(f[0]);
      next.slope_deg = f[1];
      next.zone = static_cast<int>(f[2]);
      next.water_table_m = f[3];
      next.basement_m = f[4];
      next.rain = {{0, f[5]}, {172800, f[6]}};
      next.background_m_s = f[7];
      next.time_s = f[8];
      profiles.push_back(next);
    }
    profiles.back().depths_m.push_back(f[9]);
    profiles.back().heads_m.push_back(f[10]);
    profiles.back().factors.push_back(f[14]);
  }
  return profiles;
}

#define MUSTER_NEEDS_REFERENCE()                           \
  if (!std::filesystem::exists(kReference)) {              \
    GTEST_SKIP() << "no reference data at " << kReference; \
  }                                                        \
  static_assert(true)

}  // namespace muster::hazard::landslide
