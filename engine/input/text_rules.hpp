// SPDX-License-Identifier: MIT
// What the texts of a case file must look like: once for the reader, once as a pattern for the
// schema.
#pragma once

#include <string>

#include "engine/case/fields.hpp"

namespace muster::input {

/// What is wrong with `text` as one of `kind`, as "must ..."; empty: nothing.
std::string text_fault(cases::TextKind kind, const std::string& text);

/// Regular expression (ECMA 262) of the texts that are let through, calendars apart; empty: any
/// text.
std::string text_pattern(cases::TextKind kind);

}  // namespace muster::input
