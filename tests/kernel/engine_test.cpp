// SPDX-License-Identifier: MIT
#include "engine/kernel/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "tests/base/memory_archive.hpp"
#include "tests/kernel/script.hpp"

namespace muster::kernel {
namespace {

using testing::ElementsAre;

const EngineOptions kSerial{.kind = EngineKind::Serial};
const EngineOptions kParallel{.threads = 2, .serial_below_events = 0};

/// What both kinds of engine do alike.
class BothEngines : public testing::TestWithParam<EngineOptions> {};
INSTANTIATE_TEST_SUITE_P(, BothEngines, testing::Values(kSerial, kParallel), [](const auto& test) {
  return std::string{test.param.kind == EngineKind::Serial ? "Serial" : "Parallel"};
});

TEST(Key, OrdersByClassThenEntityThenSequence) {
  const std::vector<std::uint64_t> keys{make_key(0, 9, 9),          make_key(1, 0, 5),
                                        make_key(1, 0, 6),          make_key(1, 1, 0),
                                        make_key(1, 0xffffffff, 0), make_key(255, 0, 0)};
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(make_key(1, 2, 1u << 24), make_key(1, 2, 0));  // the sequence counts modulo 2^24
  Event event;
  event.key = make_key(7, 123456, 42);
  EXPECT_EQ(event.event_class(), 7);
  EXPECT_EQ(event.entity(), 123456u);
}

TEST_P(BothEngines, TiesGoByClassThenEntityWhateverTheInsertionOrder) {
  std::vector<Event> events;
  for (std::uint8_t event_class : {2, 0, 1}) {
    for (std::uint32_t entity : {5, 3, 4})
      events.push_back(event_at(kSecond, 0, event_class, entity));
  }
  std::vector<Event> sorted = events;
  std::sort(sorted.begin(), sorted.end());
  for (int order = 0; order < 2; ++order) {
    Script model{1};
    Engine engine{model, {}, GetParam()};
    for (const Event& event : events) engine.schedule(event);
    engine.run(kSecond + 1);
    ASSERT_EQ(model.seen[0].size(), sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) EXPECT_EQ(model.seen[0][i].key, sorted[i].key);
    std::reverse(events.begin(), events.end());
  }
}

TEST_P(BothEngines, RunsWhatLiesBeforeItsEnd) {
  Script model{2};
  Engine engine{model, apart(2, kSecond), GetParam()};
  engine.schedule(event_at(10, 0));
  engine.schedule(event_at(20, 1));
  engine.run(20);
  EXPECT_EQ(engine.now(), 20);
  EXPECT_EQ(engine.statistics().events, 1u);
  EXPECT_EQ(engine.pending(), 1u);
  engine.run(21);
  EXPECT_EQ(engine.statistics().events, 2u);
  EXPECT_EQ(engine.pending(), 0u);
  EXPECT_EQ(engine.now(), 21);
}

TEST_P(BothEngines, BarriersComeBeforeTheEventsOfTheirTimeInTheirOrder) {
  Script model{3};
  std::vector<std::string> log;
  Engine engine{model, apart(3, 4 * kSecond), GetParam()};
  const auto executed = [&] {
    return std::to_string(model.seen[0].size() + model.seen[1].size() + model.seen[2].size());
  };
  const auto note = [&](const std::string& name) {
    return [&, name](SimTime now) {
      EXPECT_EQ(engine.now(), now);
      EXPECT_EQ(engine.scheduler_of(ProcessId{1}).now(), now);
      log.push_back(name + "@" + std::to_string(now / kSecond) + " after " + executed());
    };
  };
  engine.add_barrier({.first = 10 * kSecond, .period = 10 * kSecond, .order = 2, .run = note("b")});
  engine.add_barrier({.first = 0, .period = 5 * kSecond, .order = 1, .run = note("a")});
  engine.add_barrier({.first = 10 * kSecond, .period = kNever, .order = 3, .run = note("once")});
  for (std::uint32_t i = 0; i < 3; ++i) {
    engine.schedule(event_at(0, i, 0, i));
    engine.schedule(event_at(10 * kSecond - 1, i, 0, i));
    engine.schedule(event_at(10 * kSecond, i, 0, i));
  }
  engine.run(20 * kSecond);
  EXPECT_THAT(log, ElementsAre("a@0 after 0", "a@5 after 3", "a@10 after 6", "b@10 after 6",
                               "once@10 after 6", "a@15 after 9"));
  engine.run(21 * kSecond);
  EXPECT_THAT(log, testing::Contains("b@20 after 9"));
}

TEST_P(BothEngines, StopsAfterTheBarriersOfThatTimeAndGoesOn) {
  Script model{1};
  int second = 0;
  Engine engine{model, {}, GetParam()};
  engine.add_barrier(
      {.first = 5, .period = kNever, .order = 0, .run = [&](SimTime) { engine.request_stop(); }});
  engine.add_barrier({.first = 5, .period = kNever, .order = 1, .run = [&](SimTime) { ++second; }});
  engine.schedule(event_at(5, 0));
  engine.run(100);
  EXPECT_EQ(engine.now(), 5);
  EXPECT_EQ(second, 1);
  EXPECT_TRUE(model.seen[0].empty());
  engine.run(100);
  EXPECT_EQ(engine.now(), 100);
  EXPECT_EQ(second, 1);
  EXPECT_EQ(model.seen[0].size(), 1u);
}

TEST_P(BothEngines, WithoutEffectLeavesNoMark) {
  std::vector<std::uint64_t> fingerprints;
  for (const bool extra : {false, true}) {
    Script model{2};
    model.on_event = [](const Event& event, Scheduler&) { return event.event_class() == 0; };
    Engine engine{model, apart(2, kSecond), GetParam()};
    engine.schedule(event_at(7, 0));
    if (extra) engine.schedule(event_at(8, 1, 1));
    engine.run(kSecond);
    EXPECT_EQ(engine.statistics().events, 1u);
    fingerprints.push_back(engine.fingerprint());
  }
  EXPECT_EQ(fingerprints[0], fingerprints[1]);
}

TEST_P(BothEngines, EveryFieldOfAnEventAndWhatIsAddedCountInTheFingerprint) {
  const auto fingerprint = [](const std::function<void(Event&)>& change) {
    Script model{2};
    Engine engine{model, apart(2, kSecond), GetParam()};
    Event event = event_at(7, 0);
    change(event);
    engine.schedule(event);
    engine.run(kSecond);
    return engine.fingerprint();
  };
  std::vector<std::uint64_t> all{fingerprint([](Event&) {}),
                                 fingerprint([](Event& event) { event.time = 8; }),
                                 fingerprint([](Event& event) { event.key = 1; }),
                                 fingerprint([](Event& event) { event.process = ProcessId{1}; }),
                                 fingerprint([](Event& event) { event.a = 1; }),
                                 fingerprint([](Event& event) { event.b = 1; }),
                                 fingerprint([](Event& event) { event.c = 1; })};
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());

