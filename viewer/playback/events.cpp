// SPDX-License-Identifier: MIT
// The events of a run by time and category.
#include "viewer/playback/events.hpp"

#include <algorithm>
#include <utility>

namespace muster::viewer {

EventCategory category_of(std::string_view kind) {
  const auto has = [&](std::string_view word) { return kind.find(word) != std::string_view::npos; };
  if (has("trap") || has("stall") || has("strand")) return EventCategory::Trapped;
  if (has("dead") || has("death") || has("injur")) return EventCategory::Harm;
  if (has("shelter") || has("site") || has("full") || has("turned_away"))
    return EventCategory::Shelter;
  if (has("open")) return EventCategory::Reopening;
  if (has("clos")) return EventCategory::Closure;
  if (has("order") || has("decision")) return EventCategory::Order;
  if (has("warn") || has("alert")) return EventCategory::Warning;
  return EventCategory::Other;
}

EventIndex::EventIndex(std::vector<Event> events, std::vector<std::string> kinds)
    : events_{std::move(events)}, kinds_{std::move(kinds)} {
  for (const std::string& kind : kinds_) category_of_kind_.push_back(category_of(kind));
  std::stable_sort(events_.begin(), events_.end(),
                   [](const Event& a, const Event& b) { return a.time < b.time; });
  for (const Event& event : events_)
    times_[static_cast<std::size_t>(category(event))].push_back(event.time);
}

namespace {

std::vector<Event> read_events(const trace::Source& source) {
  if (trace::find_table(source, "events") == nullptr) return {};
  const auto time = trace::column<SimTime>(source, "events", "time_us");
  const auto kind = trace::column<std::uint16_t>(source, "events", "kind");
  const auto subject = trace::column<std::uint32_t>(source, "events", "subject");
  const auto object = trace::column<std::uint32_t>(source, "events", "object");
  const auto value = trace::column<double>(source, "events", "value");
  std::vector<Event> events(time.size());
  for (std::size_t i = 0; i < events.size(); ++i)
    events[i] = {time[i], kind[i], subject[i], object[i], value[i]};
  return events;
}

std::vector<std::string> read_kinds(const trace::Source& source) {
  const trace::TableInfo* info = trace::find_table(source, "events");
  const trace::ColumnInfo* kind = info ? trace::find_column(*info, "kind") : nullptr;
  return kind ? kind->names : std::vector<std::string>{};
}

}  // namespace

EventIndex::EventIndex(const trace::Source& source)
    : EventIndex{read_events(source), read_kinds(source)} {}

std::string_view EventIndex::kind_name(std::uint16_t kind) const {
  return kind < kinds_.size() ? std::string_view{kinds_[kind]} : std::string_view{};
}

EventCategory EventIndex::category(const Event& event) const {
  return event.kind < category_of_kind_.size() ? category_of_kind_[event.kind]
                                               : EventCategory::Other;
}

std::size_t EventIndex::count(EventCategory category) const {
  return times_[static_cast<std::size_t>(category)].size();
}

std::optional<SimTime> EventIndex::previous(SimTime time, const EventMask& mask) const {
  std::optional<SimTime> best;
  for (std::size_t c = 0; c < kEventCategories; ++c) {
    if (!mask[c]) continue;
    const auto after = std::lower_bound(times_[c].begin(), times_[c].end(), time);
    if (after != times_[c].begin() && (!best || *(after - 1) > *best)) best = *(after - 1);
  }
  return best;
}

std::optional<SimTime> EventIndex::next(SimTime time, const EventMask& mask) const {
  std::optional<SimTime> best;
  for (std::size_t c = 0; c < kEventCategories; ++c) {
    if (!mask[c]) continue;
    const auto after = std::upper_bound(times_[c].begin(), times_[c].end(), time);
    if (after != times_[c].end() && (!best || *after < *best)) best = *after;
  }
  return best;
}

std::span<const Event> EventIndex::between(SimTime from, SimTime to) const {
  const auto before = [](const Event& event, SimTime time) { return event.time < time; };
  const auto first = std::lower_bound(events_.begin(), events_.end(), from, before);
  const auto last = std::lower_bound(first, events_.end(), to, before);
  return {first, last};
}

std::vector<std::uint32_t> EventIndex::histogram(EventCategory category, SimTime end,
                                                 std::size_t bins) const {
  std::vector<std::uint32_t> count(bins, 0);
  if (bins == 0 || end <= 0) return count;
  for (const SimTime time : times_[static_cast<std::size_t>(category)]) {
    if (time < 0 || time > end) continue;
    const double share = static_cast<double>(time) / static_cast<double>(end);
    ++count[std::min(bins - 1, static_cast<std::size_t>(share * static_cast<double>(bins)))];
  }
  return count;
}

}  // namespace muster::viewer
