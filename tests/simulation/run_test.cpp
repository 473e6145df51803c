// SPDX-License-Identifier: MIT
// Whole runs of a small town: everything that can go wrong does, and every engine agrees on it.
#include "engine/simulation/run.hpp"

#include <gtest/gtest.h>

#include <map>

#include "engine/simulation/party.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

class Run : public RunFolder {
 protected:
  static RunResult go(const Valley& valley, RunOptions options) {
    return run(valley.file, valley.world, valley.forcing, "{}", {}, options);
  }
};

double value(const RunResult& result, const std::string& name, const std::string& subject = "") {
  for (const Measure& measure : result.summary) {
    if (measure.name == name && measure.subject == subject) return measure.value;
  }
  ADD_FAILURE() << "no measure " << subject << " " << name;
  return 0;
}

TEST_F(Run, EverythingThatCanGoWrongDoes) {
  const RunResult result = go(make_valley(), {});
  EXPECT_TRUE(result.complete);
  EXPECT_GT(value(result, "departed"), 300);
  EXPECT_GT(value(result, "now_sheltered"), 300);
  EXPECT_GT(value(result, "now_trapped"), 0);
  EXPECT_GT(value(result, "parties_rerouted"), 0);
  EXPECT_GT(value(result, "shelters_full"), 0);
  EXPECT_GT(value(result, "shelters_flooded"), 0);
  EXPECT_GT(value(result, "links_closed_by_water"), 0);
  EXPECT_GT(value(result, "links_reopened"), 0);
  EXPECT_LE(value(result, "occupancy", "school"), 150);
  EXPECT_LE(value(result, "water_residual"), 1e-12);
}

TEST_F(Run, PeopleAreConservedToTheLast) {
  const Valley valley = make_valley();
  const RunResult result = go(valley, {});
  double persons = 0, in_states = 0;
  for (const std::uint16_t size : valley.world.parties.persons) persons += size;
  for (const std::string& state : party_state_names()) in_states += value(result, "now_" + state);
  EXPECT_EQ(in_states, persons);
  double housed = 0;
  for (const char* site : {"school", "hall", "boathouse"})
    housed += value(result, "occupancy", site);
  EXPECT_EQ(housed, value(result, "now_sheltered") + value(result, "now_registering"));
}

TEST_F(Run, ClosedLinksEventsAndSeriesAgreeAtEveryBarrier) {
  Valley valley = make_valley();
  world::Roads& roads = valley.world.roads;
  const auto street = [](std::int64_t from, std::int64_t to) { return from * 1000 + to; };
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    // A one-way street by the shore.
    if (roads.source[LinkId{l}] == street(12, 13) && roads.from[LinkId{l}] == NodeId{13})
      roads.lanes[LinkId{l}] = 0;
  }
  // One that water takes too, one that gives its only lane away, for good.
  valley.file.plan.closures.push_back({{street(1, 12)}, {}, 600, 15000});
  valley.file.plan.contraflow.push_back({{}, {{5, 16}}, 900, 300, 1});
  RunOptions options;
  options.out = folder_ / "run.h5";
  const RunResult result = go(valley, options);

  const trace::Reader reader{options.out};
  const auto times = [&](const char* table) {
    return std::get<std::vector<std::int64_t>>(reader.read(table, "time_us"));
  };
  std::map<SimTime, int> by_events, by_links;
  double closed_by_water = 0, reopened = 0;
  const auto kinds = std::get<std::vector<std::uint16_t>>(reader.read("events", "kind"));
  const auto values = std::get<std::vector<double>>(reader.read("events", "value"));
  const auto event_times = times("events");
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const bool closed = kinds[i] == static_cast<std::uint16_t>(EventKind::LinkClosed);
    const bool opened = kinds[i] == static_cast<std::uint16_t>(EventKind::LinkOpened);
    by_events[event_times[i]] += closed - opened;
    closed_by_water += closed && values[i] == 1;
    reopened += opened;
  }
  EXPECT_EQ(value(result, "links_closed_by_water"), closed_by_water);
  EXPECT_EQ(value(result, "links_reopened"), reopened);
  EXPECT_GT(reopened, 0);
  const auto changes = std::get<std::vector<std::uint8_t>>(reader.read("links/closed", "value"));
  const auto change_times = times("links/closed");
  for (std::size_t i = 0; i < changes.size(); ++i)
    by_links[change_times[i]] += changes[i] != 0 ? 1 : -1;
  const auto upto = [](const std::map<SimTime, int>& steps, SimTime time) {
    int sum = 0;
    for (const auto& [at, step] : steps) sum += at <= time ? step : 0;
    return sum;
  };
  const auto series = std::get<std::vector<double>>(reader.read("series/roads", "value"));
  const auto series_times = times("series/roads");
  ASSERT_EQ(series.size(), 2 * series_times.size());
  for (std::size_t i = 0; i < series_times.size(); ++i) {
    EXPECT_EQ(upto(by_links, series_times[i]), series[2 * i + 1]) << series_times[i];
    EXPECT_EQ(upto(by_events, series_times[i]), series[2 * i + 1]) << series_times[i];
  }
}

