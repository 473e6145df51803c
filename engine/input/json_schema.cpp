// SPDX-License-Identifier: MIT
// JSON Schema, draft-07, from the descriptions of the case files.
#include <algorithm>
#include <cmath>

#include "engine/case/describe.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/text_rules.hpp"

namespace muster::input {

namespace {

Json texts(const std::vector<std::string>& all) {
  Json::List list;
  for (const std::string& text : all) list.push_back({text});
  return {std::move(list)};
}

Json::Member member(const std::string& key, Json value) {
  return {key, 0, std::move(value)};
}

Json object(Json::Object members) {
  return {std::move(members)};
}

Json required(const std::vector<std::string>& keys) {
  return object({member("required", texts(keys))});
}

/// Lists the fields of example structs as schema definitions, one for each struct.
class SchemaBuilder final : public cases::Fields {
 public:
  SchemaBuilder() : Fields{Mode::Describe} { values_.push_back({}); }

  Json take() {
    Json::Object root{member("$schema", {std::string{"http://json-schema.org/draft-07/schema#"}})};
    for (Json::Member& m : values_.front().schema) root.push_back(std::move(m));
    root.push_back(member("definitions", {std::move(definitions_)}));
    return {std::move(root)};
  }

  void is(const char* name, const char* meaning) override {
    Struct& s = structs_.back();
    s.name = name;
    s.meaning = meaning;
    s.known = std::any_of(definitions_.begin(), definitions_.end(),
                          [&](const Json::Member& m) { return m.key == name; });
    if (s.known) return;
    definitions_.push_back(member(name, {}));  // holds the place; a struct may contain itself
    const std::string roots[] = {"case", "world", "event", "plan", "study"};
    if (std::find(std::begin(roots), std::end(roots), name) != std::end(roots)) {
      s.properties.push_back(member("$schema", object({member("type", {std::string{"string"}})})));
      s.common.emplace_back("$schema");
    }
  }

  void when(const char* key, const char* name, bool) override {
    structs_.back().kind_key = key;
    structs_.back().kind = name;
    structs_.back().kinds.push_back({name, {}, {}, {}});
  }
  void always() override { structs_.back().kind.clear(); }

  void exactly_one(std::initializer_list<const char*> keys) override {
    rule(object({member("oneOf", each_required(keys))}));
  }
  void at_least_one(std::initializer_list<const char*> keys) override {
    rule(object({member("anyOf", each_required(keys))}));
  }
  void at_most_one(std::initializer_list<const char*> keys) override {
    for (auto a = keys.begin(); a != keys.end(); ++a) {
      for (auto b = a + 1; b != keys.end(); ++b) {
        rule(object({member("not", required({*a, *b}))}));
      }
    }
  }
  void needs(const char* key, const char* other) override {
    rule(object({member("dependencies", object({member(key, texts({other}))}))}));
  }

  bool begin_field(const char* key, const char* meaning, const cases::Rule& rule,
                   bool empty) override {
    Struct& s = structs_.back();
    if (s.known) return false;
    std::vector<std::string>& keys = s.kind.empty() ? s.common : s.kinds.back().keys;
    std::vector<std::string>& needed = s.kind.empty() ? s.required : s.kinds.back().required;
    keys.emplace_back(key);
    if (rule.required) needed.emplace_back(key);
    const bool again = std::any_of(s.properties.begin(), s.properties.end(),
                                   [&](const Json::Member& m) { return m.key == key; });
    if (again) return false;  // a key that several kinds share
    values_.push_back({{}, rule, !rule.required && !empty});
    values_.back().schema.push_back(member("description", {std::string{meaning}}));
    s.properties.push_back(member(key, {}));
    return true;
  }
  void end_field() override {
    Json::Object schema = std::move(values_.back().schema);
    values_.pop_back();
    structs_.back().properties.back().value = {std::move(schema)};
  }

  void number(double& value) override {
    put("type", {std::string{"number"}});
    put_bounds();
    if (values_.back().with_default) put("default", {value});
  }
  void integer(std::int64_t& value, std::int64_t least, std::int64_t most) override {
    Value& v = values_.back();
    v.rule.least = std::max(v.rule.least, static_cast<double>(least));
    v.rule.most = std::min(v.rule.most, static_cast<double>(most));
    put("type", {std::string{"integer"}});
    put_bounds();
    if (v.with_default) put("default", {value});
  }
  void boolean(bool& value) override {
    put("type", {std::string{"boolean"}});
    if (values_.back().with_default) put("default", {value});
  }
  void text(std::string& value) override {
    const Value& v = values_.back();
    put("type", {std::string{"string"}});
    if (!v.rule.names.empty()) put("enum", texts({v.rule.names.begin(), v.rule.names.end()}));
    if (const std::string pattern = text_pattern(v.rule.text); !pattern.empty()) {
      put("pattern", {pattern});
    }
    if (v.with_default) put("default", {value});
  }

  void any(std::string&) override {}

  std::size_t begin_list(std::size_t, std::size_t least, std::size_t most) override {
    Value& v = values_.back();
    put("type", {std::string{"array"}});
    least = std::max(least, v.rule.items);
    if (least > 0) put("minItems", {static_cast<std::int64_t>(least)});
    put("maxItems", {static_cast<std::int64_t>(most)});
    return 1;  // one item stands for all
  }
  void end_list() override {}
  void begin_item(std::size_t) override { open_inner().rule.items = 0; }
  void end_item() override { close_inner("items"); }

