// SPDX-License-Identifier: MIT
#include "engine/generate/grid.hpp"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

std::vector<std::vector<double>> table(const std::string& path) {
  std::istringstream text{test::read_text(path)};
  std::vector<std::vector<double>> rows;
  std::string line;
  std::getline(text, line);
  while (std::getline(text, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream cells{line};
    rows.emplace_back();
    for (double value = 0; cells >> value;) rows.back().push_back(value);
  }
  return rows;
}

class Grid : public testing::Test {
 protected:
  Grid() : folder_{"grid"} {
    spec_.kind = Kind::Grid;
    spec_.name = "grid";
    spec_.grid = {20, 30, 200, 2000, 1800};
    generate_grid(spec_, folder_.path());
  }
  std::vector<std::vector<double>> read(const char* name) const {
    return table(folder_.path() + '/' + name);
  }
  Spec spec_;
  test::Folder folder_;
};

TEST_F(Grid, HasTheStreetsOfAGrid) {
  // Two links for each of 19 x 30 + 20 x 29 blocks' sides; exits at both ends of 2 + 3 arterials.
  EXPECT_EQ(read("nodes.csv").size(), 600U + 10);
  EXPECT_EQ(read("links.csv").size(), 2U * (19 * 30 + 20 * 29) + 10);
  EXPECT_EQ(read("exits.csv").size(), 10U);
  int arterial = 0;
  for (const auto& link : read("links.csv")) arterial += link[4] == 16.67;
  EXPECT_EQ(arterial, 2 * (3 * 19 + 2 * 29));
}

TEST_F(Grid, RoutesLeadFromTheirOriginToAnExitAndFormAForest) {
  const auto links = read("links.csv");
  const auto nodes = read("nodes.csv");
  std::vector<double> next(nodes.size() + 1, -1);
  std::vector<char> sink(nodes.size() + 1, 0);
  for (const auto& exit : read("exits.csv")) sink[static_cast<std::size_t>(exit[2])] = 1;
  const auto routes = read("routes.csv");
  ASSERT_EQ(routes.size(), 600U);
  for (const auto& route : routes) {
    double at = route[0];
    for (std::size_t i = 1; i < route.size(); ++i) {
      const auto& link = links[static_cast<std::size_t>(route[i])];
      ASSERT_EQ(link[1], at);
      double& stored = next[static_cast<std::size_t>(at)];
      EXPECT_TRUE(stored < 0 || stored == link[0]);
      stored = link[0];
      at = link[2];
    }
    EXPECT_TRUE(sink[static_cast<std::size_t>(at)]);
  }
}

TEST_F(Grid, RoutesAreShortest) {
  // No link leads to a place from which less time is left than it takes off.
  const auto links = read("links.csv");
  std::vector<double> left(read("nodes.csv").size() + 1, 0);
  for (const auto& route : read("routes.csv")) {
    for (std::size_t i = 1; i < route.size(); ++i) {
      const auto& link = links[static_cast<std::size_t>(route[i])];
      left[static_cast<std::size_t>(route[0])] += link[3] / link[4];
    }
  }
  for (const auto& link : links) {
    EXPECT_LE(left[static_cast<std::size_t>(link[1])],
              link[3] / link[4] + left[static_cast<std::size_t>(link[2])] + 1e-6);
  }
}

TEST_F(Grid, DeparturesAreRayleigh) {
  const auto vehicles = read("vehicles.csv");
  ASSERT_EQ(vehicles.size(), 2000U);
  double sum = 0;
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    sum += vehicles[i][1];
    EXPECT_EQ(vehicles[i][0], static_cast<double>(i));
    EXPECT_LE(vehicles[i > 0 ? i - 1 : 0][1], vehicles[i][1]);
  }
  // Mean 1,800 sqrt(pi/2) = 2,255.97 s, deviation 0.655 x 1,800 s: within four standard errors.
  EXPECT_NEAR(sum / 2000, 2255.97, 4 * 0.655 * 1800 / std::sqrt(2000.0));
}

}  // namespace
}  // namespace muster::generate
