// SPDX-License-Identifier: MIT
// Keyframes, stretches between them, and tables of changes.
#include "engine/trace/playback.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::trace {

ChangeTrack::ChangeTrack(std::vector<SimTime> time, std::vector<std::uint32_t> subject,
                         std::vector<double> value, double initial)
    : time_{std::move(time)},
      subject_{std::move(subject)},
      change_{std::move(value)},
      initial_{initial} {
  std::uint32_t subjects = 0;
  for (const std::uint32_t s : subject_)
    if (s != kNone) subjects = std::max(subjects, s + 1);
  first_.assign(subjects + 1, 0);
  for (const std::uint32_t s : subject_)
    if (s != kNone) ++first_[s + 1];
  for (std::uint32_t s = 0; s < subjects; ++s) first_[s + 1] += first_[s];
  row_.resize(first_[subjects]);
  std::vector<std::uint32_t> at{first_.begin(), first_.end() - 1};
  for (std::uint32_t r = 0; r < subject_.size(); ++r)
    if (subject_[r] != kNone) row_[at[subject_[r]]++] = r;
  value_.assign(subjects, initial_);
}

void ChangeTrack::seek(SimTime time) {
  const auto next =
      static_cast<std::size_t>(std::upper_bound(time_.begin(), time_.end(), time) - time_.begin());
  if (next >= next_) {
    for (; next_ < next; ++next_)
      if (subject_[next_] != kNone) value_[subject_[next_]] = change_[next_];
    return;
  }
  next_ = next;
  for (std::size_t s = 0; s < value_.size(); ++s) {
    const auto begin = row_.begin() + first_[s], end = row_.begin() + first_[s + 1];
    const auto after = std::lower_bound(begin, end, next);
    value_[s] = after == begin ? initial_ : change_[*(after - 1)];
  }
}

Playback::Playback(const Source& source) : source_{&source} {
  for (const TableInfo& info : source.tables()) {
    const bool links = info.path.starts_with("links/"),
               states = info.path.starts_with("states_of/");
    if (!links && !states) continue;
    const double initial = info.path == "links/speed_factor" ? 1
                           : info.path == "links/closed"     ? 0
                                                         : std::numeric_limits<double>::quiet_NaN();
    auto track_of = [&](std::string_view name) {
      return ChangeTrack{column<SimTime>(source, info.path, "time_us"),
                         column<std::uint32_t>(source, info.path, links ? "link" : "subject"),
                         column<double>(source, info.path, name), initial};
    };
    tracks_of_.emplace(info.path, track_of(links ? "value" : "state"));
    if (states) amounts_of_.emplace(info.path, track_of("value"));
  }
  if (const TableInfo* info = find_table(source, "keyframes")) {
    keyframe_time_ = column<SimTime>(source, "keyframes", "time_us");
    mover_first_ = column<std::uint64_t>(source, "keyframes", "mover_first");
    const auto offsets = column<std::uint64_t>(source, "keyframes", "row_offset");
    const ColumnInfo* counted = find_column(*info, "row_offset");
    if (counted == nullptr || offsets.size() != keyframe_time_.size() * counted->width)
      throw RunError{"keyframes: row_offset does not fit"};
    auto offsets_of = [&](std::string_view table) {
      std::vector<std::uint64_t> result;
      const auto found = std::find(counted->names.begin(), counted->names.end(), table);
      if (found == counted->names.end() || find_table(source, table) == nullptr) return result;
      result.push_back(0);
      for (std::size_t k = 0; k < keyframe_time_.size(); ++k)
        result.push_back(
            offsets[k * counted->width + static_cast<std::size_t>(found - counted->names.begin())]);
      result.push_back(source.rows(table));
      if (!std::is_sorted(result.begin(), result.end()))
        throw RunError{"keyframes: row_offset goes back"};
      return result;
    };
    road_offset_ = offsets_of("movements");
    track_offset_ = offsets_of("tracks");
    mover_first_.push_back(source.rows("keyframes/movers"));
    if (!std::is_sorted(mover_first_.begin(), mover_first_.end()))
      throw RunError{"keyframes: mover_first goes back"};
  } else {  // a live run may have none: all is one stretch
    mover_first_ = {0};
    if (find_table(source, "movements")) road_offset_ = {0, source.rows("movements")};
    if (find_table(source, "tracks")) track_offset_ = {0, source.rows("tracks")};
  }
  seek(0);
}

Playback::Stretch Playback::load(std::size_t index) const {
  Stretch stretch;
  stretch.index = index;
  auto rows_of = [&](std::string_view table, const std::vector<std::uint64_t>& offset, Rows& rows) {
    if (offset.empty() || index + 1 >= offset.size()) return;
    const std::uint64_t first = offset[index], count = offset[index + 1] - offset[index];
    rows.time = column<SimTime>(*source_, table, "time_us", first, count);
    rows.mover = column<std::uint32_t>(*source_, table, "mover", first, count);
    if (table == "movements") {
      rows.link = column<std::uint32_t>(*source_, table, "link", first, count);
    } else {
      rows.x = column<double>(*source_, table, "x", first, count);
      rows.y = column<double>(*source_, table, "y", first, count);
    }
  };
  rows_of("movements", road_offset_, stretch.roads);
  rows_of("tracks", track_offset_, stretch.tracks);
  return stretch;
}

MoverState& Playback::mover(std::uint32_t id) {
  if (id >= movers_.size()) movers_.resize(std::size_t{id} + 1);
  return movers_[id];
}

