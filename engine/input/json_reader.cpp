// SPDX-License-Identifier: MIT
#include "engine/input/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/case/suggest.hpp"
#include "engine/input/text_rules.hpp"

namespace muster::input {

namespace {

constexpr const char* kRoots[] = {"case", "world", "event", "plan", "study"};  // files of their own

std::string quoted(const std::string& text) {
  constexpr std::size_t kMostShown = 60;
  if (text.size() <= kMostShown) return '"' + text + '"';
  std::size_t end = kMostShown;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // not within a UTF-8 character
  return '"' + text.substr(0, end) + "...\"";
}

std::string shown(const Json& json) {
  if (const auto* text = json.text()) return quoted(*text);
  if (json.list()) return "a list";
  if (json.object()) return "an object";
  return to_text(json);
}

std::string number_text(double value) {
  return to_text(Json{value});
}

std::string listed(const std::vector<std::string>& names, const char* last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? std::string{" "} + last + ' ' : ", ";
    text += '"' + names[i] + '"';
  }
  return text;
}

}  // namespace

JsonReader::JsonReader(const Json& root, JsonSources& sources, PathNames& names)
    : Fields{Mode::Read}, sources_{sources}, names_{names} {
  levels_.push_back({&root, "", {}});
}

void JsonReader::push(const Json& json, const std::string& step) {
  const Level& parent = levels_.back();
  const bool same = json.origin == parent.json->origin;
  levels_.push_back({&json, same ? parent.pointer + step : "", parent.rule});
}

void JsonReader::problem(std::string what, std::string hint) {
  const Level& level = levels_.back();
  sources_.add(
      {level.json->origin, level.json->token, level.pointer, std::move(what), std::move(hint)});
}

void JsonReader::wrong_type(const std::string& expected, std::string hint) {
  problem("must be " + expected + " (is " + shown(json()) + ')', std::move(hint));
}

void JsonReader::is(const char* name, const char*) {
  objects_.back().root =
      std::find(std::begin(kRoots), std::end(kRoots), std::string_view{name}) != std::end(kRoots);
}

void JsonReader::when(const char* key, const char* name, bool active) {
  Object& object = objects_.back();
  const Json* kind = object.json->find(key);
  object.kind_key = key;
  object.kind_name = name;
  if (!kind || bad_texts_.contains(kind)) {
    object.scope = Scope::Undecided;
  } else {
    object.scope = active ? Scope::Active : Scope::Foreign;
  }
}

void JsonReader::always() {
  objects_.back().scope = Scope::Always;
}

/// Whether rules from here on are those of another kind of object.
bool JsonReader::of_another_kind() const {
  const Scope scope = objects_.back().scope;
  return scope == Scope::Foreign || scope == Scope::Undecided;
}

void JsonReader::exactly_one(std::initializer_list<const char*> keys) {
  if (of_another_kind()) return;
  std::vector<std::string> all{keys.begin(), keys.end()}, given;
  for (const char* key : keys) {
    if (has(key)) given.emplace_back(key);
  }
  if (given.size() == 1) return;
  problem("needs exactly one of " + listed(all, "and") +
          (given.empty() ? " (none is given)" : " (" + listed(given, "and") + " are given)"));
}

void JsonReader::at_most_one(std::initializer_list<const char*> keys) {
  std::vector<std::string> given;
  for (const char* key : keys) {
    if (has(key)) given.emplace_back(key);
  }
  if (given.size() > 1) problem(listed(given, "and") + " exclude one another");
}

void JsonReader::at_least_one(std::initializer_list<const char*> keys) {
  if (of_another_kind()) return;
  if (std::any_of(keys.begin(), keys.end(), [&](const char* key) { return has(key); })) return;
  problem("needs at least one of " + listed({keys.begin(), keys.end()}, "and"));
}

void JsonReader::needs(const char* key, const char* other) {
  if (has(key) && !has(other)) problem("\"" + std::string{key} + "\" needs \"" + other + '"');
}

bool JsonReader::begin_field(const char* key, const char* meaning, const cases::Rule& rule, bool) {
  Object& object = objects_.back();
  if (object.scope == Scope::Foreign) {
    object.known.push_back({key, object.kind_key + " \"" + object.kind_name + '"'});
    return false;
  }
  object.known.push_back({key, ""});
  const Json* json = object.json->find(key);
  if (!json) {
    if (rule.required && object.scope != Scope::Undecided) {
      problem("missing key \"" + std::string{key} + '"', meaning);
    }
    return false;
  }
  push(*json, pointer_step(key));
  levels_.back().rule = rule;
  return true;
}

void JsonReader::end_field() {
  pop();
}

bool JsonReader::in_range(double value, const std::string& text) {
  const cases::Rule& bounds = rule();
  std::string what;
  if (value < bounds.least) {
    what = "must be at least " + number_text(bounds.least);
  } else if (value <= bounds.above) {
    what = "must be more than " + number_text(bounds.above);
  } else if (value > bounds.most) {
    what = "must be at most " + number_text(bounds.most);
  } else {
    return true;
  }
  problem(what + " (is " + text + ')');
  return false;
}

void JsonReader::number(double& value) {
  double given = 0;
  if (const auto* number = std::get_if<double>(&json().value)) {
    given = *number;
  } else if (const auto* whole = std::get_if<std::int64_t>(&json().value)) {
    given = static_cast<double>(*whole);
  } else {
    return wrong_type("a number");
  }
  if (in_range(given, shown(json()))) value = given;
}