  Script model{1};
  Engine engine{model, {}, GetParam()};
  engine.add_to_fingerprint(5);
  engine.add_to_fingerprint(~std::uint64_t{0});  // modulo 2^64
  EXPECT_EQ(engine.fingerprint(), 4u);
}

TEST_P(BothEngines, EditsPendingEvents) {
  Script model{2};
  Engine engine{model, apart(2, kSecond), GetParam()};
  for (std::uint32_t i = 0; i < 6; ++i) engine.schedule(event_at(kSecond + i, i % 2, 0, i));
  engine.add_barrier({.first = kSecond, .period = kNever, .order = 0, .run = [&](SimTime now) {
                        engine.edit_pending([&](Event& event) {
                          if (event.entity() == 3) return false;
                          if (event.entity() == 0) event.time = now + 10;
                          event.c = 7;
                          return true;
                        });
                      }});
  engine.run(2 * kSecond);
  ASSERT_EQ(model.seen[0].size(), 3u);
  ASSERT_EQ(model.seen[1].size(), 2u);
  EXPECT_EQ(model.seen[0].back().entity(), 0u);  // moved behind the others
  EXPECT_EQ(model.seen[0].back().time, kSecond + 10);
  EXPECT_EQ(model.seen[1][0].c, 7u);
}

TEST_P(BothEngines, BarriersReachAnyProcessAtOnce) {
  Script model{3};
  std::vector<SimTime> noted;
  model.on_note = [&](const Note& note, Scheduler& scheduler) {
    noted.push_back(scheduler.now());
    scheduler.send(event_at(note.time, note.process.get(), 1));
  };
  Engine engine{model, apart(3, kSecond), GetParam()};
  engine.add_barrier({.first = 5, .period = kNever, .order = 0, .run = [&](SimTime now) {
                        Scheduler& scheduler = engine.scheduler_of(ProcessId{0});
                        scheduler.send(event_at(now, 1));
                        scheduler.post({now + 3, ProcessId{2}, 0, 0});
                        engine.post({now + 4, ProcessId{0}, 0, 0});
                        engine.schedule(event_at(now + 1, 0));
                        EXPECT_THAT(noted, ElementsAre(now + 3, now + 4));
                        EXPECT_EQ(engine.pending(), 4u);
                        EXPECT_EQ(scheduler.now(), now);
                      }});
  engine.run(kSecond);
  EXPECT_EQ(model.seen[1].at(0).time, 5);
  EXPECT_EQ(model.seen[2].at(0).time, 8);
  EXPECT_THAT(model.seen[0], testing::SizeIs(2));
  EXPECT_EQ(model.seen[0].at(1).time, 9);
}

// The window after a barrier begins with the earliest event, also where the barrier brought it.
TEST_P(BothEngines, WhatABarrierSchedulesComesBeforeWhatWasThere) {
  Script model{2};
  model.on_event = [](const Event& event, Scheduler& scheduler) {
    if (event.process == ProcessId{1}) scheduler.send(event_at(event.time + kSecond, 0, 1));
    return true;
  };
  Engine engine{model, apart(2, kSecond), GetParam()};
  engine.schedule(event_at(10, 0));
  engine.schedule(event_at(kSecond + 8, 0));
  engine.add_barrier({.first = 5, .period = kNever, .order = 0, .run = [&](SimTime) {
                        engine.schedule(event_at(7, 1));
                      }});
  engine.run(10 * kSecond);
  ASSERT_EQ(model.seen[0].size(), 3u);
  EXPECT_EQ(model.seen[0][1].time, kSecond + 7);
}

// A note may be answered by an event; both come in time, and before a barrier all notes are in.
TEST_P(BothEngines, NotesActFromTheirTimeOnAndAreInBeforeABarrier) {
  Script model{2};
  bool noted = false;
  model.on_event = [&](const Event& event, Scheduler& scheduler) {
    if (event.process == ProcessId{0}) scheduler.post({event.time + kSecond, ProcessId{1}, 4, 5});
    return true;
  };
  model.on_note = [&](const Note& note, Scheduler& scheduler) {
    EXPECT_EQ(note.a, 4u);
    EXPECT_EQ(note.b, 5u);
    EXPECT_EQ(scheduler.now(), note.time);
    noted = true;
    scheduler.send(event_at(note.time, 1));
  };
  Engine engine{model, apart(2, kSecond), GetParam()};
  engine.add_barrier({.first = 101, .period = kNever, .order = 0, .run = [&](SimTime) {
                        EXPECT_TRUE(noted);
                        EXPECT_EQ(engine.pending(), 1u);
                      }});
  engine.schedule(event_at(100, 0));
  engine.run(10 * kSecond);
  ASSERT_EQ(model.seen[1].size(), 1u);
  EXPECT_EQ(model.seen[1][0].time, kSecond + 100);
}

TEST_P(BothEngines, ExceptionsComeOutOfRun) {
  Script model{4};
  model.on_event = [](const Event& event, Scheduler&) -> bool {
    if (event.process.get() == 0) return true;
    throw std::runtime_error{"process " + std::to_string(event.process.get())};
  };
  Engine engine{model, apart(4, kSecond), GetParam()};
  for (std::uint32_t i = 4; i-- > 0;) engine.schedule(event_at(10 + i, i));
  try {
    engine.run(kSecond);
    FAIL() << "nothing thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(),
                 "process 1");  // the lowest partition's; in the serial engine the first
  }
}

