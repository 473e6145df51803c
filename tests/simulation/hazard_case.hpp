// SPDX-License-Identifier: MIT
// A case of hazards alone, and what the tests of such cases ask of them.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <string>

#include "engine/case/case_file.hpp"
#include "engine/simulation/hazard_run.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"
#include "tests/base/memory_archive.hpp"

namespace muster::simulation {

struct HazardCase {
  cases::CaseFile file;
  world::World world;
  world::Forcing forcing;
};

inline HazardRunResult go(const HazardCase& c, int threads = 1,
                          const std::filesystem::path& out = {}) {
  HazardRunOptions options;
  options.threads = threads;
  options.out = out;
  return run_hazards(c.file, c.world, c.forcing, {"{}", {}}, options);
}

/// NaN where the summary has no such figure.
inline double value(const HazardRunResult& result, const std::string& name,
                    const std::string& subject = "") {
  for (const Measure& measure : result.summary) {
    if (measure.name == name && measure.subject == subject) return measure.value;
  }
  return std::nan("");
}

/// Saved at each stop and restored into another: as if unbroken.
inline void expect_resumes(const HazardCase& c, SimTime end, std::initializer_list<SimTime> stops) {
  const auto upto = [](Hazards& hazards, SimTime from, SimTime until) {
    for (SimTime now = from; now <= until; now += 60 * kSecond) hazards.advance(now);
  };
  Hazards unbroken{c.file, c.world, c.forcing};
  upto(unbroken, 0, end);
  for (const SimTime stop : stops) {
    Hazards first{c.file, c.world, c.forcing}, second{c.file, c.world, c.forcing};
    upto(first, 0, stop);
    MemoryArchive archive;
    first.state(archive);
    MemoryArchive saved = archive.to_load();
    second.state(saved);
    upto(second, stop + 60 * kSecond, end);
    EXPECT_EQ(second.fingerprint(), unbroken.fingerprint()) << to_seconds(stop);
  }
}

}  // namespace muster::simulation
