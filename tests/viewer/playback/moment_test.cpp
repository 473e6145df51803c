// SPDX-License-Identifier: MIT
// Jumping anywhere gives the state that playing from the start gives.
#include "viewer/playback/moment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/trace/reader.hpp"
#include "town.hpp"
#include "town_plan.hpp"
#include "viewer/playback/clock.hpp"
#include "viewer/playback/mover_places.hpp"

namespace muster::viewer {
namespace {

// Everything that is drawn.
struct State {
  std::vector<std::uint32_t> on_link, closed;
  std::vector<std::tuple<std::uint32_t, SimTime>> movers;
  std::vector<PartyGroup> parties;
  std::vector<double> occupied;
  std::vector<SiteUse> uses;
  std::vector<double> places;
  std::optional<std::uint64_t> water;
  bool operator==(const State&) const = default;
};

State state_of(const Run& run, const Moment& moment) {
  State state;
  state.on_link.assign(moment.on_link().begin(), moment.on_link().end());
  state.closed.assign(moment.closed_links().begin(), moment.closed_links().end());
  for (std::uint32_t m = 0; m < run.parties.count(); ++m) {
    const bool known = m < moment.movers().size();
    state.movers.emplace_back(
        known ? moment.movers()[m].link : trace::kNone,
        known && moment.movers()[m].active() ? moment.movers()[m].entry_us : 0);
    state.parties.push_back(moment.party(m));
  }
  for (std::uint32_t s = 0; s < run.sites.size(); ++s) {
    state.occupied.push_back(moment.site(s).occupied);
    state.uses.push_back(moment.site(s).use);
  }
  for (const MoverPlace& place : mover_places(run, moment, run.bounds))
    state.places.insert(state.places.end(), {place.place.x, place.place.y});
  state.water = moment.water_step();
  return state;
}

class MomentOfTown : public ::testing::Test {
 protected:
  MomentOfTown() { test::write_town(folder_ / "town.h5"); }
  test::Folder folder_;
};

TEST_F(MomentOfTown, RandomSeeksEqualPlayingFromZero) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  Moment seeking{run};
  std::mt19937 random{20240501};
  std::size_t moving = 0, closed = 0;
  for (int i = 0; i < 40; ++i) {
    const SimTime goal = static_cast<SimTime>(random() % 7'200'000) * 1000;
    // Played from zero by the clock in uneven frames.
    Moment playing{run};
    Clock clock{run.end};
    clock.set_speed(kSpeeds.size() - 1);
    clock.toggle();
    while (clock.now() < goal) {
      const SimTime before = clock.now();
      clock.advance(0.001 * static_cast<double>(1 + random() % 100));
      if (clock.now() > goal || clock.now() == before) clock.jump(goal);
      playing.show(clock.now());
    }
    seeking.show(goal);
    const State state = state_of(run, seeking);
    ASSERT_EQ(state, state_of(run, playing)) << to_seconds(goal) << " s";
    moving += static_cast<std::size_t>(std::count_if(state.on_link.begin(), state.on_link.end(),
                                                     [](std::uint32_t n) { return n > 0; }));
    closed += state.closed.size();
  }
  EXPECT_GT(moving, 0u);
  EXPECT_GT(closed, 0u);
}

TEST_F(MomentOfTown, ShowsWhatHappenedInTheTown) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  const test::Town town{test::TownSize{}};
  ASSERT_EQ(run.end, town.size.horizon);
  Moment moment{run};
  for (const SimTime time : {SimTime{0}, 3000 * kSecond, 5000 * kSecond, run.end}) {
    moment.show(time);
    // Straight from the list of what happened.
    std::vector<std::uint32_t> state(town.homes.size(), 0), link(town.homes.size(), trace::kNone);
    std::vector<bool> shut(town.links.size(), false);
    for (const test::Change& c : town.party_states)
      if (c.time <= time) state[c.subject] = c.code;
    for (const test::Change& c : town.movements)
      if (c.time <= time) link[c.subject] = c.code;
    for (const test::Change& c : town.closed)
      if (c.time <= time) shut[c.subject] = c.code != 0;
    constexpr std::array kGroups{PartyGroup::AtHome, PartyGroup::AtHome, PartyGroup::OnTheWay,
                                 PartyGroup::Sheltered, PartyGroup::Trapped};
    std::array<std::uint64_t, kPartyGroups> persons{};
    std::vector<std::uint32_t> on_link(town.links.size(), 0), closed;
    for (std::size_t p = 0; p < town.homes.size(); ++p) {
      persons[static_cast<std::size_t>(kGroups[state[p]])] += town.homes[p].size;
      if (link[p] != trace::kNone) ++on_link[link[p]];
    }
    for (std::uint32_t l = 0; l < shut.size(); ++l)
      if (shut[l]) closed.push_back(l);
    EXPECT_EQ(moment.persons(), persons) << to_seconds(time);
    EXPECT_TRUE(std::ranges::equal(moment.on_link(), on_link)) << to_seconds(time);
    EXPECT_TRUE(std::ranges::equal(moment.closed_links(), closed)) << to_seconds(time);
    EXPECT_EQ(moment.water_step(), static_cast<std::uint64_t>(time / test::kFieldStep));
  }
}

TEST(PartyGroup, FollowsTheWordsOfTheState) {
  EXPECT_EQ(group_of("at_home"), PartyGroup::AtHome);
  EXPECT_EQ(group_of("preparing"), PartyGroup::AtHome);
  EXPECT_EQ(group_of("travelling"), PartyGroup::OnTheWay);
  EXPECT_EQ(group_of("on_the_way"), PartyGroup::OnTheWay);
  EXPECT_EQ(group_of("sheltered"), PartyGroup::Sheltered);
  EXPECT_EQ(group_of("trapped_at_home"), PartyGroup::Trapped);
  EXPECT_EQ(group_of("stalled"), PartyGroup::Trapped);
  EXPECT_EQ(group_of("turned_away"), PartyGroup::OnTheWay);
  EXPECT_EQ(group_of("outside"), PartyGroup::Sheltered);
  EXPECT_EQ(anchor_of("stalled"), PartyAnchor::Link);
  EXPECT_EQ(anchor_of("stranded"), PartyAnchor::Node);
  EXPECT_EQ(anchor_of("trapped"), PartyAnchor::Home);
}

TEST(SiteUse, FollowsTheWordsOfTheState) {
  EXPECT_EQ(use_of("open"), SiteUse::Open);
  EXPECT_EQ(use_of("full"), SiteUse::Full);
  EXPECT_EQ(use_of("flooded"), SiteUse::Closed);
  EXPECT_EQ(use_of("closed"), SiteUse::Closed);
}

}  // namespace
}  // namespace muster::viewer
