// SPDX-License-Identifier: MIT
// Case file: world + event + plan + horizon + seed; the input of one run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/event_file.hpp"
#include "engine/case/plan_file.hpp"
#include "engine/case/world_file.hpp"

namespace muster::cases {

enum class RecordMovements { None, Sample, All, Auto };

struct Record {
  RecordMovements movements = RecordMovements::Auto;  // Auto: all, above 200,000 parties a sample
  std::int64_t sample_parties = 50'000;
  double keyframe_s = 600;
  double fields_s = 600;
  double series_s = 60;
};

/// A target that the case is judged by.
struct Objective {
  std::string subject;  // zone, site or "" for the whole case
  std::string measure;  // a name of the trace's /summary
  std::optional<double> at_least;
  std::optional<double> at_most;
};

struct CaseFile {
  std::string name;
  std::string start;  // ISO 8601 with offset
  double horizon_s = 0;
  double test_horizon_s = 0;  // tests run to here; 0: the horizon
  std::uint64_t seed = 1;
  WorldFile world;
  EventFile event;
  PlanFile plan;
  Record record;
  std::vector<Objective> objectives;
};

/// One file that the case read, for the trace's /inputs.
struct InputFile {
  std::string path;  // as the case names it
  std::string sha256;
  std::int64_t bytes = 0;
};

}  // namespace muster::cases
