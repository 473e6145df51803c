// SPDX-License-Identifier: MIT
// Simulated time as people write and read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.hpp"

namespace muster::viewer {

/// Time after the start from "5400", "90.5", "36h", "1d12h", "90m", "12:30" (hours:minutes) or
/// "12:30:05"; a leading "T+" is allowed. Empty when the text is none of these.
std::optional<SimTime> parse_time(std::string_view text);

/// "T+12:30:05", from one day on "T+2d 12:30:05". Fractions of a second are cut off.
std::string elapsed_text(SimTime time);

/// The clock on the wall in the place of the case.
class WallClock {
 public:
  /// `start` as ISO 8601 ("2024-04-30T06:00:00-03:00"; date alone and a missing offset are
  /// allowed). An unreadable start leaves a clock that shows nothing.
  explicit WallClock(std::string_view start = {});
  /// "2024-05-01 18:30:05" in the offset of the start; empty when the start was unreadable.
  std::string at(SimTime time) const;
  /// "05-01 18:30": month, day, hours, minutes, for axes.
  std::string brief(SimTime time) const;
  /// Seconds from midnight at T = 0; axes put their marks on whole hours by it.
  std::int64_t start_of_day_s() const { return start_s_ % 86400; }

 private:
  bool known_ = false;
  std::int64_t start_s_ = 0;  // seconds since 1970-01-01 in local time, never negative
};

}  // namespace muster::viewer
