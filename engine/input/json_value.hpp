// SPDX-License-Identifier: MIT
// JSON as a plain value that remembers which token of which source it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace muster::input {

/// One JSON value. Members stay in the order of the text. Nesting is bounded by the parser, so that
/// recursion over values is safe.
struct Json {
  struct Member;
  using List = std::vector<Json>;
  using Object = std::vector<Member>;

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, List, Object> value;
  std::uint32_t origin = 0;  // index of the source (see JsonSources)
  std::uint32_t token = 0;   // number of the value's first token in its source

  const Object* object() const { return std::get_if<Object>(&value); }
  const List* list() const { return std::get_if<List>(&value); }
  const std::string* text() const { return std::get_if<std::string>(&value); }
  /// The member called `key`, or null. O(members).
  const Json* find(const std::string& key) const;
  Json* find(const std::string& key);
};

struct Json::Member {
  std::string key;
  std::uint32_t token = 0;  // of the key
  Json value;
};

/// Compact text, members in order; numbers as the shortest text that reads back the same.
std::string to_text(const Json& value);
/// The same, indented by two spaces, short lists of scalars on one line, with a final newline.
std::string to_pretty_text(const Json& value);

}  // namespace muster::input
