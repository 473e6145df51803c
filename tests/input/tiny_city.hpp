// SPDX-License-Identifier: MIT
// A world made by hand for tests of what stands on it: a street grid, flat ground with a slope.
#pragma once

#include <optional>
#include <string>

#include "engine/input/network.hpp"
#include "engine/world/components.hpp"
#include "tests/input/scratch.hpp"

namespace muster::input::test {

/// Streets every 100 m, `side` x `side` crossings from (480000, 6680000) on, EPSG:31982; crossing
/// (row, col) has node source row * side + col. Terrain of 20 m cells round it: height rises by 1 m
/// each 100 m to the north, from 0 at the southern streets.
struct TinyCity {
  static constexpr const char* kCrs = "EPSG:31982";
  static constexpr double kX = 480000, kY = 6680000;
  Scratch scratch;
  Books books;
  world::World world;
  Network network;
  std::optional<world::Components> cars, walkers;

  explicit TinyCity(int side = 6) {
    std::string nodes = "id,x,y\n";
    std::string links = "id,from,to,length_m,speed_ms,lanes,capacity_vph\n";
    int id = 0;
    const auto link = [&](int a, int b) {
      links += std::to_string(id++) + "," + std::to_string(a) + "," + std::to_string(b) +
               ",100,10,1,1800\n";
    };
    for (int r = 0; r < side; ++r) {
      for (int c = 0; c < side; ++c) {
        const int n = r * side + c;
        nodes += std::to_string(n) + "," + std::to_string(kX + 100 * c) + "," +
                 std::to_string(kY + 100 * r) + "\n";
        for (const int other : {c + 1 < side ? n + 1 : -1, r + 1 < side ? n + side : -1}) {
          if (other < 0) continue;
          link(n, other);
          link(other, n);
        }
      }
    }
    // an island: two nodes and a street that nothing leads to
    nodes += "900," + std::to_string(kX - 300) + "," + std::to_string(kY - 300) + "\n901," +
             std::to_string(kX - 200) + "," + std::to_string(kY - 300) + "\n";
    links += "90000,900,901,100,10,1,1800\n90001,901,900,100,10,1,1800\n";
    scratch.write("nodes.csv", nodes);
    scratch.write("links.csv", links);
    cases::RoadSpec spec;
    spec.csv = scratch.folder();
    std::optional<Network> read = read_csv_network(spec, kCrs, books.import);
    EXPECT_TRUE(read) << books.text();
    network = std::move(*read);
    world.crs = kCrs;
    world.roads = std::move(network.roads);
    world::Terrain& terrain = world.terrain;
    terrain.grid = {kX - 500, kY + 100.0 * side + 500, 20, 5 * side + 50, 5 * side + 50};
    for (int r = 0; r < terrain.grid.rows; ++r) {
      for (int c = 0; c < terrain.grid.cols; ++c) {
        terrain.elevation_m.push_back((terrain.grid.y_of(r) - kY) / 100);
      }
    }
    terrain.manning.assign(terrain.grid.size(), 0.05);
    cars = world::components(world.roads, world::kCar);
    walkers = world::components(world.roads, world::kWalk);
  }

  std::int64_t source(NodeId node) const { return node ? world.roads.node_source[node] : -2; }
};

}  // namespace muster::input::test
