// SPDX-License-Identifier: MIT
// Runout over terrain against closed forms, symmetry and the balance of volume.
#include "engine/hazard/landslide/terrain_runout.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace muster::hazard::landslide {
namespace {

constexpr double kCell_m = 5;
const double kQuantum_m3 = volume_quantum_m3(1000);

/// A trench from west to east with a floor z(x), x from the centre of the source in column 1.
template <class Floor>
world::Raster<double> trench(int cols, Floor floor) {
  world::Raster<double> elevation{{0, 0, kCell_m, 3, cols}};
  for (int col = 0; col < cols; ++col) {
    const double z = floor(kCell_m * (col - 1));
    elevation.at(0, col) = elevation.at(2, col) = z + 1e4;
    elevation.at(1, col) = z;
  }
  return elevation;
}

RunoutParameters uncapped() {
  RunoutParameters parameters;
  parameters.greatest_head_m = 1e9;
  return parameters;
}

/// What a slide of 1000 m3 does to each cell of a trench.
std::map<int, ReachedCell> run_trench(const world::Raster<double>& elevation,
                                      const RunoutParameters& parameters) {
  TerrainRunoutModel model{elevation, parameters};
  const std::uint32_t first = static_cast<std::uint32_t>(elevation.grid.cols) + 1;
  const SourceCell source{first, 1000};
  const TerrainRunout runout = model.run({&source, 1});
  EXPECT_EQ(runout.left, 0);
  EXPECT_EQ(runout.cubic_metres(runout.released), 1000);
  EXPECT_EQ(runout.quantum_m3, kQuantum_m3);
  std::map<int, ReachedCell> cells;
  for (const ReachedCell& cell : runout.cells) cells[static_cast<int>(cell.cell - first)] = cell;
  return cells;
}

TEST(TerrainRunout, OnAPlaneAndTheFlatReachesWhereTheEnergyLineDoes) {
  // Falls 0.8 over 200 m, then flat: reach = H/tan(alpha).
  const auto floor = [](double x) { return -0.8 * std::min(x, 200.0); };
  RunoutParameters parameters = uncapped();
  parameters.reach_ratio = std::tan(22 * M_PI / 180);
  const auto cells = run_trench(trench(140, floor), parameters);
  const double reach_m = 160 / parameters.reach_ratio;
  EXPECT_EQ(cells.rbegin()->first, static_cast<int>(std::floor(reach_m / kCell_m)));
  EXPECT_EQ(cells.size(), static_cast<std::size_t>(cells.rbegin()->first) + 1);
  for (const auto& [n, cell] : cells) {
    const double x = n * kCell_m;
    const double head = -floor(x) - x * parameters.reach_ratio;
    EXPECT_NEAR(cell.speed_m_s, std::sqrt(2 * kGravity * head), 1e-5);
  }
}

TEST(TerrainRunout, LeavesAnEvenLayerWhereItSlowsDown) {
  // What moves is proportional to the head, which falls evenly on the flat.
  const auto floor = [](double x) { return -0.8 * std::min(x, 200.0); };
  const RunoutParameters parameters = uncapped();
  const auto cells = run_trench(trench(140, floor), parameters);
  const double head_m = 160 - 200 * parameters.reach_ratio;
  const double each_m3 = 1000 * parameters.reach_ratio * kCell_m / head_m;
  VolumeQuanta sum = 0;
  for (const auto& [n, cell] : cells) {
    sum += cell.deposit;
    if (n < 40) {
      EXPECT_EQ(cell.deposit, 0);
    } else if (n < cells.rbegin()->first) {
      EXPECT_NEAR(kQuantum_m3 * static_cast<double>(cell.deposit), each_m3, 1e-6) << n;
    }
  }
  EXPECT_EQ(kQuantum_m3 * static_cast<double>(sum), 1000);
}

TEST(TerrainRunout, WithoutDepositionOnTheWayAllStopsAtTheEnd) {
  RunoutParameters parameters = uncapped();
  parameters.deposition_exponent = 0;
  const auto cells =
      run_trench(trench(140, [](double x) { return -0.8 * std::min(x, 200.0); }), parameters);
  EXPECT_EQ(kQuantum_m3 * static_cast<double>(cells.rbegin()->second.deposit), 1000);
}

TEST(TerrainRunout, ArrivesOnAPlaneByUniformAcceleration) {
  // v^2 = 2 g (tan(slope) - tan(alpha)) x along the ground: t = 2 s/v.
  const auto cells = run_trench(trench(60, [](double x) { return -0.75 * x; }), [] {
    RunoutParameters parameters = uncapped();
    parameters.reach_ratio = 0.9;
    return parameters;
  }());
  EXPECT_EQ(cells.size(), 1u);  // flatter than the angle of reach
  const auto steep = trench(60, [](double x) { return x < 280 ? -0.75 * x : 1e4; });
  for (const auto& [n, cell] : run_trench(steep, uncapped())) {
    if (n == 0) continue;
    const double along_m = n * kCell_m * 1.25;
    EXPECT_NEAR(cell.arrival_s, 2 * along_m / cell.speed_m_s, 1e-4 * cell.arrival_s) << n;
  }
}

TEST(TerrainRunout, OnAParabolaReachesWhereTheEnergyLineMeetsIt) {
  // z = a (b - x)^2 meets a b^2 - x tan(alpha) at x = 2 b - tan(alpha)/a.
  const double a = 1e-3, b = 600;
  const RunoutParameters parameters = uncapped();
  const auto cells =
      run_trench(trench(300, [&](double x) { return a * (b - x) * (b - x); }), parameters);
  const double reach_m = 2 * b - parameters.reach_ratio / a;
  EXPECT_EQ(cells.rbegin()->first, static_cast<int>(std::floor(reach_m / kCell_m)));
  // Fastest where the slope is that of the line: 2 a (b - x) = tan(alpha).
  double fastest = 0;
  for (const auto& [n, cell] : cells) fastest = std::max(fastest, double{cell.speed_m_s});
  const double x = b - parameters.reach_ratio / (2 * a);
  const double head = a * b * b - a * (b - x) * (b - x) - x * parameters.reach_ratio;
  EXPECT_NEAR(fastest, std::sqrt(2 * kGravity * head), 1e-3);
}

TEST(TerrainRunout, PcmInATrenchIsPcmAlongItsProfile) {
  const auto floor = [](double x) { return 1e-3 * (600 - x) * (600 - x); };
  RunoutParameters parameters = uncapped();
  parameters.friction = Friction::Pcm;
  parameters.pcm = {0.15, 60};
  const auto cells = run_trench(trench(250, floor), parameters);
  std::vector<ProfilePoint> profile;
  for (int n = 0; n < 248; ++n) profile.push_back({n * kCell_m, floor(n * kCell_m)});
  std::vector<double> speeds(profile.size());
  const Runout run = pcm_runout(profile, parameters.pcm, 0, speeds);
  ASSERT_FALSE(run.leaves_profile);
  EXPECT_EQ(cells.rbegin()->first, static_cast<int>(std::floor(run.distance_m / kCell_m)));
  for (const auto& [n, cell] : cells)
    EXPECT_NEAR(cell.speed_m_s, speeds[static_cast<std::size_t>(n)], 1e-5);
}

TEST(TerrainRunout, CapOfItsKindLimitsTheSpeed) {
  const auto cliff = trench(200, [](double x) { return -2.0 * std::min(x, 300.0); });
  RunoutParameters rock;
  rock.greatest_head_m = kRockfallHead_m;
  double fastest = 0;
  for (const auto& [n, cell] : run_trench(cliff, rock))
    fastest = std::max(fastest, double{cell.speed_m_s});
  EXPECT_NEAR(fastest, std::sqrt(2 * kGravity * 130), 1e-5);
  EXPECT_NEAR(fastest, 50, 0.6);
  // From the cap at the foot it runs on for cap/tan(alpha).
  EXPECT_EQ(run_trench(cliff, rock).rbegin()->first,
            60 + static_cast<int>(130 / rock.reach_ratio / kCell_m));
}

world::Raster<double> rough(int size) {
  world::Raster<double> elevation{{0, 0, 10, size, size}};
  for (int row = 0; row < size; ++row) {
    for (int col = 0; col < size; ++col) {
      elevation.at(row, col) =
          400 * std::exp(-0.004 * (std::pow(row - 13.2, 2) + std::pow(col - 20.7, 2))) +
          4 * std::sin(0.9 * row + 0.2 * col) + 3 * std::cos(0.7 * col - 0.1 * row);
    }
  }
  return elevation;
}

std::vector<SourceCell> sources_about(const world::Grid& grid, int row, int col) {
  std::vector<SourceCell> sources;
  for (int r = row; r < row + 2; ++r)
    for (int c = col; c < col + 3; ++c)
      sources.push_back({static_cast<std::uint32_t>(grid.index(r, c)), 123.456});
  return sources;
}

TEST(TerrainRunout, KeepsTheVolumeToTheQuantum) {
  const auto elevation = rough(48);
  for (const Friction friction : {Friction::EnergyLine, Friction::Pcm}) {
    for (const double exponent : {0.0, 0.5, 1.0, 3.0}) {
      RunoutParameters parameters;
      parameters.friction = friction;
      parameters.deposition_exponent = exponent;
      TerrainRunoutModel model{elevation, parameters};
      for (const int row : {3, 12, 17, 30}) {
        const auto sources = sources_about(elevation.grid, row, 22);
        const TerrainRunout runout = model.run(sources);
        VolumeQuanta sum = runout.left;
        for (const ReachedCell& cell : runout.cells) {
          EXPECT_GE(cell.deposit, 0);
          sum += cell.deposit;
        }
        EXPECT_EQ(sum, runout.released);
        EXPECT_NEAR(runout.cubic_metres(sum), 6 * 123.456, 1e-12);
        EXPECT_GT(runout.cells.size(), 6u);
      }
    }
  }
}

TEST(TerrainRunout, TurnsAndMirrorsWithTheTerrain) {
  const int size = 48;
  const auto elevation = rough(size);
  const auto turned_cell = [&](std::uint32_t cell) {
    const int row = static_cast<int>(cell) / size, col = static_cast<int>(cell) % size;
    return static_cast<std::uint32_t>(col * size + (size - 1 - row));  // by 90 degrees
  };
  const auto mirrored_cell = [&](std::uint32_t cell) {
    return cell / size * size + (size - 1 - cell % size);
  };
  for (const Friction friction : {Friction::EnergyLine, Friction::Pcm}) {
    RunoutParameters parameters;
    parameters.friction = friction;
    const auto compare = [&](const auto& moved_cell) {
      world::Raster<double> moved{elevation.grid};
      for (std::uint32_t cell = 0; cell < elevation.grid.size(); ++cell)
        moved.value[moved_cell(cell)] = elevation.value[cell];
      auto sources = sources_about(elevation.grid, 14, 23);
      const TerrainRunout runout = TerrainRunoutModel{elevation, parameters}.run(sources);
      for (SourceCell& source : sources) source.cell = moved_cell(source.cell);
      const TerrainRunout other = TerrainRunoutModel{moved, parameters}.run(sources);
      std::map<std::uint32_t, ReachedCell> there;
      for (const ReachedCell& cell : other.cells) there[cell.cell] = cell;
      ASSERT_EQ(there.size(), runout.cells.size());
      for (const ReachedCell& cell : runout.cells) {
        ASSERT_TRUE(there.contains(moved_cell(cell.cell)));
        const ReachedCell& same = there[moved_cell(cell.cell)];
        EXPECT_NEAR(same.speed_m_s, cell.speed_m_s, 1e-9);
        EXPECT_NEAR(same.arrival_s, cell.arrival_s, 1e-9);
        EXPECT_NEAR(runout.cubic_metres(same.deposit - cell.deposit), 0, 1e-9);
      }
      EXPECT_NEAR(runout.cubic_metres(other.left - runout.left), 0, 1e-9);
    };
    compare(turned_cell);
    compare(mirrored_cell);
  }
}

TEST(TerrainRunout, LargerAngleOfReachNeverReachesMore) {
  const auto elevation = rough(48);
  std::size_t before = 48 * 48 + 1;
  for (const double degrees : {12.0, 18.0, 25.0, 32.0, 60.0}) {
    RunoutParameters parameters = uncapped();
    parameters.reach_ratio = std::tan(degrees * M_PI / 180);
    TerrainRunoutModel model{elevation, parameters};
    const std::size_t reached = model.run(sources_about(elevation.grid, 16, 24)).cells.size();
    EXPECT_LE(reached, before);
    before = reached;
  }
  EXPECT_LT(before, 400u);
}

TEST(TerrainRunout, SpreadsOnAPlaneAlikeToBothSidesAndLessWithALargerExponent) {
  world::Raster<double> plane{{0, 0, 10, 81, 60}};
  for (int row = 0; row < 81; ++row)
    for (int col = 0; col < 60; ++col) plane.at(row, col) = -6.0 * std::min(col, 40);
  std::size_t before = 81 * 60;
  for (const double exponent : {1.0, 4.0, 8.0, 40.0}) {
    RunoutParameters parameters;
    parameters.routing_exponent = exponent;
    parameters.flux_threshold = 1e-3;
    TerrainRunoutModel model{plane, parameters};
    const SourceCell source{static_cast<std::uint32_t>(plane.grid.index(40, 5)), 2000};
    const TerrainRunout runout = model.run({&source, 1});
    std::vector<double> deposit(plane.grid.size(), 0), speed(plane.grid.size(), 0);
    for (const ReachedCell& cell : runout.cells) {
      deposit[cell.cell] = runout.cubic_metres(cell.deposit);
      speed[cell.cell] = cell.speed_m_s;
    }
    for (int row = 0; row < 81; ++row) {
      for (int col = 0; col < 60; ++col) {
        EXPECT_NEAR(deposit[plane.grid.index(row, col)], deposit[plane.grid.index(80 - row, col)],
                    1e-9);
        EXPECT_EQ(speed[plane.grid.index(row, col)], speed[plane.grid.index(80 - row, col)]);
      }
    }
    EXPECT_LE(runout.cells.size(), before);
    before = runout.cells.size();
  }
  EXPECT_LT(before, 130u);  // but for a few to either side straight down
}

TEST(TerrainRunout, LeavesOverTheEdgeOfTheGrid) {
  world::Raster<double> plane{{0, 0, 10, 9, 20}};
  for (int row = 0; row < 9; ++row)
    for (int col = 0; col < 20; ++col) plane.at(row, col) = -8.0 * col;
  const SourceCell source{static_cast<std::uint32_t>(plane.grid.index(4, 2)), 500};
  TerrainRunoutModel model{plane, RunoutParameters{}};
  const TerrainRunout runout = model.run({&source, 1});
  EXPECT_EQ(runout.cubic_metres(runout.left), source.volume_m3);
}

TEST(TerrainRunout, ASecondRunIsTheFirst) {
  const auto elevation = rough(30);
  TerrainRunoutModel model{elevation, RunoutParameters{}};
  const auto sources = sources_about(elevation.grid, 12, 15);
  const TerrainRunout first = model.run(sources), second = model.run(sources);
  ASSERT_EQ(first.cells.size(), second.cells.size());
  for (std::size_t i = 0; i < first.cells.size(); ++i) {
    EXPECT_EQ(first.cells[i].deposit, second.cells[i].deposit);
    EXPECT_EQ(first.cells[i].arrival_s, second.cells[i].arrival_s);
  }
}

TEST(TerrainRunout, NamesWhatCannotBe) {
  RunoutParameters bad;
  bad.reach_ratio = 0;
  bad.flux_threshold = 1;
  bad.deposition_exponent = -1;
  bad.pcm.mass_to_drag_m = NAN;
  Diagnostics diagnostics;
  check(bad, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 4u);
  Diagnostics none;
  check(RunoutParameters{}, none);
  EXPECT_TRUE(none.ok());
}

}  // namespace
}  // namespace muster::hazard::landslide
