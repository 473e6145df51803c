// SPDX-License-Identifier: MIT
#include "engine/input/json_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <type_traits>

namespace muster::input {

namespace {

void write_text(const std::string& text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_scalar(const Json& json, std::string& out) {
  std::array<char, 32> digits{};
  const auto put = [&](auto number) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
  };
  if (const auto* text = json.text()) {
    write_text(*text, out);
  } else if (const auto* flag = std::get_if<bool>(&json.value)) {
    out += *flag ? "true" : "false";
  } else if (const auto* integer = std::get_if<std::int64_t>(&json.value)) {
    put(*integer);
  } else if (const auto* number = std::get_if<double>(&json.value)) {
    put(*number);
  } else {
    out += "null";
  }
}

bool is_scalar(const Json& json) {
  return !json.list() && !json.object();
}

/// `indent` < 0: everything on one line.
void write(const Json& json, int indent, std::string& out) {
  const auto line = [&](int depth) {
    if (indent < 0) return;
    out += '\n';
    out.append(2 * static_cast<std::size_t>(depth), ' ');
  };
  const int inner = indent < 0 ? indent : indent + 1;
  if (const auto* list = json.list()) {
    const bool flat = std::all_of(list->begin(), list->end(), is_scalar);
    out += '[';
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out += flat && indent >= 0 ? ", " : ",";
      if (!flat) line(inner);
      write((*list)[i], inner, out);
    }
    if (!flat) line(indent);
    out += ']';
  } else if (const auto* object = json.object()) {
    out += '{';
    for (std::size_t i = 0; i < object->size(); ++i) {
      if (i > 0) out += ',';
      line(inner);
      write_text((*object)[i].key, out);
      out += indent < 0 ? ":" : ": ";
      write((*object)[i].value, inner, out);
    }
    if (!object->empty()) line(indent);
    out += '}';
  } else {
    write_scalar(json, out);
  }
}

}  // namespace

const Json* Json::find(const std::string& key) const {
  const Object* members = object();
  if (!members) return nullptr;
  for (const Member& member : *members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

Json* Json::find(const std::string& key) {
  return const_cast<Json*>(std::as_const(*this).find(key));
}

std::string to_text(const Json& value) {
  std::string out;
  write(value, -1, out);
  return out;
}

std::string to_pretty_text(const Json& value) {
  std::string out;
  write(value, 0, out);
  out += '\n';
  return out;
}

}  // namespace muster::input
