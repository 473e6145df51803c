// SPDX-License-Identifier: MIT
// Options of `muster run` and `muster hazard`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/input/load.hpp"

namespace muster::cli {

enum class EngineChoice { Parallel, Serial };
enum class Output {
  Progress,
  Quiet,
  Json
};  // Quiet: nothing but problems; Json: the result as JSON

struct RunOptions {
  std::string case_path;
  std::string out;          // empty: the case's name and ".h5", in the current folder
  input::LoadOptions load;  // --set, --plan, --event; --seed as an override of /seed
  int threads = 0;          // 0: as many as the machine has
  EngineChoice engine = EngineChoice::Parallel;
  std::optional<double> until_s;       // > 0; ends the run before the horizon
  std::string decisions;               // file; empty: none
  std::string hazard_from;             // trace to take the hazards from; empty: computed
  std::optional<double> save_every_s;  // > 0; saves the state at that many simulated seconds
  std::string resume;                  // trace to go on with; empty: none
  Output output = Output::Progress;
  bool require_objectives = false;  // exit code 4 where one was not met
};

/// Options of `muster hazard`.
struct HazardOptions {
  std::string case_path;
  std::string out;  // empty: the case's name and "-hazard.h5", in the current folder
  input::LoadOptions load;
  int threads = 0;
  std::optional<double> until_s;
  int members = 0;  // of an ensemble; 0: the case as it stands
  bool quiet = false;
};

}  // namespace muster::cli
