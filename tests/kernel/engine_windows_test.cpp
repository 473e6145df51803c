// SPDX-License-Identifier: MIT
// What differs between the engines: windows, their statistics, mail between partitions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "engine/kernel/engine.hpp"
#include "tests/base/memory_archive.hpp"
#include "tests/kernel/script.hpp"

namespace muster::kernel {
namespace {

using testing::ElementsAre;

const EngineOptions kParallel{.threads = 2, .serial_below_events = 0};

TEST(SerialEngine, HandsNotesOverAtOnceAndHasNoWindows) {
  Script model{2};
  std::vector<std::uint32_t> order;
  model.on_event = [&](const Event& event, Scheduler& scheduler) {
    EXPECT_EQ(scheduler.partition(), 0u);
    scheduler.post({event.time + 5, ProcessId{1}, 0, 0});
    EXPECT_EQ(scheduler.now(), event.time);
    order.push_back(2);
    return true;
  };
  model.on_note = [&](const Note&, Scheduler&) { order.push_back(1); };
  Engine engine{model, apart(2, kSecond), {.kind = EngineKind::Serial}};
  engine.schedule(event_at(1, 0));
  engine.run(kSecond);
  EXPECT_THAT(order, ElementsAre(1u, 2u));
  EXPECT_EQ(engine.partitions(), 1u);
  EXPECT_EQ(engine.statistics().windows, 0u);
  EXPECT_EQ(engine.statistics().critical_path_events, 0u);
}

TEST(ParallelEngine, HandsNotesOverBySenderAndPostingOrder) {
  Script model{4};
  std::vector<std::uint32_t> order;
  model.on_event = [&](const Event& event, Scheduler& scheduler) {
    const std::uint32_t from = event.process.get();
    for (const std::uint32_t k : {0u, 1u}) {
      scheduler.post({event.time + kSecond, ProcessId{0}, from * 10 + k, 0});
    }
    return true;
  };
  model.on_note = [&](const Note& note, Scheduler&) { order.push_back(note.a); };
  Engine engine{model, apart(4, kSecond), kParallel};
  engine.schedule(event_at(1, 3));
  engine.schedule(event_at(2, 2));
  engine.schedule(event_at(3, 1));
  engine.run(kSecond / 2);
  EXPECT_THAT(order, ElementsAre(10u, 11u, 20u, 21u, 30u, 31u));
}

TEST(ParallelEngine, SkipsEmptyTime) {
  Script model{2};
  Engine engine{model, apart(2, kSecond), kParallel};
  for (std::uint32_t i = 0; i < 10; ++i) {
    engine.schedule(event_at(i * 3600 * kSecond, i % 2));
    engine.schedule(event_at(i * 3600 * kSecond + kSecond - 1, (i + 1) % 2));
  }
  engine.run(36'000 * kSecond);
  EXPECT_EQ(engine.statistics().windows, 10u);
  EXPECT_EQ(engine.statistics().events, 20u);
}

/// Eight processes, each with one message more than the one before, that pass them on every second.
class Ring : public Script {
 public:
  Ring() : Script{8} {
    on_event = [](const Event& event, Scheduler& scheduler) {
      Event next = event;
      next.time += kSecond;
      next.process = ProcessId{(event.process.get() + 1) % 8};
      scheduler.send(next);
      return true;
    };
  }
  static void start(Engine& engine) {
    for (std::uint32_t i = 0; i < 8; ++i) {
      for (std::uint32_t k = 0; k <= i; ++k) engine.schedule(event_at(k, i, 0, i, k));
    }
  }
};

void expect_statistics_of_ten_seconds(const Statistics& statistics) {
  EXPECT_EQ(statistics.events, 360u);
  EXPECT_EQ(statistics.windows, 10u);
  EXPECT_EQ(statistics.windows_parallel, 9u);  // the first window has no window before it
  EXPECT_EQ(statistics.events_in_parallel, 324u);
  EXPECT_EQ(statistics.critical_path_events, 80u);
}

TEST(ParallelEngine, StatisticsDoNotDependOnTheThreads) {
  for (const int threads : {1, 2, 4}) {
    Ring model;
    Engine engine{model, apart(8, kSecond), {.threads = threads, .serial_below_events = 36}};
    Ring::start(engine);
    engine.run(10 * kSecond);
    expect_statistics_of_ten_seconds(engine.statistics());
  }
}

TEST(ParallelEngine, StatisticsGoOnAfterLoading) {
  const EngineOptions options{.threads = 2, .serial_below_events = 36};
  Ring model;
  Engine engine{model, apart(8, kSecond), options};
  Ring::start(engine);
  engine.run(5 * kSecond);
  MemoryArchive archive;
  engine.state(archive);
  MemoryArchive copy = archive.to_load();
  Engine loaded{model, apart(8, kSecond), options};
  loaded.state(copy);
  loaded.run(10 * kSecond);
  expect_statistics_of_ten_seconds(loaded.statistics());
}

// Sent before the end of the running window: the receiver may be past it.
TEST(ParallelEngineDeathTest, RefusesMailIntoTheRunningWindow) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const auto run = [](bool note) {
    Script model{2};
    model.on_event = [note](const Event& event, Scheduler& scheduler) {
      const SimTime soon = event.time + kSecond / 2;
      note ? scheduler.post({soon, ProcessId{1}, 0, 0}) : scheduler.send(event_at(soon, 1));
      return true;
    };
    Engine engine{model, apart(2, kSecond), kParallel};
    engine.schedule(event_at(0, 0));
    engine.run(kSecond);
  };
  EXPECT_DEATH(run(false), "contract broken");
  EXPECT_DEATH(run(true), "contract broken");
}

#ifndef NDEBUG  // where contracts are checked
TEST(ParallelEngineDeathTest, DebugBuildsRefuseMailCloserThanAWindow) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  Script model{2};
  model.on_event = [](const Event& event, Scheduler& scheduler) {
    // After the end of this window, but less than a window after now.
    scheduler.send(event_at(event.time + kSecond - 1, 1));
    return true;
  };
  Engine engine{model, apart(2, kSecond), kParallel};
  engine.schedule(event_at(0, 1, 5));
  engine.schedule(event_at(10, 0));
  EXPECT_DEATH(engine.run(kSecond), "shared_.window");
}
#endif

}  // namespace
}  // namespace muster::kernel
