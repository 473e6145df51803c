// SPDX-License-Identifier: MIT
// Tasks survive their way to a worker.
#include "engine/study/crew.hpp"

#include <gtest/gtest.h>

namespace muster::study {
namespace {

TEST(Task, SurvivesPacking) {
  const Task task{
      "out/run-000001", "hash", "/folder with spaces", {"run", "", "--set", "/a=\"b\n\""}};
  const Task back = unpacked(packed(task));
  EXPECT_EQ(back.name, task.name);
  EXPECT_EQ(back.case_sha256, task.case_sha256);
  EXPECT_EQ(back.folder, task.folder);
  EXPECT_EQ(back.words, task.words);
}

}  // namespace
}  // namespace muster::study
