// SPDX-License-Identifier: MIT
// What the value of an option may be. Each says what is wrong with a text; nothing where all is
// well.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace muster::cli {

/// A finite number above 0.
std::string positive_fault(const std::string& text);

/// A whole number within bounds, both included.
std::string whole_fault(const std::string& text, std::int64_t least, std::int64_t most);

/// One of a few words.
std::string choice_fault(const std::string& text, const std::vector<std::string>& names);

}  // namespace muster::cli
