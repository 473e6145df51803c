// SPDX-License-Identifier: MIT
// RUN.h5.json beside a trace: what made it, where and how long it took. Never the same twice, so
// not inside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace muster::trace {

using Fact = std::variant<std::string, double, std::int64_t, bool>;
using Facts = std::vector<std::pair<std::string, Fact>>;

/// "RUN.h5" -> "RUN.h5.json".
std::filesystem::path provenance_of(const std::filesystem::path& trace);

/// Compiler, libraries of the trace, host, operating system.
Facts machine_facts();

/// One JSON object with the facts in their order; numbers that are not finite become null.
std::string to_json(const Facts& facts);

/// Writes it beside `trace`, as a whole. Throws RunError.
void write_provenance(const std::filesystem::path& trace, const Facts& facts);

}  // namespace muster::trace
