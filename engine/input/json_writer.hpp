// SPDX-License-Identifier: MIT
// A case with every default written out, and the JSON Schema of case files.
#pragma once

#include <functional>
#include <string>

#include "engine/case/case_file.hpp"
#include "engine/input/json_reader.hpp"

namespace muster::input {

/// The case as JSON text, parts inline; what is empty is left out. `names` gives paths back as the
/// case names them. Read again from the case's folder it yields the same struct and the same text.
std::string resolved_text(const cases::CaseFile& file, const PathNames& names);

/// The same for whatever `root` describes.
std::string described_text(const std::function<void(cases::Fields&)>& root, const PathNames& names);

/// JSON Schema, draft-07, of "case", "world", "event", "plan", "study" or "decision" (a line of a
/// log); empty for any other name.
std::string schema_text(const std::string& file_kind);

}  // namespace muster::input