TEST_P(BothEngines, SavedInABarrierItGoesOnWithTheNextBarrierOfThatTime) {
  std::vector<std::string> log;
  MemoryArchive archive;
  const auto build = [&](Script& model, bool save) {
    auto engine = std::make_unique<Engine>(model, apart(2, kSecond), GetParam());
    for (const int order : {1, 2, 3}) {
      engine->add_barrier({.first = 10,
                           .period = 10,
                           .order = order,
                           .run = [&, order, save, raw = engine.get()](SimTime now) {
                             log.push_back(std::to_string(order) + "@" + std::to_string(now));
                             if (save && order == 2 && now == 20) {
                               raw->state(archive);
                               raw->request_stop();
                             }
                           }});
    }
    return engine;
  };
  Script model{2};
  const auto engine = build(model, true);
  engine->schedule(event_at(3, 0));
  engine->schedule(event_at(20, 1));
  engine->run(25);
  EXPECT_THAT(log, ElementsAre("1@10", "2@10", "3@10", "1@20", "2@20", "3@20"));

  log.clear();
  MemoryArchive copy = archive.to_load();
  Script model_after{2};
  const auto after = build(model_after, false);
  after->state(copy);
  EXPECT_EQ(after->now(), 20);
  EXPECT_EQ(after->pending(), 1u);
  after->run(25);
  engine->run(25);
  EXPECT_THAT(log, ElementsAre("3@20"));
  EXPECT_EQ(model_after.seen[1].size(), 1u);
  EXPECT_EQ(after->fingerprint(), engine->fingerprint());
}

TEST(Engine, RefusesAStateWithOtherBarriers) {
  Script model{1};
  Engine engine{model, {}, kSerial};
  MemoryArchive archive;
  engine.state(archive);
  Engine other{model, {}, kSerial};
  other.add_barrier({.first = 0, .period = kSecond, .order = 4, .run = [](SimTime) {}});
  MemoryArchive copy = archive.to_load();
  EXPECT_THROW(other.state(copy), RunError);
}

}  // namespace
}  // namespace muster::kernel
