// SPDX-License-Identifier: MIT
// Traffic density on links.
#include "viewer/map/link_layer.hpp"

#include <gtest/gtest.h>

namespace muster::viewer {
namespace {

TEST(FlowDensity, IsMoversAKilometreAndLane) {
  Roads roads;
  roads.length_m = {500, 500, 5, 100};
  roads.lanes = {1, 2, 1, 0};
  EXPECT_DOUBLE_EQ(flow_density(roads, 0, 10), 20);
  EXPECT_DOUBLE_EQ(flow_density(roads, 1, 10), 10);
  EXPECT_DOUBLE_EQ(flow_density(roads, 2, 1), 20);  // as on 50 m
  EXPECT_DOUBLE_EQ(flow_density(roads, 3, 1), 10);  // paths have no lanes
}

}  // namespace
}  // namespace muster::viewer
