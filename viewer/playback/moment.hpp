// SPDX-License-Identifier: MIT
// The state of the run at the moment that is shown, in the terms in which it is drawn.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/playback.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Trapped are all who cannot get away by themselves: at home, in a stalled car, where no way leads
/// on.
enum class PartyGroup : std::uint8_t { AtHome, OnTheWay, Sheltered, Trapped, Other, Count };
inline constexpr std::size_t kPartyGroups = static_cast<std::size_t>(PartyGroup::Count);

/// By the words in a party state's name.
PartyGroup group_of(std::string_view state);

/// Whether a site takes people.
enum class SiteUse : std::uint8_t { Open, Full, Closed };

/// By the words in a site state's name; a site with no place left counts as full besides.
SiteUse use_of(std::string_view state);

/// What the value of a party's state names: where it is while it does not move. By the state's
/// words.
enum class PartyAnchor : std::uint8_t { Home, Link, Node };
PartyAnchor anchor_of(std::string_view state);

struct SiteState {
  double occupied = 0;     // persons
  std::string_view state;  // the trace's word; empty where it records none
  SiteUse use = SiteUse::Open;
};

/// Name of the field that is shown as water; empty where the trace has none.
std::string find_water(const trace::Source& source);

/// Playing on and jumping give the same state. Forward costs the rows in between, backward those of
/// a stretch between two keyframes; both a pass over movers and parties.
class Moment {
 public:
  explicit Moment(const Run& run);
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  void show(SimTime time);
  SimTime time() const { return time_; }

  std::span<const trace::MoverState> movers() const { return playback_.movers(); }
  /// Movers on each link.
  std::span<const std::uint32_t> on_link() const { return on_link_; }
  bool closed(std::uint32_t link) const;
  /// Ascending.
  std::span<const std::uint32_t> closed_links() const { return closed_; }
  /// Share of the free speed at which the link can be used; 1 where the trace says nothing.
  double speed_factor(std::uint32_t link) const;
  PartyGroup party(std::uint32_t party) const { return party_[party]; }
  /// Where it is while it does not move: its home, or the road where it got stuck.
  Point place(std::uint32_t party) const;
  /// Persons in each group.
  const std::array<std::uint64_t, kPartyGroups>& persons() const { return persons_; }
  SiteState site(std::uint32_t site) const;

  /// Name of the field that is shown as water; empty where the trace has none.
  const std::string& water_field() const { return water_; }
  /// Its last step at or before the moment.
  std::optional<std::uint64_t> water_step() const { return water_step_; }

 private:
  const Run& run_;
  trace::Playback playback_;
  // of playback_; nullptr where the trace has no such table
  const trace::ChangeTrack *closed_track_, *speed_track_, *party_track_, *party_amount_,
      *site_track_, *site_amount_;
  SimTime time_ = -1;
  std::vector<std::uint32_t> on_link_, closed_;
  std::vector<PartyGroup> party_;
  /// Code of the party's state; nothing while the trace has recorded none.
  std::optional<std::size_t> state_code(std::uint32_t party) const;

  std::vector<PartyGroup> group_of_state_;
  std::vector<PartyAnchor> anchor_of_state_;
  std::vector<std::string> site_states_;
  std::array<std::uint64_t, kPartyGroups> persons_{};
  std::string water_;
  std::optional<std::uint64_t> water_step_;
};

}  // namespace muster::viewer
