// SPDX-License-Identifier: MIT
// What a trace holds, in words: the text of `muster info`.
#pragma once

#include <string>

#include "engine/trace/source.hpp"

namespace muster::trace {

/// Header, whether the run ended, and for each table and field its rows or steps and bytes. Ends
/// with a newline.
std::string info(const Source& source);

}  // namespace muster::trace
