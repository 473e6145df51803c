// SPDX-License-Identifier: MIT
#include "engine/warning/condition.hpp"

namespace muster::warning {

namespace {

std::size_t nodes(const cases::Condition& condition) {
  std::size_t count = 1;
  for (const cases::Condition& part : condition.all) count += nodes(part);
  for (const cases::Condition& part : condition.any) count += nodes(part);
  return count;
}

}  // namespace

ConditionState::ConditionState(const cases::Condition& condition)
    : latched_(nodes(condition), 0), since_(nodes(condition), kNever) {}

bool ConditionState::level(const cases::Condition::Level& level, double value,
                           std::uint8_t& latched) const {
  if (value > level.above_m) latched = 1;
  if (value < level.below_m.value_or(level.above_m)) latched = 0;
  return latched != 0;
}

bool ConditionState::evaluate(const cases::Condition& condition, const Readings& readings,
                              SimTime now, std::size_t& node) {
  const std::size_t self = node++;
  bool holds = true;
  if (condition.clock_s) holds = now >= from_seconds(*condition.clock_s);
  if (condition.stage) {
    holds = level(*condition.stage, readings.stage_m(condition.stage->subject), latched_[self]) &&
            holds;
  }
  if (condition.depth) {
    holds = level(*condition.depth, readings.depth_m(condition.depth->subject), latched_[self]) &&
            holds;
  }
  if (condition.rain) {
    holds = readings.rain_mm(condition.rain->window_s) > condition.rain->above_mm && holds;
  }
  // Every part is evaluated every time: parts remember.
  for (const cases::Condition& part : condition.all) {
    holds = evaluate(part, readings, now, node) && holds;
  }
  bool any = condition.any.empty();
  for (const cases::Condition& part : condition.any) {
    any = evaluate(part, readings, now, node) || any;
  }
  holds = holds && any;
  if (!holds) {
    since_[self] = kNever;
    return false;
  }
  if (since_[self] == kNever) since_[self] = now;
  return now - since_[self] >= from_seconds(condition.for_s);
}

bool ConditionState::holds(const cases::Condition& condition, const Readings& readings,
                           SimTime now) {
  std::size_t node = 0;
  return evaluate(condition, readings, now, node);
}

void ConditionState::state(StateArchive& archive) {
  archive("latched", latched_);
  archive("since", since_);
}

void clock_times(const cases::Condition& condition, std::vector<SimTime>& into) {
  const std::size_t first = into.size();
  if (condition.clock_s) into.push_back(from_seconds(*condition.clock_s));
  for (const cases::Condition& part : condition.all) clock_times(part, into);
  for (const cases::Condition& part : condition.any) clock_times(part, into);
  if (condition.for_s == 0) return;
  for (std::size_t i = first, last = into.size(); i < last; ++i)
    into.push_back(into[i] + from_seconds(condition.for_s));
}

}  // namespace muster::warning
