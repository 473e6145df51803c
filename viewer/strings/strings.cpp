// SPDX-License-Identifier: MIT
// Look-ups in the tables of strings.
#include "viewer/strings/strings.hpp"

#include <algorithm>
#include <iterator>

namespace muster::viewer {

std::span<const TextEntry> english_table();
std::span<const TextEntry> chinese_table();

namespace {

constexpr std::pair<std::string_view, Text> kNames[]{
    {"motorway", Text::Motorway},
    {"trunk", Text::Trunk},
    {"primary", Text::Primary},
    {"secondary", Text::Secondary},
    {"tertiary", Text::Tertiary},
    {"unclassified", Text::Unclassified},
    {"residential", Text::Residential},
    {"living_street", Text::LivingStreet},
    {"service", Text::Service},
    {"track", Text::Track},
    {"path", Text::Path},
    {"steps", Text::Steps},
    {"exit", Text::ExitRoad},
    {"shelter", Text::Shelter},
    {"hospital", Text::SiteHospital},
    {"school", Text::SiteSchool},
    {"depot", Text::SiteDepot},
    {"fire_station", Text::SiteFireStation},
    {"police", Text::SitePolice},
    {"command_post", Text::SiteCommandPost},
    {"cistern", Text::SiteCistern},
    {"monitor", Text::SiteMonitor},
    {"gate", Text::SiteGate},
    {"other", Text::SiteOther},
    {"order_issued", Text::KindOrderIssued},
    {"link_closed", Text::KindLinkClosed},
    {"link_opened", Text::KindLinkOpened},
    {"site_flooded", Text::KindSiteFlooded},
    {"site_full", Text::KindSiteFull},
    {"turned_away", Text::StateTurnedAway},
    {"rerouted", Text::KindRerouted},
    {"stalled", Text::StateStalled},
    {"stranded", Text::StateStranded},
    {"trapped", Text::StateTrapped},
    {"left_car", Text::KindLeftCar},
    {"lanes_turned", Text::KindLanesTurned},
    {"decision", Text::KindDecision},
    {"takes_in", Text::StateTakesIn},
    {"full", Text::StateFull},
    {"flooded", Text::StateFlooded},
};

}  // namespace

std::span<const TextEntry> table(Language language) {
  return language == Language::Chinese ? chinese_table() : english_table();
}

const char* say(Language language, Text text) {
  const auto entries = table(language);
  const auto index = static_cast<std::size_t>(text);
  // Tables are kept in the order of the enum; a test holds them to it.
  return index < entries.size() ? entries[index].second : "";
}

std::optional<Language> language_from(std::string_view code) {
  if (code.starts_with("en")) return Language::English;
  if (code.starts_with("zh")) return Language::Chinese;
  return std::nullopt;
}

std::string say_name(Language language, std::string_view name) {
  const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                  [&](const auto& entry) { return entry.first == name; });
  if (found != std::end(kNames)) return say(language, found->second);
  std::string plain{name};
  std::replace(plain.begin(), plain.end(), '_', ' ');
  return plain;
}

}  // namespace muster::viewer
