// SPDX-License-Identifier: MIT
// `muster export`.
#include <cstdio>
#include <filesystem>

#include "engine/cli/commands.hpp"
#include "engine/trace/xdmf.hpp"

namespace muster::cli {

int export_xdmf(const ExportOptions& options) {
  const trace::Reader reader{options.trace};
  const std::filesystem::path out = std::filesystem::path{options.trace}.replace_extension(".xdmf");
  trace::export_xdmf(reader, out);
  std::printf("%s\n", out.c_str());
  return kDone;
}

}  // namespace muster::cli
