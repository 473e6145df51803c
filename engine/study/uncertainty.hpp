// SPDX-License-Identifier: MIT
// What the members of an ensemble draw.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/case/uncertain.hpp"

namespace muster::study {

/// The driver's value in one member; `base` is what the case states. A function of seed, pointer
/// and member alone: neither other drivers nor the number of members move it.
double drawn(const cases::UncertainDriver& driver, double base, std::uint64_t seed,
             std::uint32_t member);

/// Pointer and JSON value of every driver, as overrides of a case.
std::vector<std::pair<std::string, std::string>> overrides_of(
    const std::vector<cases::UncertainDriver>& drivers, const std::vector<double>& bases,
    std::uint64_t seed, std::uint32_t member);

}  // namespace muster::study
