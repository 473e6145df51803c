// SPDX-License-Identifier: MIT
#include "engine/shelter/shelters.hpp"

#include <gtest/gtest.h>

namespace muster::shelter {
namespace {

constexpr SiteId kHall{0};

Rules hall(std::int64_t capacity, int desks = 2) {
  return {.takes_people = true,
          .is_exit = false,
          .capacity_persons = capacity,
          .open_at = 100 * kSecond,
          .desks = desks,
          .service_a_person = 20 * kSecond,
          .floor_above_ground_m = 0.3};
}

TEST(Shelters, NeverHoldMoreThanTheirCapacity) {
  Shelters shelters{{hall(10)}};
  EXPECT_EQ(shelters.admit(kHall, 6, 0).answer, Answer::Admitted);
  EXPECT_EQ(shelters.admit(kHall, 5, 0).answer, Answer::Full);
  EXPECT_EQ(shelters.admit(kHall, 4, 0).answer, Answer::Admitted);
  EXPECT_TRUE(shelters.full(kHall));
  EXPECT_EQ(shelters.admit(kHall, 1, 0).answer, Answer::Full);
  shelters.leave(kHall, 4);
  EXPECT_EQ(shelters.occupancy(kHall), 6);
  EXPECT_EQ(shelters.admit(kHall, 4, 0).answer, Answer::Admitted);
}

// Two desks, parties of 3 at 20 s a person, all before the opening at 100 s: the k-th pair is done
// 60 (k + 1) s after it.
TEST(Shelters, PartiesQueueAtTheDesks) {
  Shelters shelters{{hall(100)}};
  for (int k = 0; k < 6; ++k) {
    EXPECT_EQ(shelters.admit(kHall, 3, k * kSecond).registered_at,
              (100 + 60 * (k / 2 + 1)) * kSecond);
  }
  EXPECT_EQ(shelters.admit(kHall, 2, 1000 * kSecond).registered_at, 1040 * kSecond);
}

TEST(Shelters, WaterAboveTheFloorClosesForGood) {
  Shelters shelters{{hall(10)}};
  EXPECT_FALSE(shelters.flood(kHall, 0.3));
  EXPECT_TRUE(shelters.flood(kHall, 0.31));
  EXPECT_FALSE(shelters.flood(kHall, 0.5));  // once
  EXPECT_EQ(shelters.admit(kHall, 1, 0).answer, Answer::Closed);
}

TEST(Shelters, ExitsTakeEveryoneAtOnce) {
  Rules way_out;
  way_out.takes_people = way_out.is_exit = true;
  Shelters shelters{{way_out}};
  for (int k = 0; k < 1000; ++k) {
    const Admission admission = shelters.admit(kHall, 5, k);
    EXPECT_EQ(admission.answer, Answer::Admitted);
    EXPECT_EQ(admission.registered_at, k);
  }
  EXPECT_FALSE(shelters.full(kHall));
}

}  // namespace
}  // namespace muster::shelter