void JsonReader::integer(std::int64_t& value, std::int64_t least, std::int64_t most) {
  // A number such as 1e3 or 2.0 is whole in JSON Schema; beyond 2^53 a double is not exact.
  constexpr double kExact = 9007199254740992.0;
  std::int64_t given = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&json().value)) {
    given = *whole;
  } else if (const auto* number = std::get_if<double>(&json().value);
             number && std::abs(*number) <= kExact && *number == std::floor(*number)) {
    given = static_cast<std::int64_t>(*number);
  } else {
    return wrong_type("a whole number");
  }
  if (given < least)
    return problem("must be at least " + std::to_string(least) + " (is " + shown(json()) + ')');
  if (given > most)
    return problem("must be at most " + std::to_string(most) + " (is " + shown(json()) + ')');
  if (in_range(static_cast<double>(given), shown(json()))) value = given;
}

void JsonReader::boolean(bool& value) {
  if (const auto* given = std::get_if<bool>(&json().value)) {
    value = *given;
  } else {
    wrong_type("true or false");
  }
}

void JsonReader::text(std::string& value) {
  const std::string* given = json().text();
  const std::vector<std::string> names{rule().names.begin(), rule().names.end()};
  if (!given || (!names.empty() && std::find(names.begin(), names.end(), *given) == names.end())) {
    bad_texts_.insert(&json());
    if (!given) return wrong_type("text");
    return problem("must be " + listed(names, "or") + " (is " + quoted(*given) + ')',
                   cases::did_you_mean(*given, names));
  }
  if (const std::string wrong = text_fault(rule().text, *given); !wrong.empty()) {
    return problem(wrong + " (is " + quoted(*given) + ')');
  }
  value = *given;
  if (rule().text != cases::TextKind::Path) return;
  const JsonSource& source = sources_[json().origin];
  value = (std::filesystem::path{source.folder} / *given).lexically_normal().string();
  names_.try_emplace(
      value, (std::filesystem::path{source.named_folder} / *given).lexically_normal().string());
}

void JsonReader::any(std::string& text) {
  text = to_text(json());
}

std::size_t JsonReader::begin_list(std::size_t, std::size_t least, std::size_t most) {
  const Json::List* list = json().list();
  if (!list) {
    wrong_type("a list", json().object() ? "" : "put it in brackets: [" + to_text(json()) + ']');
    return 0;
  }
  least = std::max(least, levels_.back().rule.items);
  if (list->size() >= least && list->size() <= most) return list->size();
  const std::string count = " (has " + std::to_string(list->size()) + ')';
  if (least == most) {
    problem("must have exactly " + std::to_string(least) + " entries" + count);
  } else if (list->size() < least) {
    problem("must have at least " + std::to_string(least) + (least == 1 ? " entry" : " entries") +
            count);
  } else {
    problem("must have at most " + std::to_string(most) + " entries" + count,
            "put so many into a table");
  }
  return 0;
}

void JsonReader::end_list() {}

void JsonReader::begin_item(std::size_t index) {
  push((*json().list())[index], pointer_step(std::to_string(index)));
  levels_.back().rule.items = 0;
}

void JsonReader::end_item() {
  pop();
}

std::vector<std::string> JsonReader::begin_map(std::vector<std::string>) {
  std::vector<std::string> keys;
  const Json::Object* object = json().object();
  if (!object) {
    wrong_type("an object");
    return keys;
  }
  const std::vector<std::string> names{rule().names.begin(), rule().names.end()};
  for (const Json::Member& member : *object) {
    if (names.empty() || std::find(names.begin(), names.end(), member.key) != names.end()) {
      keys.push_back(member.key);
    } else {
      unknown_key(member, names);
    }
  }
  return keys;
}

void JsonReader::end_map() {}

void JsonReader::begin_entry(const std::string& key) {
  push(*json().find(key), pointer_step(key));
  levels_.back().rule.names = {};
}

void JsonReader::end_entry() {
  pop();
}

bool JsonReader::begin_object() {
  if (!json().object()) {
    if (!rule().part) {
      wrong_type("an object");
    } else if (!json().text()) {  // a part that could not be read has been reported
      wrong_type("an object or the path of a JSON file");
    }
    return false;
  }
  objects_.push_back({&json(), Scope::Always, "", "", {}, false});
  return true;
}

void JsonReader::end_object() {
  const Object& object = objects_.back();
  std::vector<std::string> names;
  for (const Known& known : object.known) {
    if (known.owner.empty()) names.push_back(known.key);
  }
  for (const Json::Member& member : *object.json->object()) {
    if (object.root && member.key == "$schema") {  // for editors
      if (!member.value.text()) key_problem(member, "must be text", "");
      continue;
    }
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    const auto foreign = std::find_if(object.known.begin(), object.known.end(),
                                      [&](const Known& k) { return k.key == member.key; });
    if (foreign == object.known.end()) {
      unknown_key(member, names);
    } else {
      key_problem(member, "not a key of this kind", "it belongs to " + foreign->owner);
    }
  }
  objects_.pop_back();
}

void JsonReader::key_problem(const Json::Member& member, const std::string& what,
                             const std::string& hint) {
  const Level& level = levels_.back();
  if (member.value.origin == level.json->origin) {
    sources_.add(
        {level.json->origin, member.token, level.pointer + pointer_step(member.key), what, hint});
  } else {  // set by an option
    sources_.add({member.value.origin, 0, "", "\"" + member.key + "\": " + what, hint});
  }
}

void JsonReader::unknown_key(const Json::Member& member, const std::vector<std::string>& names) {
  key_problem(member, "unknown key", cases::did_you_mean(member.key, names));
}

}  // namespace muster::input
