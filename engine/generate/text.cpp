// SPDX-License-Identifier: MIT
// Numbers to text, text to files.
#include "engine/generate/text.hpp"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "engine/base/error.hpp"

namespace muster::generate {

Text& Text::fixed(double value, int places) {
  char digits[64];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, places);
  text_ += std::string_view(digits, static_cast<std::size_t>(end.ptr - digits));
  return *this;
}

void write_file(const std::string& path, std::string_view bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  bool good = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  int error = errno;
  if (file && std::fclose(file) != 0) {
    good = false;
    error = errno;
  }
  if (!good) throw RunError("cannot write " + path + ": " + std::strerror(error));
}

input::Json json(double value, int places) {
  double scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  const double rounded = std::floor(value * scale + 0.5) / scale;
  if (rounded == std::floor(rounded) && std::fabs(rounded) < 1e15)
    return json(static_cast<std::int64_t>(rounded));
  return {.value = rounded};
}
input::Json json(std::int64_t value) {
  return {.value = value};
}
input::Json json(std::string value) {
  return {.value = std::move(value)};
}
input::Json list(std::vector<input::Json> items) {
  return {.value = std::move(items)};
}
input::Json object(std::vector<std::pair<std::string, input::Json>> members) {
  input::Json::Object result;
  for (auto& member : members)
    result.push_back({.key = std::move(member.first), .value = std::move(member.second)});
  return {.value = std::move(result)};
}

}  // namespace muster::generate
