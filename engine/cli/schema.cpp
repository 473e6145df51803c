// SPDX-License-Identifier: MIT
// `muster schema`.
#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/input/json_writer.hpp"

namespace muster::cli {

int schema(const std::string& file_kind) {
  std::fputs(input::schema_text(file_kind).c_str(), stdout);
  return kDone;
}

}  // namespace muster::cli
