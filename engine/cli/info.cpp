// SPDX-License-Identifier: MIT
// `muster info`.
#include "engine/trace/info.hpp"

#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/trace/reader.hpp"

namespace muster::cli {

int info(const std::string& path) {
  const trace::Reader reader{path};
  std::fputs(trace::info(reader).c_str(), stdout);
  return kDone;
}

}  // namespace muster::cli
