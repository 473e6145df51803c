// SPDX-License-Identifier: MIT
#include "engine/input/json_difference.hpp"

#include "engine/base/error.hpp"
#include "engine/input/json_parse.hpp"

namespace muster::input {

namespace {

constexpr std::size_t kMostText = 60;

std::string shown(const Json* value) {
  if (value == nullptr) return "not stated";
  std::string text = to_text(*value);
  if (text.size() > kMostText) text = text.substr(0, kMostText) + "...";
  return text;
}

class Comparison {
 public:
  std::vector<std::string> lines;

  void compare(const Json* then, const Json* now, const std::string& pointer) {
    if (then && now && then->object() && now->object()) {
      for (const Json::Member& member : *then->object())
        compare(&member.value, now->find(member.key), pointer + "/" + member.key);
      for (const Json::Member& member : *now->object()) {
        if (!then->find(member.key)) compare(nullptr, &member.value, pointer + "/" + member.key);
      }
    } else if (then && now && then->list() && now->list() &&
               then->list()->size() == now->list()->size()) {
      for (std::size_t i = 0; i < then->list()->size(); ++i)
        compare(&(*then->list())[i], &(*now->list())[i], pointer + "/" + std::to_string(i));
    } else if (!then || !now || to_text(*then) != to_text(*now)) {
      lines.push_back(pointer + ": " + shown(then) + " then, " + shown(now) + " now");
    }
  }
};

}  // namespace

Json resolved_case(std::string_view text, const std::string& where) {
  Json json;
  std::vector<JsonFault> faults;
  if (!parse_json(text, 0, json, faults))
    throw InputError{where, "is damaged: the case that it holds is no JSON",
                     "copy it again or run the case again"};
  return json;
}

std::vector<std::string> json_differences(std::string_view then, std::string_view now,
                                          const std::string& where) {
  Comparison comparison;
  const Json before = resolved_case(then, where), after = resolved_case(now, where);
  comparison.compare(&before, &after, "");
  return std::move(comparison.lines);
}

}  // namespace muster::input
