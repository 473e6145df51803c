// SPDX-License-Identifier: MIT
// The state of a recorded run at any time: a keyframe and the rows after it, forwards or by jumps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/source.hpp"

namespace muster::trace {

/// Where a mover is. On a link: `link`, entered at entry_us. Off the network: at (x, y) since
/// entry_us, at (next_x, next_y) at leave_us. Neither: it does not travel now.
struct MoverState {
  std::uint32_t link = kNone;
  bool off_road = false;
  SimTime entry_us = 0;
  SimTime leave_us =
      kNever;  // of its next row; kNever where that lies beyond the next keyframe but one
  double x = 0, y = 0;
  double next_x = 0, next_y = 0;
  bool active() const { return link != kNone || off_road; }
};

/// The changes of one table (time, subject, value), held in memory, and each subject's value at a
/// time.
class ChangeTrack {
 public:
  /// Times ascend; of two changes at one time the later row counts.
  ChangeTrack(std::vector<SimTime> time, std::vector<std::uint32_t> subject,
              std::vector<double> value, double initial);
  /// O(rows crossed) forwards, O(subjects * log(changes of one)) backwards.
  void seek(SimTime time);
  /// By subject, up to the largest that ever changes.
  std::span<const double> values() const { return value_; }
  double value(std::uint32_t subject) const {
    return subject < value_.size() ? value_[subject] : initial_;
  }

 private:
  std::vector<SimTime> time_;  // in row order
  std::vector<std::uint32_t> subject_;
  std::vector<double> change_;
  std::vector<std::uint32_t>
      first_;  // changes of subject s: row_[first_[s] .. first_[s + 1]), ascending
  std::vector<std::uint32_t> row_;
  std::vector<double> value_;
  std::size_t next_ = 0;  // first row after the present time
  double initial_;
};

/// Playing is `advance_to` in steps, scrubbing is `seek` anywhere; both give the same state.
/// Memory: the tables of changes whole, the movements between three keyframes. A seek costs the
/// rows of two such stretches, an advance within a stretch only the rows that it crosses. `source`
/// outlives it.
class Playback {
 public:
  explicit Playback(const Source& source);

  /// State as of all events at or before `time`.
  void seek(SimTime time);
  /// As `seek`, cheaper where `time` lies little after time().
  void advance_to(SimTime time);
  SimTime time() const { return time_; }

  /// By mover; movers beyond the end have not moved yet.
  std::span<const MoverState> movers() const { return movers_; }
  /// Column `value` of "links/<name>" or `state` of "states_of/<name>"; nullptr where the trace has
  /// no such table. Before its first change a link has speed_factor 1 and closed 0; else the value
  /// is NaN.
  const ChangeTrack* track(std::string_view table) const;
  /// Column `value` of "states_of/<name>".
  const ChangeTrack* amounts(std::string_view table) const;

 private:
  struct Rows {  // of /movements or, with x and y, of /tracks
    std::vector<SimTime> time;
    std::vector<std::uint32_t> mover;
    std::vector<std::uint32_t> link;
    std::vector<double> x, y;
    std::size_t applied = 0;
  };
  struct Stretch {
    std::size_t index = 0;
    Rows roads, tracks;
  };
  struct NextRow {  // x is NaN where the mover is not off the network then
    SimTime time = kNever;
    double x = 0, y = 0;
  };

  Stretch load(std::size_t index) const;
  void enter(std::size_t index);
  void find_next_rows();
  void apply(SimTime time);
  void apply_road(std::size_t row);
  void apply_track(std::size_t row);
  static void set_place(MoverState& state, double x, double y, const NextRow& next);
  MoverState& mover(std::uint32_t id);

  const Source* source_;
  SimTime time_ = 0;
  std::vector<MoverState> movers_;
  // Stretch s holds the rows from keyframe s - 1 (stretch 0: from the start) to keyframe s.
  std::vector<SimTime> keyframe_time_;
  std::vector<std::uint64_t> mover_first_;  // and the end
  std::vector<std::uint64_t> road_offset_,
      track_offset_;  // of the stretches, and the end; empty: no table
  std::optional<Stretch> now_, ahead_;
  std::vector<NextRow> road_next_, track_next_;  // of each row of now_
  std::vector<NextRow> first_next_;              // of each mover of the keyframe
  std::map<std::string, ChangeTrack, std::less<>> tracks_of_;
  std::map<std::string, ChangeTrack, std::less<>> amounts_of_;
};

}  // namespace muster::trace
