// SPDX-License-Identifier: MIT
// Simulated time as people write and read it.
#include "viewer/playback/time_text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace muster::viewer {
namespace {

// Above a thousand years a time is a typing mistake.
constexpr double kGreatestSeconds = 3.2e10;

std::optional<double> number(std::string_view& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<double> unit_seconds(char unit) {
  switch (unit) {
    case 'd':
      return 86400;
    case 'h':
      return 3600;
    case 'm':
      return 60;
    case 's':
      return 1;
    default:
      return std::nullopt;
  }
}

// "1d12h30m": units in falling order, each once.
std::optional<double> with_units(std::string_view text) {
  double seconds = 0;
  double least_unit = 1e9;
  while (!text.empty()) {
    const auto value = number(text);
    if (!value || text.empty()) return std::nullopt;
    const auto unit = unit_seconds(text.front());
    if (!unit || *unit >= least_unit) return std::nullopt;
    least_unit = *unit;
    seconds += *value * *unit;
    text.remove_prefix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  return seconds;
}

// "12:30" and "12:30:05".
std::optional<double> with_colons(std::string_view text) {
  std::array<double, 3> part{};
  int parts = 0;
  for (; parts < 3; ++parts) {
    const auto value = number(text);
    if (!value || (parts > 0 && *value >= 60)) return std::nullopt;
    part[static_cast<std::size_t>(parts)] = *value;
    if (text.empty()) break;
    if (text.front() != ':' || parts == 2) return std::nullopt;
    text.remove_prefix(1);
  }
  return part[0] * 3600 + part[1] * 60 + part[2];
}

struct Civil {
  std::chrono::year_month_day date;
  int hour, minute, second;
};

Civil civil(std::int64_t seconds) {
  const std::chrono::sys_seconds point{std::chrono::seconds{seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(point);
  const int rest = static_cast<int>((point - day).count());
  return {std::chrono::year_month_day{day}, rest / 3600, rest / 60 % 60, rest % 60};
}

}  // namespace

std::optional<SimTime> parse_time(std::string_view text) {
  if (text.starts_with("T+")) text.remove_prefix(2);
  if (text.empty()) return std::nullopt;
  std::optional<double> seconds;
  if (text.find(':') != std::string_view::npos) {
    seconds = with_colons(text);
  } else if (text.find_first_of("dhms") != std::string_view::npos) {
    seconds = with_units(text);
  } else {
    seconds = number(text);
    if (!text.empty()) return std::nullopt;
  }
  if (!seconds || !(*seconds <= kGreatestSeconds)) return std::nullopt;
  return from_seconds(*seconds);
}

std::string elapsed_text(SimTime time) {
  const std::int64_t s = time / kSecond;
  const std::string clock = fmt::format("{:02}:{:02}:{:02}", s / 3600 % 24, s / 60 % 60, s % 60);
  return s < 86400 ? fmt::format("T+{}", clock) : fmt::format("T+{}d {}", s / 86400, clock);
}

WallClock::WallClock(std::string_view start) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const int read = std::sscanf(std::string{start}.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d:%2d", &year,
                               &month, &day, &hour, &minute, &second);
  if (read < 3) return;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1970 || hour > 23 || minute > 59 || second > 60) return;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  start_s_ = days * std::int64_t{86400} + hour * 3600 + minute * 60 + second;
  known_ = true;
}

std::string WallClock::at(SimTime time) const {
  if (!known_) return {};
  const Civil c = civil(start_s_ + time / kSecond);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(c.date.year()),
                     static_cast<unsigned>(c.date.month()), static_cast<unsigned>(c.date.day()),
                     c.hour, c.minute, c.second);
}

std::string WallClock::brief(SimTime time) const {
  if (!known_) return {};
  const Civil c = civil(start_s_ + time / kSecond);
  return fmt::format("{:02}-{:02} {:02}:{:02}", static_cast<unsigned>(c.date.month()),
                     static_cast<unsigned>(c.date.day()), c.hour, c.minute);
}

}  // namespace muster::viewer
