// SPDX-License-Identifier: MIT
// Text files with the same bytes everywhere.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/input/json_value.hpp"

namespace muster::generate {

/// A file's text, built up in memory.
class Text {
 public:
  Text& operator<<(std::string_view text) {
    text_ += text;
    return *this;
  }
  Text& operator<<(char c) {
    text_ += c;
    return *this;
  }
  template <std::integral I>
  Text& operator<<(I value) {
    char digits[24];
    const char* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text_ += std::string_view(digits, static_cast<std::size_t>(end - digits));
    return *this;
  }
  /// With so many digits after the point.
  Text& fixed(double value, int places);
  const std::string& str() const { return text_; }

 private:
  std::string text_;
};

/// Writes the file, or throws RunError that names it (disk full, no such folder).
void write_file(const std::string& path, std::string_view bytes);

/// JSON from C++ values; numbers are rounded to `places` digits after the point.
input::Json json(double value, int places = 6);
input::Json json(std::int64_t value);
input::Json json(std::string value);
input::Json list(std::vector<input::Json> items);
input::Json object(std::vector<std::pair<std::string, input::Json>> members);

}  // namespace muster::generate
