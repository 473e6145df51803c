// SPDX-License-Identifier: MIT
// Where two resolved cases differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/input/json_value.hpp"

namespace muster::input {

/// The case that a trace or this run holds. Throws InputError, naming `where`, where it is no JSON.
Json resolved_case(std::string_view text, const std::string& where);

/// A line for each value that differs: "/plan/zones/0/id: \"west\" then, \"east\" now". Lists of
/// unlike length and values that one text lacks are named once. Throws InputError, naming `where`,
/// the file that holds them, where a text is no JSON.
std::vector<std::string> json_differences(std::string_view then, std::string_view now,
                                          const std::string& where);

}  // namespace muster::input
