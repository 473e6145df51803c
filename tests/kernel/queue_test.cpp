// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/kernel/heap_queue.hpp"
#include "engine/kernel/wheel_queue.hpp"

namespace muster::kernel {
namespace {

const Stream kStream{3, Purpose{"queue test"}};

Event make(SimTime time, std::uint32_t entity) {
  Event event;
  event.time = time;
  event.key = make_key(0, entity, 0);
  event.process = ProcessId{entity};
  event.a = entity + 1;
  event.b = entity + 2;
  event.c = entity + 3;
  return event;
}

bool same(const Event& x, const Event& y) {
  return x.time == y.time && x.key == y.key && x.process == y.process && x.a == y.a && x.b == y.b &&
         x.c == y.c;
}

template <class Queue>
class QueueTest : public testing::Test {};
using Queues = testing::Types<HeapQueue, WheelQueue>;
TYPED_TEST_SUITE(QueueTest, Queues);

TYPED_TEST(QueueTest, EmptyQueue) {
  TypeParam queue;
  Event event;
  EXPECT_FALSE(queue.pop_before(kNever, event));
  EXPECT_EQ(queue.next_time(), kNever);
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_TRUE(queue.drain().empty());
}

TYPED_TEST(QueueTest, PopsInOrderOfTimeThenKeyWhateverTheInsertionOrder) {
  // Times from one microsecond to three years, many of them equal.
  std::vector<Event> events;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const SimTime time = i % 3 == 0   ? kStream.below(5, i, 0)
                         : i % 3 == 1 ? kStream.below(1'000'000'000, i, 0)
                                      : SimTime{kStream.below(100'000'000, i, 0)} * 1'000'000;
    events.push_back(make(time, i));
  }
  TypeParam queue;
  for (const Event& event : events) queue.push(event);
  std::sort(events.begin(), events.end());
  EXPECT_EQ(queue.next_time(), events.front().time);
  Event event;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(queue.size(), events.size() - i);
    ASSERT_TRUE(queue.pop_before(kNever, event));
    ASSERT_TRUE(same(event, events[i])) << i;
  }
  EXPECT_FALSE(queue.pop_before(kNever, event));
}

TYPED_TEST(QueueTest, PopsOnlyBelowTheLimit) {
  TypeParam queue;
  queue.push(make(10, 1));
  queue.push(make(20, 2));
  Event event;
  EXPECT_FALSE(queue.pop_before(10, event));
  EXPECT_TRUE(queue.pop_before(11, event));
  EXPECT_EQ(event.time, 10);
  EXPECT_FALSE(queue.pop_before(20, event));
  EXPECT_EQ(queue.next_time(), 20);
}

TYPED_TEST(QueueTest, DrainEmptiesAndLosesNothing) {
  TypeParam queue;
  Event event;
  for (std::uint32_t i = 0; i < 500; ++i) queue.push(make(kStream.below(90'000'000, i, 1), i));
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(queue.pop_before(kNever, event));
  const SimTime reached = event.time;
  queue.push(make(reached, 1000));  // at the current instant, behind what was taken
  std::vector<Event> rest = queue.drain();
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_EQ(rest.size(), 401u);
  for (const Event& each : rest) queue.push(each);
  std::sort(rest.begin(), rest.end());
  for (const Event& each : rest) {
    ASSERT_TRUE(queue.pop_before(kNever, event));
    ASSERT_TRUE(same(event, each));
  }
}

// The two queues agree event by event under a moving limit, as in an engine: events are born at,
// near and far from the current instant, and others come from outside at or after the limit. Rates
// change by factors of 1,000 so that the wheel changes the width of its slots both ways.
TEST(WheelQueue, AgreesWithTheHeap) {
  HeapQueue heap;
  WheelQueue wheel;
  std::uint32_t entity = 0;
  std::uint32_t draw = 0;
  const auto push = [&](SimTime time) {
    const Event event = make(time, entity++);
    heap.push(event);
    wheel.push(event);
  };
  for (int i = 0; i < 300; ++i) push(kStream.below(20'000'000, 1, draw++));
  SimTime limit = 0;
  std::size_t popped = 0;
  for (int window = 0; window < 2000; ++window) {
    const bool dense = (window / 400) % 2 == 0;
    const std::uint32_t reach = dense ? 20'000 : 20'000'000;
    ASSERT_EQ(heap.next_time(), wheel.next_time());
    ASSERT_EQ(heap.size(), wheel.size());
    limit = std::min(heap.next_time(), limit + 86'400 * kSecond) + reach / 4;
    Event expected;
    Event event;
    while (heap.pop_before(limit, expected)) {
      ASSERT_TRUE(wheel.pop_before(limit, event));
      ASSERT_TRUE(same(event, expected)) << "window " << window;
      ++popped;
      const std::uint32_t kind = kStream.below(100, 2, draw++);
      const SimTime now = event.time;
      if (kind < 5) push(now);
      if (kind < 15) push(now + kStream.below(reach / 100, 3, draw++));
      if (kind >= 5 && kind < 85) push(now + kStream.below(reach, 3, draw++));
      if (kind == 99) push(now + SimTime{1'000'000} * kStream.below(10'000, 3, draw++));
    }
    ASSERT_FALSE(wheel.pop_before(limit, event));
    const std::uint32_t mail = heap.size() < 200 ? 40 : 1;
    for (std::uint32_t i = 0; i < mail; ++i) push(limit + kStream.below(reach, 4, draw++));
  }
  EXPECT_GT(popped, 100'000u);
}

// A sparse queue makes the wheel widen its slots at many different moments of a window.
TEST(WheelQueue, WideningKeepsTheOrder) {
  for (std::uint32_t run = 0; run < 100; ++run) {
    HeapQueue heap;
    WheelQueue wheel;
    std::uint32_t draw = 0;
    const auto push = [&](SimTime now) {
      const SimTime time = now + 1 + static_cast<SimTime>(kStream.exponential(15e6, run, draw));
      const Event event = make(time, draw++);
      heap.push(event);
      wheel.push(event);
    };
    for (int i = 0; i < 60; ++i) push(0);
    for (SimTime limit = 0; limit < 1200 * kSecond; limit += kSecond / 2) {
      Event expected;
      Event event;
      while (heap.pop_before(limit, expected)) {
        ASSERT_TRUE(wheel.pop_before(limit, event)) << "run " << run;
        ASSERT_TRUE(same(event, expected)) << "run " << run;
        push(event.time);
      }
      ASSERT_FALSE(wheel.pop_before(limit, event));
      ASSERT_EQ(heap.next_time(), wheel.next_time());
    }
  }
}

}  // namespace
}  // namespace muster::kernel
