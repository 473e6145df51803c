// SPDX-License-Identifier: MIT
// One description of each case-file struct, from which reader, check, JSON Schema and resolved
// output come.
//
// A description is a function `void describe(Fields& f, Struct& s)` that names each member once:
// its key in JSON, its meaning with unit, its rule. What is done with it is up to the Fields that
// it is given.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace muster::cases {

using Names = std::span<const char* const>;

enum class TextKind {
  Plain,
  Path,       // of a file or folder; relative to the file that names it, absolute once read
  Id,         // not empty
  FileName,   // fit to name a file: no slash, no control characters, no leading dot or dash
  Crs,        // "EPSG:n", "GCJ-02" or "BD-09"
  Time,       // ISO 8601 with offset
  UtcOffset,  // "Z" or "+08:00"
  Pointer,    // JSON pointer (RFC 6901), not of the root
};

/// Any JSON value, as compact text.
struct AnyJson {
  std::string text;
};

/// What holds for the values of a field. For lists and maps the bounds are those of each element.
struct Rule {
  double least = -std::numeric_limits<double>::infinity();
  double above = -std::numeric_limits<double>::infinity();  // least, itself excluded
  double most = std::numeric_limits<double>::infinity();
  bool required = false;
  std::size_t items = 0;  // a list has at least so many
  TextKind text = TextKind::Plain;
  Names names = {};   // the texts (or keys of a map) that are allowed; empty: any
  bool part = false;  // may also be the path of a JSON file that holds the object
};

/// Walks over a struct's description. Derived classes read JSON into the struct, write it out, or
/// list the schema. Not thread-safe. Cost: one pass over the members.
class Fields {
 public:
  enum class Mode { Read, Write, Describe };

  explicit Fields(Mode mode) : mode_{mode} {}
  virtual ~Fields() = default;
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  // What descriptions call.

  /// First call of every description: what the struct is called in the schema, and what it is.
  virtual void is(const char* name, const char* meaning) = 0;
  template <class T>
  void field(const char* key, T& value, const char* meaning, const Rule& rule = {});
  /// An enum; `names` in the order of its values, which count from 0.
  template <class E>
  void choice(const char* key, E& value, Names names, const char* meaning, Rule rule = {});
  /// Fields from here on belong to objects whose text `key` is `name`; `active`: this one's is.
  virtual void when(const char* key, const char* name, bool active) = 0;
  /// Ends `when`.
  virtual void always() = 0;
  virtual void exactly_one(std::initializer_list<const char*> keys) = 0;
  virtual void at_most_one(std::initializer_list<const char*> keys) = 0;
  virtual void at_least_one(std::initializer_list<const char*> keys) = 0;
  /// Where `key` is given, `other` must be too.
  virtual void needs(const char* key, const char* other) = 0;

  // What visit() below calls.

  Mode mode() const { return mode_; }
  /// Whether the field's value is to be visited. `empty`: an absent optional, or an empty text or
  /// list.
  virtual bool begin_field(const char* key, const char* meaning, const Rule& rule, bool empty) = 0;
  virtual void end_field() = 0;
  virtual void number(double& value) = 0;
  virtual void integer(std::int64_t& value, std::int64_t least, std::int64_t most) = 0;
  virtual void boolean(bool& value) = 0;
  virtual void text(std::string& value) = 0;
  virtual void any(std::string& json) = 0;  // as compact text
  /// Number of items to visit; a list read holds `least` to `most`.
  virtual std::size_t begin_list(std::size_t size, std::size_t least, std::size_t most) = 0;
  virtual void end_list() = 0;
  virtual void begin_item(std::size_t index) = 0;
  virtual void end_item() = 0;
  /// Keys to visit, in order.
  virtual std::vector<std::string> begin_map(std::vector<std::string> keys) = 0;
  virtual void end_map() = 0;
  virtual void begin_entry(const std::string& key) = 0;
  virtual void end_entry() = 0;
  /// Whether the object's description is to be run.
  virtual bool begin_object() = 0;
  virtual void end_object() = 0;

 private:
  Mode mode_;
};

inline void visit(Fields& f, double& value) {
  f.number(value);
}
inline void visit(Fields& f, bool& value) {
  f.boolean(value);
}
inline void visit(Fields& f, std::string& value) {
  f.text(value);
}
inline void visit(Fields& f, AnyJson& value) {
  f.any(value.text);
}

template <std::integral I>
void visit(Fields& f, I& value) {
  using Limits = std::numeric_limits<I>;
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t most = std::cmp_less(Limits::max(), kMost) ? Limits::max() : kMost;
  std::int64_t wide = static_cast<std::int64_t>(value);
  f.integer(wide, static_cast<std::int64_t>(Limits::min()), most);
  value = static_cast<I>(wide);
}

template <class T>
concept Described = std::is_class_v<T> && requires(Fields& f, T& value) {
  describe(f, value);
};

template <Described T>
void visit(Fields& f, T& value) {
  if (!f.begin_object()) return;
  describe(f, value);
  f.end_object();
}

template <class T>
void visit(Fields& f, std::optional<T>& value);
template <class T, std::size_t N>
void visit(Fields& f, std::array<T, N>& value);
template <class T>
void visit(Fields& f, std::map<std::string, T>& value);

template <class T>
void visit(Fields& f, std::vector<T>& value) {
  // More are taken for a mistake: lists that long belong into tables, and bad input must not eat
  // memory.
  constexpr std::size_t kMost = Described<T> ? 100'000 : 10'000'000;
  const std::size_t count = f.begin_list(value.size(), 0, kMost);
  if (f.mode() == Fields::Mode::Read) value.assign(count, T{});
  T example{};
  for (std::size_t i = 0; i < count; ++i) {
    f.begin_item(i);
    visit(f, f.mode() == Fields::Mode::Describe ? example : value[i]);
    f.end_item();
  }
  f.end_list();
}

template <class T, std::size_t N>
void visit(Fields& f, std::array<T, N>& value) {
  const std::size_t count = f.begin_list(N, N, N);
  for (std::size_t i = 0; i < count; ++i) {
    f.begin_item(i);
    visit(f, value[i]);
    f.end_item();
  }
  f.end_list();
}

template <class T>
void visit(Fields& f, std::map<std::string, T>& value) {
  std::vector<std::string> keys;
  keys.reserve(value.size());
  for (const auto& [key, unused] : value) keys.push_back(key);
  for (const std::string& key : f.begin_map(keys)) {
    f.begin_entry(key);
    T example{};
    visit(f, f.mode() == Fields::Mode::Describe ? example : value[key]);
    f.end_entry();
  }
  f.end_map();
}

template <class T>
void visit(Fields& f, std::optional<T>& value) {
  T inner = value.value_or(T{});
  visit(f, inner);
  if (f.mode() == Fields::Mode::Read) value = std::move(inner);
}

template <class T>
bool is_empty(const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else {
    return false;
  }
}

template <class T>
void Fields::field(const char* key, T& value, const char* meaning, const Rule& rule) {
  if (!begin_field(key, meaning, rule, is_empty(value))) return;
  visit(*this, value);
  end_field();
}

template <class E>
void Fields::choice(const char* key, E& value, Names names, const char* meaning, Rule rule) {
  rule.names = names;
  if (!begin_field(key, meaning, rule, false)) return;
  std::string name = names[static_cast<std::size_t>(value)];
  text(name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (name == names[i]) value = static_cast<E>(i);
  }
  end_field();
}

}  // namespace muster::cases
