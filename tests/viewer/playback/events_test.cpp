// SPDX-License-Identifier: MIT
// The index of events, without a window.
#include "viewer/playback/events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace muster::viewer {
namespace {

const std::vector<std::string> kKinds{"order", "link_closed", "link_reopened", "shelter_full",
                                      "party_trapped"};

EventMask only(std::initializer_list<EventCategory> categories) {
  EventMask mask{};
  for (const EventCategory c : categories) mask[static_cast<std::size_t>(c)] = true;
  return mask;
}

TEST(EventCategory, FollowsTheWordsOfTheKind) {
  EXPECT_EQ(category_of("evacuation_order"), EventCategory::Order);
  EXPECT_EQ(category_of("link_closed"), EventCategory::Closure);
  EXPECT_EQ(category_of("link_reopened"), EventCategory::Reopening);
  EXPECT_EQ(category_of("shelter_full"), EventCategory::Shelter);
  EXPECT_EQ(category_of("party_trapped"), EventCategory::Trapped);
  EXPECT_EQ(category_of("warning_issued"), EventCategory::Warning);
  EXPECT_EQ(category_of("something_new"), EventCategory::Other);
}

TEST(EventIndex, NextAndPreviousAreStrictAndKeepToTheMask) {
  const EventIndex index{{{10, 0}, {20, 1}, {20, 4}, {30, 3}}, kKinds};
  const EventMask all = only({EventCategory::Order, EventCategory::Closure, EventCategory::Shelter,
                              EventCategory::Trapped});
  EXPECT_EQ(index.next(0, all), 10);
  EXPECT_EQ(index.next(10, all), 20);
  EXPECT_EQ(index.next(30, all), std::nullopt);
  EXPECT_EQ(index.previous(30, all), 20);
  EXPECT_EQ(index.previous(10, all), std::nullopt);
  const EventMask shelters = only({EventCategory::Shelter});
  EXPECT_EQ(index.next(0, shelters), 30);
  EXPECT_EQ(index.previous(25, shelters), std::nullopt);
  EXPECT_EQ(index.next(0, EventMask{}), std::nullopt);
}

TEST(EventIndex, AgreesWithAPlainScan) {
  std::mt19937 random{7};
  std::vector<Event> events;
  events.reserve(500);
  for (int i = 0; i < 500; ++i)
    events.push_back(
        {static_cast<SimTime>(random() % 1000), static_cast<std::uint16_t>(random() % 5)});
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return a.time < b.time; });
  const EventIndex index{events, kKinds};
  const EventMask mask = only({EventCategory::Closure, EventCategory::Trapped});
  for (SimTime time = -1; time <= 1001; ++time) {
    std::optional<SimTime> next, previous;
    for (const Event& event : events) {
      if (!mask[static_cast<std::size_t>(index.category(event))]) continue;
      if (event.time > time && (!next || event.time < *next)) next = event.time;
      if (event.time < time && (!previous || event.time > *previous)) previous = event.time;
    }
    ASSERT_EQ(index.next(time, mask), next) << time;
    ASSERT_EQ(index.previous(time, mask), previous) << time;
  }
  EXPECT_EQ(index.between(100, 200).size(), static_cast<std::size_t>(std::count_if(
                                                events.begin(), events.end(), [](const Event& e) {
                                                  return e.time >= 100 && e.time < 200;
                                                })));
}

TEST(EventIndex, HistogramCountsEveryEventOnce) {
  const EventIndex index{{{0, 1}, {1, 1}, {50, 1}, {100, 1}, {100, 0}}, kKinds};
  const auto bins = index.histogram(EventCategory::Closure, 100, 10);
  EXPECT_EQ(std::accumulate(bins.begin(), bins.end(), 0u), 4u);
  EXPECT_EQ(bins.front(), 2u);
  EXPECT_EQ(bins.back(), 1u);
  EXPECT_EQ(index.count(EventCategory::Closure), 4u);
}

TEST(EventIndex, AnUnknownKindHasNoNameAndIsOther) {
  const EventIndex index{{{5, 99}}, kKinds};
  EXPECT_EQ(index.kind_name(99), "");
  EXPECT_EQ(index.category(index.all().front()), EventCategory::Other);
}

}  // namespace
}  // namespace muster::viewer
