// SPDX-License-Identifier: MIT
// Text for people: problems and numbers.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/error.hpp"

namespace muster::cli {

/// Every problem on a line of its own, to stderr.
void print_problems(const Diagnostics& diagnostics);

/// 1234567 as "1,234,567".
std::string with_commas(std::int64_t number);

/// "1 shelter", "4 shelters", "2,350 places".
std::string counted(std::int64_t number, const std::string& singular, const std::string& plural);

/// Simulated or real seconds as "1 h 02 min 03 s"; the leading parts that are 0 are left out.
std::string duration(double seconds);

}  // namespace muster::cli
