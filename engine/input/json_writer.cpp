// SPDX-License-Identifier: MIT
#include "engine/input/json_writer.hpp"

#include "engine/case/describe.hpp"
#include "engine/input/json_parse.hpp"

namespace muster::input {

namespace {

/// Builds a JSON value from a struct.
class Writer final : public cases::Fields {
 public:
  explicit Writer(const PathNames& names) : Fields{Mode::Write}, names_{names} {
    open_.push_back({});
  }
  Json take() { return std::move(open_.front()); }

  void is(const char*, const char*) override {}
  void when(const char*, const char*, bool active) override { foreign_.back() = !active; }
  void always() override { foreign_.back() = false; }
  void exactly_one(std::initializer_list<const char*>) override {}
  void at_most_one(std::initializer_list<const char*>) override {}
  void at_least_one(std::initializer_list<const char*>) override {}
  void needs(const char*, const char*) override {}

  bool begin_field(const char* key, const char*, const cases::Rule& rule, bool empty) override {
    if (foreign_.back() || empty) return false;
    keys_.emplace_back(key);
    kinds_.push_back(rule.text);
    open_.push_back({});
    return true;
  }
  void end_field() override {
    const bool nothing = open_.back().object() && open_.back().object()->empty();
    if (nothing) {
      open_.pop_back();
      keys_.pop_back();
    } else {
      close_member();
    }
    kinds_.pop_back();
  }
  void number(double& value) override { open_.back().value = value; }
  void integer(std::int64_t& value, std::int64_t, std::int64_t) override {
    open_.back().value = value;
  }
  void boolean(bool& value) override { open_.back().value = value; }
  void text(std::string& value) override {
    const auto name = kinds_.back() == cases::TextKind::Path ? names_.find(value) : names_.end();
    open_.back().value = name == names_.end() ? value : name->second;
  }
  void any(std::string& json) override {
    std::vector<JsonFault> faults;
    parse_json(json, 0, open_.back(), faults);
  }
  std::size_t begin_list(std::size_t size, std::size_t, std::size_t) override {
    open_.back().value = Json::List{};
    return size;
  }
  void end_list() override {}
  void begin_item(std::size_t) override { open_.push_back({}); }
  void end_item() override {
    Json item = std::move(open_.back());
    open_.pop_back();
    std::get<Json::List>(open_.back().value).push_back(std::move(item));
  }
  std::vector<std::string> begin_map(std::vector<std::string> keys) override {
    open_.back().value = Json::Object{};
    return keys;
  }
  void end_map() override {}
  void begin_entry(const std::string& key) override {
    keys_.push_back(key);
    open_.push_back({});
  }
  void end_entry() override { close_member(); }
  bool begin_object() override {
    open_.back().value = Json::Object{};
    foreign_.push_back(false);
    return true;
  }
  void end_object() override { foreign_.pop_back(); }

 private:
  void close_member() {
    Json value = std::move(open_.back());
    open_.pop_back();
    std::get<Json::Object>(open_.back().value).push_back({keys_.back(), 0, std::move(value)});
    keys_.pop_back();
  }

  const PathNames& names_;
  std::vector<Json> open_;
  std::vector<std::string> keys_;
  std::vector<cases::TextKind> kinds_;
  std::vector<bool> foreign_;  // of each open object: the fields that follow belong to another kind
};

}  // namespace

std::string resolved_text(const cases::CaseFile& file, const PathNames& names) {
  cases::CaseFile copy = file;  // descriptions take members by reference, for the reader's sake
  return described_text([&](cases::Fields& f) { visit(f, copy); }, names);
}

std::string described_text(const std::function<void(cases::Fields&)>& root,
                           const PathNames& names) {
  Writer writer{names};
  root(writer);
  return to_pretty_text(writer.take());
}

}  // namespace muster::input
