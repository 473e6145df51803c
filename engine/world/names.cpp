// SPDX-License-Identifier: MIT
// Names of road classes and site kinds in case files and traces.
#include <array>

#include "engine/base/error.hpp"
#include "engine/world/roads.hpp"
#include "engine/world/sites.hpp"

namespace muster::world {
namespace {

constexpr std::array<const char*, kRoadClasses> kRoadNames{
    "motorway",      "trunk",   "primary", "secondary", "tertiary", "unclassified", "residential",
    "living_street", "service", "track",   "path",      "steps",    "exit"};

constexpr std::array<const char*, kSiteKinds> kSiteNames{
    "shelter", "exit",         "hospital", "school",  "depot", "fire_station",
    "police",  "command_post", "cistern",  "monitor", "gate",  "other"};

}  // namespace

const char* name(RoadClass road_class) {
  const auto index = static_cast<std::size_t>(road_class);
  MUSTER_VERIFY(index < kRoadNames.size());
  return kRoadNames[index];
}

const char* name(SiteKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  MUSTER_VERIFY(index < kSiteNames.size());
  return kSiteNames[index];
}

std::optional<SiteKind> site_kind(std::string_view text) {
  for (std::size_t i = 0; i < kSiteNames.size(); ++i) {
    if (text == kSiteNames[i]) return static_cast<SiteKind>(i);
  }
  return std::nullopt;
}

}  // namespace muster::world
