// SPDX-License-Identifier: MIT
#include "engine/input/json_parse.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace muster::input {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

TextPlace place_at(std::string_view text, std::size_t offset) {
  TextPlace place;
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((text[i] & 0xC0) != 0x80) {  // bytes that continue a UTF-8 character do not count
      ++place.column;
    }
  }
  return place;
}

/// Builds the value from the parser's events, counting tokens as places_of() does.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  Builder(std::string_view text, std::uint32_t origin, std::vector<JsonFault>& faults)
      : text_{text}, origin_{origin}, faults_{faults} {}

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(number_integer_t value) { return put(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) {
    if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return put(static_cast<std::int64_t>(value));
    }
    return put(static_cast<double>(value));
  }
  bool number_float(number_float_t value, const string_t&) { return put(double{value}); }
  bool string(string_t& value) { return put(std::move(value)); }
  bool binary(binary_t&) { return false; }

  bool start_object(std::size_t) { return open(Json::Object{}); }
  bool key(string_t& value) {
    std::get<Json::Object>(open_.back()->value).push_back({std::move(value), next_++, {}});
    return true;
  }
  bool end_object() {
    check_keys(std::get<Json::Object>(open_.back()->value));
    open_.pop_back();
    return true;
  }
  bool start_array(std::size_t) { return open(Json::List{}); }
  bool end_array() {
    open_.pop_back();
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) {
    const TextPlace place = place_at(text_, position == 0 ? 0 : position - 1);
    const char last = position > 0 && position <= text_.size() ? text_[position - 1] : ' ';
    faults_.push_back({place.line, place.column, 0, explain(e.what()) + usual_mistake(last)});
    return false;
  }

  Json take() { return std::move(root_); }

 private:
  template <class T>
  Json* add(T&& value) {
    Json json{std::forward<T>(value), origin_, next_++};
    if (open_.empty()) {
      root_ = std::move(json);
      return &root_;
    }
    if (auto* list = std::get_if<Json::List>(&open_.back()->value)) {
      return &list->emplace_back(std::move(json));
    }
    Json& slot = std::get<Json::Object>(open_.back()->value).back().value;
    slot = std::move(json);
    return &slot;
  }

  template <class T>
  bool put(T&& value) {
    add(std::forward<T>(value));
    if (next_ <= kMaxJsonValues) return true;
    faults_.push_back(
        {0, 0, next_ - 1,
         "more than " + std::to_string(kMaxJsonValues) + " values; put so many into a table"});
    return false;
  }

  // Pointers in open_ stay valid: a list grows only while its last element is closed.
  template <class T>
  bool open(T&& value) {
    if (open_.size() == kMaxJsonDepth) {
      faults_.push_back({0, 0, next_, "nested deeper than " + std::to_string(kMaxJsonDepth)});
      return false;
    }
    open_.push_back(add(std::forward<T>(value)));
    return true;
  }

  void check_keys(const Json::Object& object) {
    std::vector<const Json::Member*> sorted;
    sorted.reserve(object.size());
    for (const Json::Member& member : object) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
      return a->key != b->key ? a->key < b->key : a->token < b->token;
    });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i]->key == sorted[i - 1]->key) {
        faults_.push_back({0, 0, sorted[i]->token, '"' + sorted[i]->key + "\" is given twice"});
      }
    }
  }

  /// What remains of "[json.exception.parse_error.101] parse error at line 1, column 2: syntax
  /// error ..."
  static std::string explain(std::string_view message) {
    constexpr std::string_view kSyntax = "syntax error while parsing ";
    const std::size_t syntax = message.find(kSyntax);
    if (syntax != std::string_view::npos) {
      const std::size_t dash = message.find(" - ", syntax);
      if (dash != std::string_view::npos) message = message.substr(dash + 3);
    } else if (const std::size_t bracket = message.find("] "); bracket != std::string_view::npos) {
      message = message.substr(bracket + 2);
    }
    // Bytes that are no UTF-8 are not shown.
    if (message.find("ill-formed UTF-8") != std::string_view::npos) return "not UTF-8";
    constexpr std::size_t kMostShown = 200;
    std::string text = "not JSON: ";
    for (const char c : message.substr(0, kMostShown)) text += c < 0x20 && c >= 0 ? ' ' : c;
    // after a whole member or entry a comma would do as well
    for (const char* close : {"expected '}'", "expected ']'"}) {
      const std::size_t at = text.find(close);
      if (at != std::string::npos) text.replace(at, 9, "expected ',' or ");
    }
    return text;
  }

  static const char* usual_mistake(char last) {
    if (last == '\'') return "; texts stand in double quotes";
    if (last == 'N' || last == 'I') return "; NaN and Infinity are no JSON numbers";
    return "";
  }

  std::string_view text_;
  std::uint32_t origin_;
  std::vector<JsonFault>& faults_;
  Json root_;
  std::vector<Json*> open_;
  std::uint32_t next_ = 0;
};

}  // namespace

bool parse_json(std::string_view text, std::uint32_t origin, Json& json,
                std::vector<JsonFault>& faults) {
  if (text.size() > kMaxJsonBytes) {
    faults.push_back({1, 1, 0, "larger than " + std::to_string(kMaxJsonBytes >> 20) + " MB"});
    return false;
  }
  Builder builder{text, origin, faults};
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                               nlohmann::json::input_format_t::json, true, true);
  json = builder.take();
  return whole;
}

std::vector<TextPlace> places_of(std::string_view text, const std::vector<std::uint32_t>& tokens) {
  std::vector<TextPlace> places;
  TextPlace here;
  std::uint32_t token = 0;
  std::size_t i = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const auto step = [&] {
    if (text[i] == '\n') {
      ++here.line;
      here.column = 1;
    } else if ((text[i] & 0xC0) != 0x80) {
      ++here.column;
    }
    ++i;
  };
  const auto skip_to = [&](std::size_t end) {
    while (i < std::min(end, text.size())) step();
  };
  const auto in = [](char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
  };
  while (i < text.size() && places.size() < tokens.size()) {
    const char c = text[i];
    if (in(c, " \t\r\n,:]}")) {
      step();
    } else if (c == '/') {
      const bool line = i + 1 < text.size() && text[i + 1] == '/';
      const std::size_t end = text.find(line ? "\n" : "*/", i + 2);
      skip_to(end == std::string_view::npos ? text.size() : end + (line ? 1 : 2));
    } else {
      while (places.size() < tokens.size() && tokens[places.size()] == token) {
        places.push_back(here);
      }
      ++token;
      if (c == '"') {
        step();
        while (i < text.size() && text[i] != '"') {
          if (text[i] == '\\') step();
          if (i < text.size()) step();
        }
        if (i < text.size()) step();
      } else if (c == '{' || c == '[') {
        step();
      } else {
        while (i < text.size() && !in(text[i], " \t\r\n,:]}/")) step();
      }
    }
  }
  places.resize(tokens.size(), here);
  return places;
}

}  // namespace muster::input
