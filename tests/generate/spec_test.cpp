// SPDX-License-Identifier: MIT
#include "engine/generate/spec.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

std::vector<std::string> problems_of(const std::string& text) {
  const test::Folder folder{"spec"};
  Diagnostics diagnostics;
  read_spec(test::write_text(folder.path() + "/spec.json", text), diagnostics);
  std::vector<std::string> problems;
  for (const Problem& problem : diagnostics.problems()) problems.push_back(to_string(problem));
  return problems;
}

TEST(Spec, SizesFollowFromTheLinks) {
  const test::Folder folder{"spec"};
  Diagnostics diagnostics;
  const Spec spec = read_spec(
      test::write_text(
          folder.path() + "/spec.json",
          R"({"kind": "district", "name": "a", "links": 10000, "river": {} /* plain */})"),
      diagnostics);
  ASSERT_TRUE(diagnostics.ok());
  EXPECT_NEAR(spec.district.width_m * spec.district.height_m, 2.35e7, 3e5);
  EXPECT_EQ(spec.district.width_m / spec.district.cell_m,
            std::floor(spec.district.width_m / spec.district.cell_m));
}

TEST(Spec, ProblemsNameTheirPlace) {
  using testing::ElementsAre;
  using testing::HasSubstr;
  EXPECT_THAT(problems_of(R"({"kind": "district", "name": "a", "rivr": {}})"),
              testing::Contains(HasSubstr("rivr")));
  EXPECT_THAT(problems_of(R"({"kind": "district", "name": "a", "river": {"width_m": -3}})"),
              ElementsAre(HasSubstr("/river/width_m")));
  EXPECT_THAT(problems_of(R"({"kind": "district", "name": "a"})"), ElementsAre(HasSubstr("lake")));
  EXPECT_THAT(problems_of(R"({"kind": "district", "name": "a", "river": {}, "crs": "EPSG:4490"})"),
              ElementsAre(HasSubstr("/crs")));
  EXPECT_THAT(problems_of(R"({"kind": "district", "name": "a", "river": {"width_m": 4000}})"),
              ElementsAre(HasSubstr("too little land")));
  EXPECT_THAT(
      problems_of(R"({"kind": "district", "name": "a", "river": {}, "terraces_m": [5, 2]})"),
      ElementsAre(HasSubstr("/terraces_m")));
  EXPECT_THAT(problems_of(R"({"kind": "grid", "name": "a", "river": {}})"),
              ElementsAre(HasSubstr("river")));
  EXPECT_THAT(problems_of("{"), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(problems_of("[]"), testing::Not(testing::IsEmpty()));
  Diagnostics diagnostics;
  read_spec("/no/such/spec.json", diagnostics);
  EXPECT_FALSE(diagnostics.ok());
}

}  // namespace
}  // namespace muster::generate
