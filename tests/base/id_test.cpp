// SPDX-License-Identifier: MIT
#include "engine/base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace muster {
namespace {

TEST(Id, DefaultIsInvalid) {
  EXPECT_FALSE(NodeId{});
  EXPECT_TRUE(NodeId{0});
  EXPECT_LT(NodeId{1}, NodeId{2});
}

TEST(Id, KindsDoNotMix) {
  EXPECT_FALSE((std::is_convertible_v<NodeId, LinkId>));
  EXPECT_FALSE((std::is_convertible_v<std::uint32_t, NodeId>));
  EXPECT_FALSE(
      (std::is_invocable_v<decltype([](auto& v, auto i) -> decltype(v[i]) { return v[i]; }),
                           IdVector<NodeId, int>&, LinkId>));
}

TEST(IdVector, IsIndexedByItsIdAndHandsOutTheNext) {
  IdVector<NodeId, int> values;
  const NodeId first = values.next_id();
  values.push_back(7);
  EXPECT_EQ(first, NodeId{0});
  EXPECT_EQ(values[first], 7);
  EXPECT_EQ(values.next_id(), NodeId{1});
}

}  // namespace
}  // namespace muster
