// SPDX-License-Identifier: MIT
// Text to JSON values, and tokens back to their places in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/json_value.hpp"

namespace muster::input {

/// Something wrong with the text itself. Lines and columns count from 1, columns in characters.
struct JsonFault {
  std::size_t line = 0;  // 0: `token` says where
  std::size_t column = 0;
  std::uint32_t token = 0;
  std::string what;
};

inline constexpr std::size_t kMaxJsonDepth = 64;
inline constexpr std::size_t kMaxJsonBytes = std::size_t{64} << 20;
inline constexpr std::uint32_t kMaxJsonValues = 4'000'000;  // and keys: some 300 MB

/// Reads JSON with // and /* */ comments and an optional byte order mark. Faults (syntax, twice the
/// same key, too deep, a number too large) go to `faults`. Returns whether `json` is whole: only
/// keys given twice, of which the first counts, leave it so.
bool parse_json(std::string_view text, std::uint32_t origin, Json& json,
                std::vector<JsonFault>& faults);

struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Places of the given tokens (ascending) of a text that parse_json accepted, in the same order.
std::vector<TextPlace> places_of(std::string_view text, const std::vector<std::uint32_t>& tokens);

}  // namespace muster::input
