// SPDX-License-Identifier: MIT
// Any seek gives the state that the run had then, and that playing from the start gives.
#include "engine/trace/playback.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "engine/trace/reader.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

bool same(const MoverState& a, const MoverState& b) {
  return a.link == b.link && a.off_road == b.off_road && a.entry_us == b.entry_us &&
         a.leave_us == b.leave_us && a.x == b.x && a.y == b.y && a.next_x == b.next_x &&
         a.next_y == b.next_y;
}

void expect_same(const Playback& a, const Playback& b) {
  const std::size_t n = std::max(a.movers().size(), b.movers().size());
  for (std::size_t m = 0; m < n; ++m)
    ASSERT_TRUE(same(m < a.movers().size() ? a.movers()[m] : MoverState{},
                     m < b.movers().size() ? b.movers()[m] : MoverState{}))
        << "mover " << m << " at " << a.time();
  for (const char* table : {"links/speed_factor", "links/closed"})
    ASSERT_TRUE(std::ranges::equal(a.track(table)->values(), b.track(table)->values()));
  const auto states_a = a.track("states_of/units")->values(),
             states_b = b.track("states_of/units")->values();
  for (std::size_t s = 0; s < states_a.size(); ++s)
    ASSERT_TRUE(states_a[s] == states_b[s] || (std::isnan(states_a[s]) && std::isnan(states_b[s])));
}

class PlaybackOfSample : public ::testing::Test {
 protected:
  void SetUp() override {
    Writer writer{folder_ / "run.h5", SampleRun::header(), run_.schema()};
    run_.write_static(writer);
    for (std::uint32_t b = 0; b <= run_.barriers(); ++b) {
      run_.barrier(writer, b);
      movers_at_.push_back(run_.movers());
    }
    run_.finish(writer);
    reader_ = std::make_unique<Reader>(folder_ / "run.h5");
  }

  Folder folder_;
  SampleRun run_;
  std::vector<std::vector<SampleRun::Mover>> movers_at_;  // by barrier
  std::unique_ptr<Reader> reader_;
};

TEST_F(PlaybackOfSample, SeeksGiveTheStateThatTheRunHad) {
  Playback playback{*reader_};
  for (std::uint32_t i = 0; i < 40; ++i) {
    const auto b = static_cast<std::uint32_t>(mix(i, 7) % (run_.barriers() + 1));
    playback.seek(SampleRun::time_of(b));
    for (std::size_t m = 0; m < movers_at_[b].size(); ++m) {
      const MoverState state = m < playback.movers().size() ? playback.movers()[m] : MoverState{};
      const SampleRun::Mover seen{state.link, state.entry_us, state.off_road, state.x, state.y};
      ASSERT_TRUE(seen == movers_at_[b][m]) << "mover " << m << " at barrier " << b;
    }
  }
}

TEST_F(PlaybackOfSample, SeeksEqualPlayingFromTheStart) {
  Playback playing{*reader_};
  Playback seeking{*reader_};
  for (SimTime t = 0; t <= 3600 * kSecond; t += 97'300'001) {
    playing.advance_to(t);
    seeking.seek(static_cast<SimTime>(mix(static_cast<std::uint64_t>(t)) % 3'600'000'000));
    seeking.seek(t);
    expect_same(playing, seeking);
  }
}

TEST_F(PlaybackOfSample, LeaveTimeIsThatOfTheNextRow) {
  Playback playback{*reader_};
  playback.seek(1234 * kSecond);
  const std::vector<MoverState> before{playback.movers().begin(), playback.movers().end()};
  int checked = 0;
  for (std::size_t m = 0; m < before.size(); m += 13) {
    if (!before[m].active() || before[m].leave_us == kNever) continue;
    EXPECT_GT(before[m].leave_us, 1234 * kSecond);
    playback.seek(before[m].leave_us - 1);
    EXPECT_EQ(playback.movers()[m].entry_us, before[m].entry_us);
    EXPECT_EQ(playback.movers()[m].active(), true);
    playback.seek(before[m].leave_us);
    const MoverState& after = playback.movers()[m];
    if (after.active()) {
      EXPECT_EQ(after.entry_us, before[m].leave_us);
    }
    if (before[m].off_road && after.off_road) {
      EXPECT_EQ(before[m].next_x, after.x);
      EXPECT_EQ(before[m].next_y, after.y);
    }
    ++checked;
  }
  EXPECT_GT(checked, 10);
}

TEST(ChangeTrack, ValuesForwardsAndBackwards) {
  ChangeTrack track{{10, 20, 20, 30}, {1, 0, 1, 1}, {0.5, 0.25, 0.75, 0.0}, 1.0};
  const auto at = [&](SimTime t) {
    track.seek(t);
    return std::vector<double>{track.value(0), track.value(1), track.value(2)};
  };
  EXPECT_EQ(at(9), (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(at(10), (std::vector<double>{1, 0.5, 1}));
  EXPECT_EQ(at(35), (std::vector<double>{0.25, 0, 1}));
  EXPECT_EQ(at(20), (std::vector<double>{0.25, 0.75, 1}));
  EXPECT_EQ(at(0), (std::vector<double>{1, 1, 1}));
}

}  // namespace
}  // namespace muster::trace
