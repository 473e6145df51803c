// SPDX-License-Identifier: MIT
#include "engine/cli/objectives.hpp"

#include <algorithm>
#include <cstdio>

namespace muster::cli {

namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

std::vector<MissedObjective> missed_objectives(const cases::CaseFile& file,
                                               const std::vector<simulation::Measure>& summary) {
  std::vector<MissedObjective> missed;
  for (const cases::Objective& objective : file.objectives) {
    const std::string name =
        (objective.subject.empty() ? "" : objective.subject + " ") + objective.measure;
    const auto found = std::find_if(summary.begin(), summary.end(), [&](const auto& measure) {
      return measure.subject == objective.subject && measure.name == objective.measure;
    });
    if (found == summary.end()) {
      missed.push_back({name + " has no value in this run"});
      continue;
    }
    if (objective.at_least && found->value < *objective.at_least)
      missed.push_back(
          {name + " is " + number(found->value) + ", not at least " + number(*objective.at_least)});
    if (objective.at_most && found->value > *objective.at_most)
      missed.push_back(
          {name + " is " + number(found->value) + ", not at most " + number(*objective.at_most)});
  }
  return missed;
}

}  // namespace muster::cli
