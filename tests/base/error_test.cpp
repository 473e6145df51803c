// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(Problem, Text) {
  EXPECT_EQ(to_string({Problem::Severity::Error, "plan.json:4:7", "is 0", "give 1 or more"}),
            "plan.json:4:7: is 0; give 1 or more");
  EXPECT_EQ(to_string({Problem::Severity::Warning, "roads", "12 islands", ""}),
            "roads: warning: 12 islands");
  EXPECT_EQ(to_string({Problem::Severity::Note, "", "voids filled", ""}), "note: voids filled");
}

TEST(Diagnostics, CollectsEverythingAndThrowsOnce) {
  Diagnostics diagnostics;
  diagnostics.note("a", "first");
  diagnostics.warning("b", "second");
  EXPECT_TRUE(diagnostics.ok());
  EXPECT_NO_THROW(diagnostics.throw_if_errors());
  diagnostics.error("c", "third", "do this");
  diagnostics.error("d", "fourth");
  EXPECT_FALSE(diagnostics.ok());
  EXPECT_EQ(diagnostics.errors(), 2u);
  try {
    diagnostics.throw_if_errors();
    FAIL() << "nothing thrown";
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 4u);
    EXPECT_STREQ(error.what(), "a: note: first\nb: warning: second\nc: third; do this\nd: fourth");
  }
}

TEST(Contract, StopsTheProgramAndNamesTheCondition) {
  EXPECT_DEATH(MUSTER_VERIFY(1 + 1 == 3), "contract broken: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace muster
