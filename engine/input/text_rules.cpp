// SPDX-License-Identifier: MIT
#include "engine/input/text_rules.hpp"

#include <algorithm>
#include <string_view>

#include "engine/case/time_text.hpp"

namespace muster::input {

namespace {

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

bool is_crs(std::string_view text) {
  if (text == "GCJ-02" || text == "BD-09") return true;
  constexpr std::string_view kAuthority = "EPSG:";
  if (!text.starts_with(kAuthority)) return false;
  text.remove_prefix(kAuthority.size());
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string text_fault(cases::TextKind kind, const std::string& text) {
  using cases::TextKind;
  switch (kind) {
    case TextKind::Plain:
      break;
    case TextKind::Path:
    case TextKind::Id:
      if (text.empty()) return "must not be empty";
      if (has_control(text)) return "must not hold control characters";
      break;
    case TextKind::FileName:
      if (text.empty()) return "must not be empty";
      if (has_control(text) || text.find_first_of("/\\") != std::string::npos ||
          text.front() == '.' || text.front() == '-') {
        return "must be fit to name a file: no slash, no dot or dash in front";
      }
      break;
    case TextKind::Crs:
      if (!is_crs(text)) return "must be \"EPSG:\" and a number, \"GCJ-02\" or \"BD-09\"";
      break;
    case TextKind::Time:
      if (!cases::parse_time(text)) {
        return "must be a time with offset, such as \"2024-04-30T00:00:00-03:00\"";
      }
      break;
    case TextKind::UtcOffset:
      if (!cases::parse_utc_offset(text)) return "must be an offset such as \"+08:00\"";
      break;
    case TextKind::Pointer:
      if (text.size() < 2 || text.front() != '/' || has_control(text)) {
        return "must be a JSON pointer, such as \"/plan/behaviour/informed_share\"";
      }
      break;
  }
  return {};
}

std::string text_pattern(cases::TextKind kind) {
  using cases::TextKind;
  const std::string offset = "(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])";
  switch (kind) {
    case TextKind::Plain:
      break;
    case TextKind::Path:
    case TextKind::Id:
      return "^[^\\x00-\\x1f]+$";
    case TextKind::FileName:
      return "^[^\\x00-\\x1f/\\\\.-][^\\x00-\\x1f/\\\\]*$";
    case TextKind::Crs:
      return "^(EPSG:[0-9]{1,6}|GCJ-02|BD-09)$";
    case TextKind::Time:
      return "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]"
             "(:[0-5][0-9])?" +
             offset + "$";
    case TextKind::UtcOffset:
      return "^" + offset + "$";
    case TextKind::Pointer:
      return "^/[^\\x00-\\x1f]+$";
  }
  return {};
}

}  // namespace muster::input