TEST_F(Run, TripsOfAMoverFollowOneAnother) {
  RunOptions options;
  options.out = folder_ / "run.h5";
  go(make_valley(), options);
  const trace::Reader reader{options.out};
  const auto mover = std::get<std::vector<std::uint32_t>>(reader.read("trips", "mover"));
  const auto depart = std::get<std::vector<std::int64_t>>(reader.read("trips", "depart_us"));
  const auto arrive = std::get<std::vector<std::int64_t>>(reader.read("trips", "arrive_us"));
  std::map<std::uint32_t, SimTime> last;  // arrival
  int later_trips = 0;
  for (std::size_t i = 0; i < mover.size(); ++i) {
    EXPECT_LE(depart[i], arrive[i]) << mover[i];
    const auto before = last.find(mover[i]);
    if (before != last.end()) {
      EXPECT_GE(depart[i], before->second) << mover[i];
      ++later_trips;
    }
    last[mover[i]] = arrive[i];
  }
  EXPECT_GT(later_trips, 0);
}

TEST_F(Run, WhoIsFloodedOutAtTheDeskRegistersElsewhere) {
  Valley valley = make_valley();
  cases::ShelterSpec slow;
  slow.site = "boathouse";
  slow.desks = 1;
  slow.seconds_per_person = 600;
  valley.file.plan.shelters.push_back(slow);
  RunOptions options;
  options.out = folder_ / "run.h5";
  const RunResult result = go(valley, options);
  const trace::Reader reader{options.out};
  const auto party =
      std::get<std::vector<std::uint32_t>>(reader.read("states_of/parties", "subject"));
  const auto state = std::get<std::vector<std::uint8_t>>(reader.read("states_of/parties", "state"));
  std::map<std::uint32_t, std::uint8_t> last;
  int flooded_out = 0;
  for (std::size_t i = 0; i < party.size(); ++i) {
    const auto is = [&](std::uint8_t one, PartyState other) {
      return one == static_cast<std::uint8_t>(other);
    };
    flooded_out +=
        is(last[party[i]], PartyState::Registering) && is(state[i], PartyState::TurnedAway);
    last[party[i]] = state[i];
  }
  EXPECT_GT(flooded_out, 0);
  EXPECT_EQ(value(result, "occupancy", "boathouse"), 0);
}

TEST_F(Run, WhoIsInAHallThatDrownsIsTrappedThere) {
  Valley valley = make_valley();
  valley.world.sites[SiteId{2}].floor_above_ground_m = 0.8;  // the boathouse: nobody wades out
  RunOptions options;
  options.out = folder_ / "run.h5";
  go(valley, options);
  const trace::Reader reader{options.out};
  const auto place = std::get<std::vector<std::uint32_t>>(reader.read("parties", "place"));
  const auto outcome = std::get<std::vector<std::uint8_t>>(reader.read("parties", "outcome"));
  const auto reason = std::get<std::vector<std::uint8_t>>(reader.read("parties", "reason"));
  int inside = 0;
  for (std::size_t p = 0; p < place.size(); ++p) {
    if (reason[p] != static_cast<std::uint8_t>(Reason::WaterAtShelter)) continue;
    EXPECT_EQ(place[p], 2u);
    EXPECT_EQ(outcome[p], static_cast<std::uint8_t>(PartyState::Trapped));
    ++inside;
  }
  EXPECT_GT(inside, 5);
}

