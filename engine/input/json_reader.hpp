// SPDX-License-Identifier: MIT
// JSON values to case structs: every field checked against its description, every problem
// collected.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/case/fields.hpp"
#include "engine/input/json_source.hpp"

namespace muster::input {

/// How the case names each absolute path that was read: relative to the case's folder unless it was
/// named by an absolute path. Keeps traces free of where the case lies.
using PathNames = std::map<std::string, std::string>;

/// Reads one value through its description. Members with problems keep their defaults.
class JsonReader final : public cases::Fields {
 public:
  JsonReader(const Json& root, JsonSources& sources, PathNames& names);

  void is(const char* name, const char* meaning) override;
  void when(const char* key, const char* name, bool active) override;
  void always() override;
  void exactly_one(std::initializer_list<const char*> keys) override;
  void at_most_one(std::initializer_list<const char*> keys) override;
  void at_least_one(std::initializer_list<const char*> keys) override;
  void needs(const char* key, const char* other) override;

  bool begin_field(const char* key, const char* meaning, const cases::Rule& rule,
                   bool empty) override;
  void end_field() override;
  void number(double& value) override;
  void integer(std::int64_t& value, std::int64_t least, std::int64_t most) override;
  void boolean(bool& value) override;
  void text(std::string& value) override;
  void any(std::string& json) override;
  std::size_t begin_list(std::size_t size, std::size_t least, std::size_t most) override;
  void end_list() override;
  void begin_item(std::size_t index) override;
  void end_item() override;
  std::vector<std::string> begin_map(std::vector<std::string> keys) override;
  void end_map() override;
  void begin_entry(const std::string& key) override;
  void end_entry() override;
  bool begin_object() override;
  void end_object() override;

 private:
  enum class Scope { Always, Active, Foreign, Undecided };  // Undecided: the kind itself is wrong
  struct Level {                                            // a value being read
    const Json* json;
    std::string pointer;  // within the value's source
    cases::Rule rule;
  };
  struct Known {
    std::string key;
    std::string owner;  // `kind "flood"` where the key belongs to another kind only
  };
  struct Object {
    const Json* json;
    Scope scope = Scope::Always;
    std::string kind_key;
    std::string kind_name;
    std::vector<Known> known;
    bool root = false;
  };

  void push(const Json& json, const std::string& step);
  void pop() { levels_.pop_back(); }
  const Json& json() const { return *levels_.back().json; }
  const cases::Rule& rule() const { return levels_.back().rule; }
  void problem(std::string what, std::string hint = {});
  void wrong_type(const std::string& expected, std::string hint = {});
  bool in_range(double value, const std::string& shown);
  bool of_another_kind() const;
  bool has(const char* key) const { return objects_.back().json->find(key) != nullptr; }
  void key_problem(const Json::Member& member, const std::string& what, const std::string& hint);
  void unknown_key(const Json::Member& member, const std::vector<std::string>& names);

  JsonSources& sources_;
  PathNames& names_;
  std::vector<Level> levels_;
  std::vector<Object> objects_;
  std::set<const Json*>
      bad_texts_;  // looked up only: a kind among them leaves its object undecided
};

}  // namespace muster::input
