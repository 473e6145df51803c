// SPDX-License-Identifier: MIT
// Everything the viewer says, by language.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace muster::viewer {

enum class Language { English, Chinese };

/// One thing that is said. Every language's table has each of these once.
enum class Text {
  // map and legend
  Map,
  Terrain,
  Water,
  WaterUnit,
  Debris,
  Fire,
  FireUnit,
  Roads,
  MajorRoad,
  MinorRoad,
  Zones,
  ZoneEdge,
  Closed,
  ClosedRoad,
  Flow,
  FlowUnit,
  ZoomIn,
  Sites,
  Labels,
  AtHome,
  OnTheWay,
  Trapped,
  TrappedHere,
  Safe,
  Persons,
  PersonsPerHectare,
  MoversPerHectare,
  OneMover,
  OneParty,
  MovementsNotRecorded,
  SampleOfMovements,
  Shelter,
  ShelterFill,
  ShelterFull,
  ShelterClosed,
  SiteExit,
  SiteHospital,
  SiteSchool,
  SiteDepot,
  SiteFireStation,
  SitePolice,
  SiteCommandPost,
  SiteCistern,
  SiteMonitor,
  SiteGate,
  SiteOther,
  // time
  Play,
  Pause,
  Loop,
  StepTime,
  NoStepYet,
  Incomplete,
  EventOrder,
  EventWarning,
  EventClosure,
  EventReopening,
  EventShelter,
  EventTrapped,
  EventHarm,
  EventOther,
  // under the mouse
  Road,
  Length,
  FreeSpeed,
  Lanes,
  Capacity,
  MoversHere,
  State,
  Open,
  Occupied,
  Depth,
  Elevation,
  Bridge,
  Tunnel,
  Underpass,
  AgainstOneWay,
  Responsible,
  SpeedFactor,
  // road classes
  Motorway,
  Trunk,
  Primary,
  Secondary,
  Tertiary,
  Unclassified,
  Residential,
  LivingStreet,
  Service,
  Track,
  Path,
  Steps,
  ExitRoad,
  // kinds of events, states
  KindOrderIssued,
  KindLinkClosed,
  KindLinkOpened,
  KindSiteFlooded,
  KindSiteFull,
  StateTurnedAway,
  KindRerouted,
  StateStalled,
  StateStranded,
  StateTrapped,
  KindLeftCar,
  KindLanesTurned,
  KindDecision,
  StateTakesIn,
  StateFull,
  StateFlooded,
  // help
  Help,
  MouseDrag,
  MouseWheel,
  MouseTimeline,
  MouseMap,
  HelpPan,
  HelpZoom,
  HelpHome,
  HelpPlay,
  HelpStep,
  HelpKeyframe,
  HelpEvents,
  HelpSpeed,
  HelpEnds,
  HelpTimeline,
  HelpHover,
  HelpLayers,
  HelpLanguage,
  HelpScale,
  HelpSave,
  HelpHelp,
  Saved,
  NotSaved,
  Count
};

inline constexpr std::size_t kTexts = static_cast<std::size_t>(Text::Count);

using TextEntry = std::pair<Text, const char*>;
/// The tables themselves, for the tests and for the font's range of glyphs.
std::span<const TextEntry> table(Language language);

/// UTF-8, lives for ever.
const char* say(Language language, Text text);

std::optional<Language> language_from(std::string_view code);

/// The words for a site kind, a road class or a state as a trace names it; the trace's own word
/// where it is none of ours.
std::string say_name(Language language, std::string_view name);

}  // namespace muster::viewer
