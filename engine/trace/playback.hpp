// SPDX-License-Identifier: MIT
// The state of a recorded run at any time: a keyframe and the rows after it, forwards or by jumps.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/source.hpp"

namespace muster::trace {

/// Where a mover is. On a link: link, entry_us and, where the trace shows it within the loaded
/// stretch, leave_us. Off the network: link is kNone, x and y are numbers. Neither: it does not
/// travel now.
struct MoverState {
  std::uint32_t link = kNone;
  SimTime entry_us = 0;
  SimTime leave_us =
      kNever;  // of its next movement; kNever where that lies beyond the loaded stretch
  double x = 0, y = 0;
  bool off_road = false;
  bool active() const { return link != kNone || off_road; }
};

/// The changes of one table (time, subject, value), held in memory, and each subject's value at a
/// time.
class ChangeTrack {
 public:
  ChangeTrack() = default;
  ChangeTrack(std::vector<SimTime> time, std::vector<std::uint32_t> subject,
              std::vector<double> value, double initial);
  /// O(rows crossed) forwards, O(subjects * log(changes of one)) backwards.
  void seek(SimTime time);
  /// By subject, up to the largest that ever changes; subjects beyond have `initial()`.
  std::span<const double> values() const { return value_; }
  double value(std::uint32_t subject) const {
    return subject < value_.size() ? value_[subject] : initial_;
  }
  double initial() const { return initial_; }

 private:
  std::vector<SimTime> time_;  // in row order, ascending
  std::vector<std::uint32_t> subject_;
  std::vector<double> change_;
  std::vector<std::uint32_t>
      first_;  // rows of subject s: row_[first_[s] .. first_[s + 1]), ascending
  std::vector<std::uint32_t> row_;
  std::vector<double> value_;
  std::size_t next_ = 0;  // first row after the present time
  double initial_ = 0;
};

/// Playing: `advance_to` in steps; scrubbing: `seek` anywhere. Both give the same state. Memory:
/// the tables of changes whole, the movements of two stretches between keyframes. Cost of a seek:
/// the rows of one such stretch. `source` outlives it.
class Playback {
 public:
  explicit Playback(const Source& source);

  /// State as of all events at or before `time`.
  void seek(SimTime time);
  /// `time` >= time(); as `seek`, but only applies what lies between.
  void advance_to(SimTime time);
  SimTime time() const { return time_; }

  /// By mover; movers beyond the end have not moved yet.
  std::span<const MoverState> movers() const { return movers_; }
  /// For tables "links/<name>" (values) and "states_of/<name>" (state codes); nullptr where absent.
  const ChangeTrack* track(std::string_view table) const;
  /// The value column of "states_of/<name>".
  const ChangeTrack* amounts(std::string_view table) const;

 private:
  struct Rows {
    std::vector<SimTime> time;
    std::vector<std::uint32_t> mover;
    std::vector<std::uint32_t> link;
    std::vector<SimTime> leave;  // of the same mover's next row, kNever where none is loaded
    std::vector<double> x, y;
    std::size_t next = 0;  // first row not applied
  };

  std::size_t stretch_of(SimTime time) const;
  void load(std::size_t stretch);
  void apply(SimTime time);
  MoverState& mover(std::uint32_t id);
  std::uint64_t offset(std::size_t stretch, std::size_t column) const;

  const Source* source_;
  SimTime time_ = 0;
  std::vector<MoverState> movers_;
  std::vector<SimTime> keyframe_time_;
  std::vector<std::uint64_t> mover_first_;
  std::vector<std::uint64_t> movement_offset_, track_offset_;
  std::size_t stretch_ = 0;
  bool loaded_ = false;
  Rows movements_, tracks_;
  std::map<std::string, ChangeTrack, std::less<>> tracks_of_;
  std::map<std::string, ChangeTrack, std::less<>> amounts_of_;
};

}  // namespace muster::trace