TEST_F(Run, WalkersOnANarrowPavementTakeLonger) {
  Valley wide = make_valley();
  wide.file.event.hazards.clear();
  wide.forcing.clear();
  wide.file.plan.orders[0].when = {};
  wide.file.plan.orders[0].when.clock_s = 600;
  wide.file.plan.orders[0].walk_share = 1;
  wide.file.world.walk_width_m = 20;
  Valley narrow = wide;
  narrow.file.world.walk_width_m = 0.05;
  const RunResult quick = go(wide, {});
  const RunResult slow = go(narrow, {});
  EXPECT_EQ(value(quick, "departed"), value(slow, "departed"));
  EXPECT_GT(value(slow, "clearance_50"), value(quick, "clearance_50") + 60);
}

TEST_F(Run, EveryEngineGivesTheSameFingerprintAndTrace) {
  const Valley valley = make_valley();
  RunOptions options;
  options.engine = kernel::EngineKind::Serial;
  options.out = folder_ / "serial.h5";
  const RunResult serial = go(valley, options);
  for (const int threads : {1, 2, 4}) {
    options.engine = kernel::EngineKind::Parallel;
    options.threads = threads;
    options.out = folder_ / "parallel.h5";
    const RunResult parallel = go(valley, options);
    EXPECT_EQ(parallel.fingerprint, serial.fingerprint) << threads;
    EXPECT_EQ(parallel.statistics.events, serial.statistics.events);
    EXPECT_EQ(bytes(folder_ / "parallel.h5"), bytes(folder_ / "serial.h5")) << threads;
  }
}

TEST_F(Run, RecordingChangesNoFingerprint) {
  Valley valley = make_valley();
  const RunResult without = go(valley, {});
  RunOptions options;
  options.out = folder_ / "run.h5";
  valley.file.record.movements = cases::RecordMovements::None;
  EXPECT_EQ(go(valley, options).fingerprint, without.fingerprint);
}

TEST_F(Run, SavedHalfwayAndResumedEqualsUnbroken) {
  const Valley valley = make_valley();
  RunOptions options;
  options.out = folder_ / "whole.h5";
  const RunResult whole = go(valley, options);
  for (const double save_s : {3600.0, 5460.0}) {  // at a keyframe, and between two
    options.out = folder_ / "part.h5";
    options.until = from_seconds(save_s + 600);
    options.save_every = from_seconds(save_s);
    go(valley, options);
    RunOptions rest;
    rest.engine = kernel::EngineKind::Serial;
    rest.out = rest.resume = folder_ / "part.h5";
    const RunResult resumed = go(valley, rest);
    EXPECT_EQ(resumed.fingerprint, whole.fingerprint) << save_s;
    EXPECT_EQ(bytes(folder_ / "part.h5"), bytes(folder_ / "whole.h5")) << save_s;
    fs::remove(folder_ / "part.states.h5");
  }
}

TEST_F(Run, AnEarlierOrderTrapsNoMorePeople) {
  Valley valley = make_valley();
  double last = -1;
  for (const double stage_m : {0.2, 1.0, 2.0, 3.0}) {
    valley.file.plan.orders[0].when.stage->above_m = stage_m;
    const double trapped = value(go(valley, {}), "now_trapped");
    EXPECT_GE(trapped, last) << stage_m;
    last = trapped;
  }
}

TEST_F(Run, AStopRequestClosesTheTraceAsItStands) {
  const Valley valley = make_valley();
  Requests requests;
  RunOptions options;
  options.out = folder_ / "run.h5";
  options.requests = &requests;
  options.progress = [&](SimTime now, SimTime) { requests.stop = now >= from_seconds(4000); };
  const RunResult result = go(valley, options);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.end, from_seconds(4020));
  const trace::Reader reader{options.out};
  EXPECT_FALSE(reader.header().complete);
  EXPECT_EQ(reader.header().end_us, from_seconds(4020));
}

TEST_F(Run, WithoutWaterNobodyIsTrappedAndAllWhoGoAreSafe) {
  Valley valley = make_valley();
  valley.file.event.hazards.clear();
  valley.forcing.clear();
  valley.file.plan.orders[0].when = {};
  valley.file.plan.orders[0].when.clock_s = 600;
  const RunResult result = go(valley, {});
  EXPECT_EQ(value(result, "now_trapped"), 0);
  EXPECT_EQ(value(result, "departed"), value(result, "safe"));
  EXPECT_GE(value(result, "clearance_over_bound"), 1);
}

}  // namespace
}  // namespace muster::simulation