  std::vector<std::string> begin_map(std::vector<std::string>) override {
    const cases::Names names = values_.back().rule.names;
    put("type", {std::string{"object"}});
    if (!names.empty()) {
      put("propertyNames", object({member("enum", texts({names.begin(), names.end()}))}));
    }
    return {"any"};  // one entry stands for all
  }
  void end_map() override {}
  void begin_entry(const std::string&) override { open_inner().rule.names = {}; }
  void end_entry() override { close_inner("additionalProperties"); }

  bool begin_object() override {
    structs_.push_back({});
    return true;
  }
  void end_object() override {
    Struct s = std::move(structs_.back());
    structs_.pop_back();
    const Json reference = object({member("$ref", {"#/definitions/" + s.name})});
    if (values_.back().rule.part) {
      put("anyOf",
          {Json::List{object({member("type", {std::string{"string"}}),
                              member("description", {std::string{"Path of a JSON file."}})}),
                      reference}});
    } else if (values_.back().schema.empty()) {
      put("$ref", {"#/definitions/" + s.name});
    } else {  // draft-07 ignores what stands beside a $ref
      put("allOf", {Json::List{reference}});
    }
    if (!s.known) define(s);
  }

 private:
  struct Value {
    Json::Object schema;
    cases::Rule rule;
    bool with_default = false;
  };
  struct Kind {
    std::string name;
    std::vector<std::string> keys;
    std::vector<std::string> required;
    Json::List rules;
  };
  struct Struct {
    std::string name;
    std::string meaning;
    bool known = false;  // listed already: its fields are not visited again
    Json::Object properties;
    std::vector<std::string> common;  // keys of every kind
    std::vector<std::string> required;
    std::string kind_key;
    std::string kind;  // the kind that fields belong to now
    std::vector<Kind> kinds;
    Json::List rules;
  };

  void put(const char* key, Json value) {
    values_.back().schema.push_back(member(key, std::move(value)));
  }
  void put_bounds() {
    const cases::Rule& bounds = values_.back().rule;
    if (std::isfinite(bounds.above)) {
      put("exclusiveMinimum", {bounds.above});
    } else if (std::isfinite(bounds.least)) {
      put("minimum", {bounds.least});
    }
    if (std::isfinite(bounds.most)) put("maximum", {bounds.most});
  }
  void rule(Json json) {
    Struct& s = structs_.back();
    (s.kind.empty() ? s.rules : s.kinds.back().rules).push_back(std::move(json));
  }
  static Json each_required(std::initializer_list<const char*> keys) {
    Json::List list;
    for (const char* key : keys) list.push_back(required({key}));
    return {std::move(list)};
  }
  Value& open_inner() {
    values_.push_back({{}, values_.back().rule, false});
    return values_.back();
  }
  void close_inner(const char* key) {
    Json::Object schema = std::move(values_.back().schema);
    values_.pop_back();
    put(key, {std::move(schema)});
  }

  /// The keys that an object of one kind may have, and those that it must have.
  static Json kind_rule(const Struct& s, const std::string& name) {
    std::vector<std::string> keys = s.common, needed;
    Json::List rules;
    for (const Kind& kind : s.kinds) {
      if (kind.name != name) continue;
      keys.insert(keys.end(), kind.keys.begin(), kind.keys.end());
      needed = kind.required;
      rules = kind.rules;
    }
    Json::Object then{member("propertyNames", object({member("enum", texts(keys))}))};
    if (!needed.empty()) then.push_back(member("required", texts(needed)));
    if (!rules.empty()) then.push_back(member("allOf", {std::move(rules)}));
    Json is_kind = object(
        {member("properties", object({member(s.kind_key, object({member("const", {name})}))})),
         member("required", texts({s.kind_key}))});
    return object({member("if", std::move(is_kind)), member("then", {std::move(then)})});
  }

  void define(Struct& s) {
    if (!s.kinds.empty()) {
      const auto kind = std::find_if(s.properties.begin(), s.properties.end(),
                                     [&](const auto& m) { return m.key == s.kind_key; });
      for (const Json& name : *kind->value.find("enum")->list()) {
        s.rules.push_back(kind_rule(s, *name.text()));
      }
    }
    Json::Object schema{member("description", {s.meaning}), member("type", {std::string{"object"}}),
                        member("properties", {std::move(s.properties)}),
                        member("additionalProperties", {false})};
    if (!s.required.empty()) schema.push_back(member("required", texts(s.required)));
    if (!s.rules.empty()) schema.push_back(member("allOf", {std::move(s.rules)}));
    const auto place = std::find_if(definitions_.begin(), definitions_.end(),
                                    [&](const Json::Member& m) { return m.key == s.name; });
    place->value = {std::move(schema)};
  }

  std::vector<Value> values_;
  std::vector<Struct> structs_;
  Json::Object definitions_;
};

template <class File>
std::string schema_of() {
  SchemaBuilder builder;
  File example;
  visit(builder, example);
  return to_pretty_text(builder.take());
}

}  // namespace

std::string schema_text(const std::string& file_kind) {
  if (file_kind == "case") return schema_of<cases::CaseFile>();
  if (file_kind == "world") return schema_of<cases::WorldFile>();
  if (file_kind == "event") return schema_of<cases::EventFile>();
  if (file_kind == "plan") return schema_of<cases::PlanFile>();
  if (file_kind == "study") return schema_of<cases::StudyFile>();
  if (file_kind == "decision") return schema_of<cases::Decision>();
  return {};
}

}  // namespace muster::input
