// SPDX-License-Identifier: MIT
// Every value that differs is named, with both sides.
#include "engine/input/json_difference.hpp"

#include <gmock/gmock.h>

#include "engine/base/error.hpp"

namespace muster::input {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(JsonDifferences, NoneInTheSameValues) {
  EXPECT_THAT(json_differences(R"({"a": [1, 2.5], "b": {"c": null}})",
                               R"({"b": {"c": null}, "a": [1, 2.5]})", "run.h5"),
              IsEmpty());
}

TEST(JsonDifferences, ValuesMissingValuesAndLengths) {
  EXPECT_THAT(json_differences(R"({"a": [1, {"x": "p"}], "b": 1, "c": [1], "e": {"f": 1}})",
                               R"({"a": [1, {"x": "q"}], "c": [1, 2], "d": 3, "e": 4})", "run.h5"),
              ElementsAre(R"(/a/1/x: "p" then, "q" now)", "/b: 1 then, not stated now",
                          "/c: [1] then, [1,2] now", "/e: {\"f\":1} then, 4 now",
                          "/d: not stated then, 3 now"));
}

TEST(JsonDifferences, NameTheFileWhoseTextIsNoJson) {
  try {
    json_differences(R"({"a": 1#)", "{}", "run.h5");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("run.h5"));
  }
}

}  // namespace
}  // namespace muster::input
