// SPDX-License-Identifier: MIT
#include "engine/cli/measures.hpp"

#include <cstdio>

#include "engine/cli/terminal.hpp"

namespace muster::cli {

void print_measures(const std::vector<simulation::Measure>& measures) {
  for (const simulation::Measure& measure : measures) {
    const bool empty_state = measure.value == 0 && measure.name.starts_with("now_");
    if (!measure.subject.empty() || empty_state) continue;
    if (measure.unit == "s") {
      std::printf("%-28s %14s\n", measure.name.c_str(), duration(measure.value).c_str());
    } else if (measure.value == static_cast<double>(static_cast<std::int64_t>(measure.value))) {
      std::printf("%-28s %14s %s\n", measure.name.c_str(),
                  with_commas(static_cast<std::int64_t>(measure.value)).c_str(),
                  measure.unit == "1" ? "" : measure.unit.c_str());
    } else {
      std::printf("%-28s %14.6g %s\n", measure.name.c_str(), measure.value,
                  measure.unit == "1" ? "" : measure.unit.c_str());
    }
  }
}

}  // namespace muster::cli
