// SPDX-License-Identifier: MIT
#include "engine/base/state.hpp"

#include <gtest/gtest.h>

#include "tests/base/memory_archive.hpp"

namespace muster {
namespace {

TEST(StateArchive, WhatIsSavedIsLoaded) {
  MemoryArchive saved;
  std::vector<int> numbers{3, 1, 4};
  std::vector<double> none;
  double single = 2.5;
  saved.enter("outer");
  saved("numbers", numbers);
  saved.enter("inner");
  saved("none", none);
  saved.leave();
  saved("single", single);
  saved.leave();
  EXPECT_EQ(saved.names(),
            (std::vector<std::string>{"outer/inner/none", "outer/numbers", "outer/single"}));

  MemoryArchive loaded = saved.to_load();
  std::vector<int> numbers_back{9};
  std::vector<double> none_back{1.0};
  double single_back = 0.0;
  loaded.enter("outer");
  loaded("numbers", numbers_back);
  loaded.enter("inner");
  loaded("none", none_back);
  loaded.leave();
  loaded("single", single_back);
  EXPECT_EQ(numbers_back, numbers);
  EXPECT_TRUE(none_back.empty());
  EXPECT_EQ(single_back, 2.5);
}

}  // namespace
}  // namespace muster
