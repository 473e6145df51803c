// SPDX-License-Identifier: MIT
// Every mode of the engine gives what the serial engine gives: threads, partitions, queues,
// checkpoints.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "engine/kernel/engine.hpp"
#include "tests/base/memory_archive.hpp"
#include "tests/kernel/network.hpp"
#include "tests/kernel/phold.hpp"

namespace muster::kernel {
namespace {

EngineOptions serial(QueueKind queue = QueueKind::Heap) {
  return {.kind = EngineKind::Serial, .queue = queue};
}
EngineOptions parallel(int threads, QueueKind queue = QueueKind::Wheel) {
  return {
      .kind = EngineKind::Parallel, .queue = queue, .threads = threads, .serial_below_events = 1};
}

struct Outcome {
  std::uint64_t fingerprint = 0;
  std::uint64_t events = 0;
  std::size_t pending = 0;
  std::vector<std::uint64_t> state;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// PHOLD at a sixteenth of the benchmark's size.
const PholdOptions kPhold{.processes = 1024, .remote_share = 0.5};
constexpr SimTime kPholdEnd = 3 * kSecond;

Outcome run_phold(const EngineOptions& options, std::uint32_t partition_size) {
  Phold model{kPhold};
  Engine engine{model, model.layout(partition_size), options};
  model.start(engine);
  engine.run(kPholdEnd);
  return {engine.fingerprint(), engine.statistics().events, engine.pending(), model.state()};
}

TEST(EngineModes, PholdGivesOneOutcome) {
  const Outcome oracle = run_phold(serial(), 1024);
  EXPECT_EQ(oracle.pending, 1024u * 16u);  // each event makes one
  EXPECT_EQ(run_phold(serial(QueueKind::Wheel), 1024), oracle);
  for (const QueueKind queue : {QueueKind::Wheel, QueueKind::Heap}) {
    for (const std::uint32_t size : {16u, 100u}) {
      for (const int threads : {1, 2, 3, 4, 8}) {
        EXPECT_EQ(run_phold(parallel(threads, queue), size), oracle)
            << "partitions of " << size << ", " << threads << " threads";
      }
    }
  }
}

TEST(EngineModes, PholdExecutesAsManyEventsAsRenewalTheorySays) {
  // Delays are 0.1 + exponential(0.9), so hop n of a message comes before t with the probability
  // that an Erlang variable of n stages of mean 0.9 is below t - 0.1 n.
  double expected = 0.0;
  double second = 0.0;  // of the number of hops of one message
  for (int n = 1; 0.1 * n < 3.0; ++n) {
    const double x = (3.0 - 0.1 * n) / 0.9;
    double term = 1.0;
    double below = 0.0;
    for (int k = 0; k < n; ++k) {
      below += term;
      term *= x / (k + 1);
    }
    const double probability = 1.0 - std::exp(-x) * below;
    expected += probability;
    second += (2.0 * n - 1.0) * probability;
  }
  const double messages = 1024.0 * 16.0;
  const double deviation = std::sqrt(messages * (second - expected * expected));
  EXPECT_NEAR(static_cast<double>(run_phold(serial(), 1024).events), messages * expected,
              4.0 * deviation);
}

TEST(EngineModes, MostOfPholdRunsInParallel) {
  Phold model{kPhold};
  Engine engine{model, model.layout(16), {.threads = 2}};
  model.start(engine);
  engine.run(kPholdEnd);
  const Statistics& statistics = engine.statistics();
  EXPECT_GT(statistics.events_in_parallel, statistics.events / 2);
  EXPECT_GT(statistics.windows, 25u);  // 3 s in windows of 0.1 s, none wider
  EXPECT_LE(statistics.windows, 31u);
  EXPECT_LT(statistics.critical_path_events, statistics.events / 16);  // 64 partitions
}

constexpr SimTime kNetworkEnd = 300 * kSecond;

Outcome run_network(const NetworkOptions& network, const Layout& layout,
                    const EngineOptions& options) {
  Network model{network};
  Engine engine{model, layout, options};
  model.start(engine);
  engine.run(kNetworkEnd);
  return {engine.fingerprint(), engine.statistics().events, model.waiting(), model.histories()};
}

class NetworkModes : public testing::TestWithParam<NetworkOptions> {
 protected:
  Layout layout(std::uint32_t channels_per_partition, std::int32_t seed = 1) const {
    const Network model{GetParam()};
    return make_layout(model.processes(), model.channels(), {}, 0,
                       {.channels_per_partition = channels_per_partition, .seed = seed});
  }
};

TEST_P(NetworkModes, ThreadsPartitionSizesAndQueuesGiveOneOutcome) {
  const Outcome oracle = run_network(GetParam(), {}, serial());
  EXPECT_GT(oracle.events, 10'000u);
  EXPECT_GT(oracle.pending, 20u) << "no token waits for room: notes are not tested";
  EXPECT_EQ(run_network(GetParam(), {}, serial(QueueKind::Wheel)), oracle);
  for (const std::uint32_t channels : {16u, 100u}) {
    const Layout cut = layout(channels);
    ASSERT_GT(cut.partitions, 3u);
    for (const QueueKind queue : {QueueKind::Wheel, QueueKind::Heap}) {
      for (const int threads : {1, 2, 3, 4, 8}) {
        EXPECT_EQ(run_network(GetParam(), cut, parallel(threads, queue)), oracle)
            << channels << " channels a partition, " << threads << " threads";
      }
    }
  }
}

TEST_P(NetworkModes, RenumberedPartitionsAndOtherCutsGiveOneOutcome) {
  const Outcome oracle = run_network(GetParam(), {}, serial());
  for (const std::int32_t seed : {2, 3, 4}) {
    Layout cut = layout(40, seed);
    EXPECT_EQ(run_network(GetParam(), cut, parallel(2)), oracle);
    for (std::uint32_t& partition : cut.partition_of) partition = cut.partitions - 1 - partition;
    EXPECT_EQ(run_network(GetParam(), cut, parallel(2)), oracle);
  }
}

TEST_P(NetworkModes, SerialWindowsBelowTheThresholdChangeNothing) {
  const Outcome oracle = run_network(GetParam(), {}, serial());
  EngineOptions options = parallel(2);
  options.serial_below_events = 40;
  EXPECT_EQ(run_network(GetParam(), layout(16), options), oracle);
}

TEST_P(NetworkModes, SavedHalfwayAndLoadedIntoAnyMode) {
  const Outcome oracle = run_network(GetParam(), {}, serial());
  const Layout coarse = layout(100);
  const Layout fine = layout(16);
  struct Mode {
    const Layout& layout;
    EngineOptions options;
  };
  const Layout one;
  const std::vector<Mode> modes{
      {one, serial()}, {coarse, parallel(1, QueueKind::Heap)}, {fine, parallel(3)}};
  for (const Mode& before : modes) {
    MemoryArchive archive;
    Network model{GetParam()};
    Engine engine{model, before.layout, before.options};
    model.start(engine);
    engine.run(kNetworkEnd / 2);
    engine.state(archive);
    model.state(archive);
    engine.run(kNetworkEnd);  // saving disturbs nothing
    EXPECT_EQ(engine.fingerprint(), oracle.fingerprint);
    for (const Mode& after : modes) {
      MemoryArchive copy = archive.to_load();
      Network model_after{GetParam()};
      Engine engine_after{model_after, after.layout, after.options};
      engine_after.state(copy);
      model_after.state(copy);
      EXPECT_EQ(engine_after.now(), kNetworkEnd / 2);
      engine_after.run(kNetworkEnd);
      EXPECT_EQ(engine_after.fingerprint(), oracle.fingerprint);
      EXPECT_EQ(engine_after.statistics().events, oracle.events);
      EXPECT_EQ(model_after.histories(), oracle.state);
    }
  }
}

// A link of 0 or 1 us between partitions would ruin the order or the window: it is contracted.
INSTANTIATE_TEST_SUITE_P(, NetworkModes,
                         testing::Values(NetworkOptions{}, NetworkOptions{.instant_roads = 30},
                                         NetworkOptions{.short_roads = 30}),
                         [](const auto& options) {
                           return std::string{options.param.instant_roads > 0 ? "InstantRoads"
                                              : options.param.short_roads > 0 ? "ShortRoads"
                                                                              : "Plain"};
                         });

TEST(EngineModes, SavedBytesAreTheSameFromAnyMode) {
  const auto save = [](const EngineOptions& options, std::uint32_t partition_size) {
    Phold model{kPhold};
    Engine engine{model, model.layout(partition_size), options};
    model.start(engine);
    engine.run(kPholdEnd);
    MemoryArchive archive;
    engine.state(archive);
    auto arrays = archive.arrays();
    // A serial engine counts no windows.
    arrays.erase("statistics");
    arrays.erase("last_window_events");
    return arrays;
  };
  const auto saved = save(serial(), 1024);
  EXPECT_EQ(saved.at("events").size(), 1024u * 16u * sizeof(Event));
  EXPECT_EQ(save(parallel(2), 16), saved);
  EXPECT_EQ(save(parallel(3, QueueKind::Heap), 100), saved);
}

}  // namespace
}  // namespace muster::kernel
