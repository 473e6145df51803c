// SPDX-License-Identifier: MIT
// `muster generate`.
#include "engine/generate/generate.hpp"

#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"

namespace muster::cli {

int generate(const GenerateOptions& options) {
  Diagnostics diagnostics;
  generate::generate(options.spec, options.out, diagnostics);
  print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  std::printf("case in %s\nnext: muster check %s\n", options.out.c_str(), options.out.c_str());
  return kDone;
}

}  // namespace muster::cli
