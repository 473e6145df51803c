// SPDX-License-Identifier: MIT
#include "engine/input/drivers.hpp"

#include <charconv>
#include <optional>

#include "engine/input/json_parse.hpp"

namespace muster::input {

namespace {

/// "a~1b" is the key "a/b" (RFC 6901).
std::string unescaped(std::string step) {
  for (const auto& [code, character] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}}) {
    for (std::size_t at = step.find(code); at != std::string::npos; at = step.find(code, at + 1))
      step.replace(at, 2, character);
  }
  return step;
}

const Json* at(const Json& root, const std::string& pointer) {
  const Json* value = &root;
  for (std::size_t from = 1; value != nullptr && from <= pointer.size();) {
    const std::size_t to = std::min(pointer.find('/', from), pointer.size());
    const std::string step = unescaped(pointer.substr(from, to - from));
    from = to + 1;
    if (const Json::List* list = value->list()) {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
      const bool whole = error == std::errc{} && end == step.data() + step.size();
      value = whole && index < list->size() ? &(*list)[index] : nullptr;
    } else {
      value = value->object() != nullptr ? value->find(step) : nullptr;
    }
  }
  return value;
}

std::optional<double> number(const Json* json) {
  if (json == nullptr) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&json->value))
    return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&json->value)) return *real;
  return std::nullopt;
}

}  // namespace

std::vector<double> driver_bases(const std::vector<cases::UncertainDriver>& drivers,
                                 const std::string& resolved_json, Diagnostics& diagnostics) {
  std::vector<double> bases;
  if (drivers.empty()) return bases;
  Json root;
  std::vector<JsonFault> faults;
  parse_json(resolved_json, 0, root, faults);
  for (std::size_t k = 0; k < drivers.size(); ++k) {
    const std::optional<double> base = number(at(root, drivers[k].pointer));
    if (!base)
      diagnostics.error("#/event/uncertainty/" + std::to_string(k) + "/pointer",
                        "\"" + drivers[k].pointer + "\" is no number of the case",
                        "`muster schema case` lists what there is; state the value in the case "
                        "where it is left out by default");
    bases.push_back(base.value_or(0));
  }
  return bases;
}

}  // namespace muster::input