void Playback::set_place(MoverState& state, double x, double y, const NextRow& next) {
  state.off_road = true;
  state.x = x;
  state.y = y;
  const bool known = next.time != kNever && !std::isnan(next.x);
  state.next_x = known ? next.x : x;
  state.next_y = known ? next.y : y;
}

void Playback::enter(std::size_t index) {
  if (!now_ || now_->index != index) {
    if (ahead_ && ahead_->index == index) {
      now_ = std::move(ahead_);
    } else {
      now_ = load(index);
    }
    ahead_ = load(index + 1);
    find_next_rows();
  }
  now_->roads.applied = now_->tracks.applied = 0;

  std::fill(movers_.begin(), movers_.end(), MoverState{});
  if (index == 0) return;
  const std::uint64_t first = mover_first_[index - 1], count = mover_first_[index] - first;
  const auto id = column<std::uint32_t>(*source_, "keyframes/movers", "mover", first, count);
  const auto link = column<std::uint32_t>(*source_, "keyframes/movers", "link", first, count);
  const auto entry = column<SimTime>(*source_, "keyframes/movers", "entry_us", first, count);
  const auto x = column<double>(*source_, "keyframes/movers", "x", first, count);
  const auto y = column<double>(*source_, "keyframes/movers", "y", first, count);
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (id[i] == kNone) continue;
    MoverState& state = mover(id[i]);
    const NextRow next = id[i] < first_next_.size() ? first_next_[id[i]] : NextRow{};
    state.link = link[i];
    state.entry_us = entry[i];
    state.leave_us = next.time;
    if (link[i] == kNone) set_place(state, x[i], y[i], next);
  }
}

void Playback::find_next_rows() {
  first_next_.clear();
  // Backwards over both stretches, the two tables merged by time: what a mover does next.
  auto merged = [&](const Stretch& stretch, std::vector<NextRow>* road_next,
                    std::vector<NextRow>* track_next) {
    std::size_t r = stretch.roads.time.size(), t = stretch.tracks.time.size();
    while (r > 0 || t > 0) {
      const bool road = t == 0 || (r > 0 && stretch.roads.time[r - 1] > stretch.tracks.time[t - 1]);
      const Rows& rows = road ? stretch.roads : stretch.tracks;
      const std::size_t row = road ? --r : --t;
      const std::uint32_t who = rows.mover[row];
      if (who == kNone) continue;
      if (who >= first_next_.size()) first_next_.resize(std::size_t{who} + 1);
      std::vector<NextRow>* next = road ? road_next : track_next;
      if (next != nullptr) (*next)[row] = first_next_[who];
      const double nan = std::numeric_limits<double>::quiet_NaN();
      first_next_[who] = {rows.time[row], road ? nan : rows.x[row], road ? nan : rows.y[row]};
    }
  };
  road_next_.assign(now_->roads.time.size(), {});
  track_next_.assign(now_->tracks.time.size(), {});
  merged(*ahead_, nullptr, nullptr);
  merged(*now_, &road_next_, &track_next_);
}

void Playback::apply_road(std::size_t row) {
  const Rows& rows = now_->roads;
  if (rows.mover[row] == kNone) return;
  MoverState& state = mover(rows.mover[row]);
  if (rows.link[row] != kNone) {
    state = {};
    state.link = rows.link[row];
    state.entry_us = rows.time[row];
    state.leave_us = road_next_[row].time;
  } else if (state.link != kNone) {
    state = {};
  }
}

void Playback::apply_track(std::size_t row) {
  const Rows& rows = now_->tracks;
  if (rows.mover[row] == kNone) return;
  MoverState& state = mover(rows.mover[row]);
  if (!std::isnan(rows.x[row])) {
    state = {};
    state.entry_us = rows.time[row];
    state.leave_us = track_next_[row].time;
    set_place(state, rows.x[row], rows.y[row], track_next_[row]);
  } else if (state.off_road) {
    state = {};
  }
}

void Playback::apply(SimTime time) {
  Rows &roads = now_->roads, &tracks = now_->tracks;
  while (true) {
    const bool road = roads.applied < roads.time.size() && roads.time[roads.applied] <= time;
    const bool track = tracks.applied < tracks.time.size() && tracks.time[tracks.applied] <= time;
    if (!road && !track) return;
    if (road && (!track || roads.time[roads.applied] <= tracks.time[tracks.applied])) {
      apply_road(roads.applied++);
    } else {
      apply_track(tracks.applied++);
    }
  }
}

void Playback::seek(SimTime time) {
  const auto stretch = static_cast<std::size_t>(
      std::upper_bound(keyframe_time_.begin(), keyframe_time_.end(), time) -
      keyframe_time_.begin());
  enter(stretch);
  apply(time);
  for (auto& [name, track] : tracks_of_) track.seek(time);
  for (auto& [name, track] : amounts_of_) track.seek(time);
  time_ = time;
}

void Playback::advance_to(SimTime time) {
  const auto stretch = static_cast<std::size_t>(
      std::upper_bound(keyframe_time_.begin(), keyframe_time_.end(), time) -
      keyframe_time_.begin());
  if (time < time_ || stretch != now_->index) {
    seek(time);
    return;
  }
  apply(time);
  for (auto& [name, track] : tracks_of_) track.seek(time);
  for (auto& [name, track] : amounts_of_) track.seek(time);
  time_ = time;
}

const ChangeTrack* Playback::track(std::string_view table) const {
  const auto found = tracks_of_.find(table);
  return found == tracks_of_.end() ? nullptr : &found->second;
}

const ChangeTrack* Playback::amounts(std::string_view table) const {
  const auto found = amounts_of_.find(table);
  return found == amounts_of_.end() ? nullptr : &found->second;
}

}  // namespace muster::trace
