// SPDX-License-Identifier: MIT
// `muster import`.
#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"

namespace muster::cli {

int import_roads(const input::StarterOptions& options) {
  Diagnostics diagnostics;
  input::write_starter_case(options, diagnostics);
  print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  std::printf("case in %s\nnext: muster check %s\n", options.out.c_str(), options.out.c_str());
  return kDone;
}

}  // namespace muster::cli
