// SPDX-License-Identifier: MIT
// What to say of a command line that is none, with the nearest command or option.
#pragma once

#include <string>
#include <vector>

namespace muster::cli {

/// A command line that the parser refused, and what it could have been.
struct UsageMistake {
  std::vector<std::string> words;     // at least one
  std::vector<std::string> commands;  // of the program
  std::vector<std::string> options;   // of the command that the first word names, else of the
                                      // program: "--out", "-h"
  std::string reason;                 // the parser's
};

/// Lines for stderr.
std::string explain(const UsageMistake& mistake);

}  // namespace muster::cli
