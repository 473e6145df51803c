// SPDX-License-Identifier: MIT
// The XDMF 3 sidecar through which ParaView and VisIt read a trace.
#pragma once

#include <filesystem>

#include "engine/trace/reader.hpp"

namespace muster::trace {

/// Writes `path` (RUN.xdmf): terrain and every field as 3DCoRectMesh grids with values in the
/// cells, each field a temporal collection in seconds; roads as polylines from node to node. It
/// refers to the trace by a path relative to its own folder. Fields stored as U16 appear as stored:
/// their attribute's name states the factor, the offset and the code of no value. Throws RunError.
void export_xdmf(const Reader& trace, const std::filesystem::path& path);

}  // namespace muster::trace
