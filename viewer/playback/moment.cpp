// SPDX-License-Identifier: MIT
// The state of the run at the moment that is shown.
#include "viewer/playback/moment.hpp"

#include <algorithm>
#include <cmath>

namespace muster::viewer {
namespace {

constexpr std::string_view kParties = "states_of/parties";
constexpr std::string_view kSites = "states_of/sites";

std::vector<std::string> state_names(const trace::Source& source, std::string_view table) {
  const trace::TableInfo* info = trace::find_table(source, table);
  const trace::ColumnInfo* state = info ? trace::find_column(*info, "state") : nullptr;
  return state ? state->names : std::vector<std::string>{};
}

bool any_of_words(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

std::string find_water(const trace::Source& source) {
  std::string found;
  for (const trace::FieldInfo& field : source.fields()) {
    if (!north_up(field.grid) || source.field_times(field.name).empty()) continue;
    if (field.name == "flood_depth") return field.name;
    if (found.empty() && field.name.ends_with("depth")) found = field.name;
  }
  return found;
}

PartyGroup group_of(std::string_view state) {
  if (any_of_words(state, {"trap", "strand", "stall"})) return PartyGroup::Trapped;
  if (any_of_words(state, {"shelter", "regist", "outside", "arriv", "safe"}))
    return PartyGroup::Sheltered;
  if (any_of_words(state, {"travel", "way", "walk", "driv"})) return PartyGroup::OnTheWay;
  if (any_of_words(state, {"home", "stay", "warn", "prepar"})) return PartyGroup::AtHome;
  return PartyGroup::Other;
}

PartyAnchor anchor_of(std::string_view state) {
  if (any_of_words(state, {"stall"})) return PartyAnchor::Link;
  return any_of_words(state, {"strand"}) ? PartyAnchor::Node : PartyAnchor::Home;
}

SiteUse use_of(std::string_view state) {
  if (any_of_words(state, {"clos", "flood", "shut", "fail"})) return SiteUse::Closed;
  return any_of_words(state, {"full"}) ? SiteUse::Full : SiteUse::Open;
}

Moment::Moment(const Run& run)
    : run_{run},
      playback_{run.source},
      closed_track_{playback_.track("links/closed")},
      speed_track_{playback_.track("links/speed_factor")},
      party_track_{playback_.track(kParties)},
      party_amount_{playback_.amounts(kParties)},
      site_track_{playback_.track(kSites)},
      site_amount_{playback_.amounts(kSites)},
      on_link_(run.roads.size(), 0),
      party_(run.parties.count(), PartyGroup::AtHome),
      site_states_{state_names(run.source, kSites)},
      water_{find_water(run.source)} {
  for (const std::string& name : state_names(run.source, kParties)) {
    group_of_state_.push_back(group_of(name));
    anchor_of_state_.push_back(anchor_of(name));
  }
  show(0);
}

void Moment::show(SimTime time) {
  if (time == time_) return;
  if (time_ >= 0 && time > time_) {
    playback_.advance_to(time);
  } else {
    playback_.seek(time);
  }
  time_ = time;

  std::fill(on_link_.begin(), on_link_.end(), 0u);
  for (const trace::MoverState& mover : playback_.movers())
    if (mover.link < on_link_.size()) ++on_link_[mover.link];

  closed_.clear();
  if (closed_track_ != nullptr) {
    const auto values = closed_track_->values();
    const auto links = std::min<std::size_t>(values.size(), run_.roads.size());
    for (std::uint32_t l = 0; l < links; ++l)
      if (values[l] != 0) closed_.push_back(l);
  }

  persons_.fill(0);
  for (std::uint32_t p = 0; p < run_.parties.count(); ++p) {
    const auto state = state_code(p);
    party_[p] = !state                            ? PartyGroup::AtHome  // has not stirred yet
                : *state < group_of_state_.size() ? group_of_state_[*state]
                                                  : PartyGroup::Other;
    persons_[static_cast<std::size_t>(party_[p])] += run_.parties.size[p];
  }

  water_step_.reset();
  if (!water_.empty()) water_step_ = trace::step_at(run_.source.field_times(water_), time);
}

bool Moment::closed(std::uint32_t link) const {
  return std::binary_search(closed_.begin(), closed_.end(), link);
}

double Moment::speed_factor(std::uint32_t link) const {
  return speed_track_ != nullptr ? speed_track_->value(link) : 1;
}

std::optional<std::size_t> Moment::state_code(std::uint32_t party) const {
  const double code = party_track_ != nullptr ? party_track_->value(party) : std::nan("");
  return code >= 0 ? std::optional{static_cast<std::size_t>(code)} : std::nullopt;
}

Point Moment::place(std::uint32_t party) const {
  const Roads& roads = run_.roads;
  const auto state = state_code(party);
  const PartyAnchor anchor =
      state && *state < anchor_of_state_.size() ? anchor_of_state_[*state] : PartyAnchor::Home;
  if (anchor != PartyAnchor::Home) {
    const double id = party_amount_->value(party);
    if (anchor == PartyAnchor::Node && id >= 0 && id < static_cast<double>(roads.node_x.size()))
      return {roads.node_x[static_cast<std::size_t>(id)],
              roads.node_y[static_cast<std::size_t>(id)]};
    if (anchor == PartyAnchor::Link && id >= 0 && id < roads.size())
      return point_on_link(roads, static_cast<std::uint32_t>(id), 0.5);
  }
  return {run_.parties.x[party], run_.parties.y[party]};
}

SiteState Moment::site(std::uint32_t site) const {
  SiteState state;
  if (site_amount_ != nullptr && site_amount_->value(site) > 0)
    state.occupied = site_amount_->value(site);
  const double code = site_track_ != nullptr ? site_track_->value(site) : std::nan("");
  if (code >= 0 && code < static_cast<double>(site_states_.size()))
    state.state = site_states_[static_cast<std::size_t>(code)];
  state.use = use_of(state.state);
  const double capacity = run_.sites[site].capacity;
  if (state.use == SiteUse::Open && capacity > 0 && state.occupied >= capacity)
    state.use = SiteUse::Full;
  return state;
}

}  // namespace muster::viewer
