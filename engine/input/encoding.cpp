// SPDX-License-Identifier: MIT
// UTF-8 out of what sheets are saved in.
#include <iconv.h>

#include <cerrno>
#include <string_view>

#include "engine/input/table.hpp"

namespace muster::input {
namespace {

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80                ? 1
                               : c >= 0xc2 && c < 0xe0 ? 2
                               : (c & 0xf0) == 0xe0    ? 3
                               : c >= 0xf0 && c < 0xf5 ? 4
                                                       : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

std::optional<std::string> convert(std::string text, const char* from) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string result;
  char chunk[1 << 14];
  char* in = text.data();
  std::size_t left = text.size();
  bool good = true;
  while (left > 0 && good) {
    char* out = chunk;
    std::size_t room = sizeof chunk;
    const std::size_t done = iconv(converter, &in, &left, &out, &room);
    result.append(chunk, sizeof chunk - room);
    good = done != static_cast<std::size_t>(-1) || errno == E2BIG;
  }
  iconv_close(converter);
  if (!good) return std::nullopt;
  return result;
}

}  // namespace

std::optional<std::string> to_utf8(std::string text) {
  const std::string_view view = text;
  if (view.starts_with("\xff\xfe") || view.starts_with("\xfe\xff")) {
    return convert(std::move(text), "UTF-16");
  }
  if (view.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  if (is_utf8(text)) return text;
  return convert(std::move(text), "GB18030");
}

}  // namespace muster::input
