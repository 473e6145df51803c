// SPDX-License-Identifier: MIT
#include "engine/input/waterways.hpp"

#include <gtest/gtest.h>

#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

struct River : test::TinyCity {
  River() : TinyCity(2) {}
  cases::WaterwaySpec along(double from_col, double from_row, double to_col, double to_row) const {
    const world::Grid& grid = world.terrain.grid;
    const auto at = [&](double col, double row) {
      return std::array<double, 2>{grid.x0 + grid.cell_m * (col + 0.5),
                                   grid.y0 - grid.cell_m * (row + 0.5)};
    };
    cases::WaterwaySpec spec;
    spec.id = "river";
    spec.line.x_y = {at(from_col, from_row), at(to_col, to_row)};
    spec.close_debris_m = 2;
    return spec;
  }
};

TEST(Waterways, TakeTheCellsAlongTheirLine) {
  River river;
  const auto read = read_waterways({river.along(1, 2, 4, 2)}, river.world, river.books.import);
  ASSERT_TRUE(river.books.diagnostics.ok()) << river.books.text();
  const auto cols = static_cast<std::uint32_t>(river.world.terrain.grid.cols);
  EXPECT_EQ(read[0].cell,
            (std::vector<std::uint32_t>{2 * cols + 1, 2 * cols + 2, 2 * cols + 3, 2 * cols + 4}));
  EXPECT_EQ(read[0].close_debris_m, 2);
}

TEST(Waterways, KeepWhatLiesOnTheGridAndMustNotAllLieOutside) {
  River river;
  EXPECT_EQ(read_waterways({river.along(-9, 0, 1, 0)}, river.world, river.books.import)[0].cell,
            (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(river.books.diagnostics.ok()) << river.books.text();
  read_waterways({river.along(-9, 0, -5, 0), river.along(1, 1, 2, 1)}, river.world,
                 river.books.import);
  EXPECT_TRUE(test::says(river.books, "lies outside the grid"))
      << river.books.text();
  EXPECT_TRUE(test::says(river.books, "waterway \"river\" is given twice"));
}

}  // namespace
}  // namespace muster::input
