// SPDX-License-Identifier: MIT
#include "engine/case/time_text.hpp"

#include <chrono>

namespace muster::cases {

namespace {

/// Reads fixed-width fields from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_{text} {}

  /// A number of exactly `width` digits within [0, most]; clears ok() otherwise.
  int digits(std::size_t width, int most) {
    int value = 0;
    if (rest_.size() < width) return fail();
    for (const char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') return fail();
      value = 10 * value + (c - '0');
    }
    rest_.remove_prefix(width);
    return value <= most ? value : fail();
  }
  void expect(char c) {
    if (!accept(c)) fail();
  }
  bool accept(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  int fail() {
    ok_ = false;
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::optional<std::int64_t> parse_utc_offset(std::string_view text) {
  if (text == "Z") return 0;
  Scanner scan{text};
  const bool west = scan.accept('-');
  if (!west) scan.expect('+');
  const int hours = scan.digits(2, 18);  // ISO 8601 has no limit; XML Schema's is 14, SQL's 18
  scan.expect(':');
  const int minutes = scan.digits(2, 59);
  if (!scan.ok() || !scan.rest().empty()) return std::nullopt;
  return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  Scanner scan{text};
  const int year = scan.digits(4, 9999);
  scan.expect('-');
  const int month = scan.digits(2, 12);
  scan.expect('-');
  const int day = scan.digits(2, 31);
  scan.expect('T');
  const int hour = scan.digits(2, 23);
  scan.expect(':');
  const int minute = scan.digits(2, 59);
  const int second = scan.accept(':') ? scan.digits(2, 59) : 0;
  const auto offset = parse_utc_offset(scan.rest());
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!scan.ok() || !offset || !date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return std::int64_t{days} * 86'400 + hour * 3600 + minute * 60 + second - *offset;
}

}  // namespace muster::cases
