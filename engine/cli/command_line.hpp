// SPDX-License-Identifier: MIT
// The words of the command line to the command that they ask for.
#pragma once

#include <functional>

namespace muster::cli {

/// Prints help or what is wrong with the words and returns a command that yields the exit code, or
/// the command that was asked for.
std::function<int()> parse_command_line(int count, const char* const* words);

}  // namespace muster::cli
