// SPDX-License-Identifier: MIT
// The events of a run by time and category: marks on the timeline, previous and next.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/trace/source.hpp"

namespace muster::viewer {

/// Rows of marks on the timeline.
enum class EventCategory : std::uint8_t {
  Order,
  Warning,
  Closure,
  Reopening,
  Shelter,  // full, or closed
  Trapped,
  Harm,
  Other,
  Count
};
inline constexpr std::size_t kEventCategories = static_cast<std::size_t>(EventCategory::Count);
using EventMask = std::array<bool, kEventCategories>;

/// By the words in an event kind's name, so that a kind that a later version adds still gets a
/// mark.
EventCategory category_of(std::string_view kind);

struct Event {
  SimTime time = 0;
  std::uint16_t kind = 0;
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  double value = 0;
};

/// In the order of the trace. O(events) memory; queries O(log events).
class EventIndex {
 public:
  EventIndex() = default;
  explicit EventIndex(const trace::Source& source);
  EventIndex(std::vector<Event> events, std::vector<std::string> kinds);

  std::span<const Event> all() const { return events_; }
  std::string_view kind_name(std::uint16_t kind) const;
  EventCategory category(const Event& event) const;
  std::size_t count(EventCategory category) const;

  /// Nearest time strictly before or after `time` at which an event of a category in `mask` lies.
  std::optional<SimTime> previous(SimTime time, const EventMask& mask) const;
  std::optional<SimTime> next(SimTime time, const EventMask& mask) const;
  /// Events in [from, to), any category.
  std::span<const Event> between(SimTime from, SimTime to) const;
  /// Number of events of `category` in each of `bins` equal parts of [0, end].
  std::vector<std::uint32_t> histogram(EventCategory category, SimTime end, std::size_t bins) const;

 private:
  std::vector<Event> events_;
  std::vector<std::string> kinds_;
  std::vector<EventCategory> category_of_kind_;
  std::array<std::vector<SimTime>, kEventCategories> times_;
};

}  // namespace muster::viewer
