// SPDX-License-Identifier: MIT
// Whether ground and rain are such that the model has an answer.
#pragma once

#include <span>
#include <string>

#include "engine/base/error.hpp"
#include "engine/hazard/landslide/ground.hpp"

namespace muster::hazard::landslide {

/// Reports each value outside the ranges that ground.hpp states, under `where`.
void check(const Ground& ground, const std::string& where, Diagnostics& diagnostics);
void check(std::span<const RainStep> rain, const std::string& where, Diagnostics& diagnostics);

}  // namespace muster::hazard::landslide
