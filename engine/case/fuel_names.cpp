// SPDX-License-Identifier: MIT
#include "engine/case/fuel_names.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace muster::cases {

namespace {

struct Family {
  std::string_view code;
  int before;  // number of its first model, less one
  int count;
};
constexpr Family kFamilies[] = {{"FM", 0, 13},  {"GR", 100, 9}, {"GS", 120, 4}, {"SH", 140, 9},
                                {"TU", 160, 5}, {"TL", 180, 9}, {"SB", 200, 4}, {"NB", 90, 9}};

}  // namespace

bool is_fuel_number(std::int64_t number) {
  if (number == 96 || number == 97) return false;  // left free by Scott and Burgan
  return std::any_of(std::begin(kFamilies), std::end(kFamilies), [&](const Family& f) {
    return number > f.before && number <= f.before + f.count;
  });
}

std::optional<std::uint16_t> fuel_number(std::string_view text) {
  int before = 0;
  for (const Family& family : kFamilies) {
    if (!text.starts_with(family.code)) continue;
    before = family.before;
    text.remove_prefix(family.code.size());
    break;
  }
  int digits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), digits);
  const int number = before + digits;
  if (error != std::errc{} || end != text.data() + text.size() || !is_fuel_number(number))
    return std::nullopt;
  return static_cast<std::uint16_t>(number);
}

}  // namespace muster::cases
