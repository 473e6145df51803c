// SPDX-License-Identifier: MIT
// What becomes of a party in the run.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/mobility/mover.hpp"

namespace muster::simulation {

enum class PartyState : std::uint8_t {
  AtHome,
  Warned,   // has heard the order and prepares
  Staying,  // has heard it and ignores it
  Driving,
  Walking,
  Registering,  // in the queue at a shelter's desk; it has its place
  Sheltered,
  Outside,     // left the modelled area
  TurnedAway,  // at a shelter that had no room, was closed or flooded; waits for word where to go
  Trapped,     // water holds it at home, or in a shelter that flooded
  Stalled,     // water stopped its car
  Stranded     // no way on from where it stands
};
inline constexpr int kPartyStates = 12;
const std::vector<std::string>& party_state_names();

enum class Reason : std::uint8_t {
  None,
  NoOrder,  // nobody told it to go
  IgnoredOrder,
  NotHeardYet,  // the run ended before
  NoRoadNear,
  WaterAtDoor,  // ready, but the water stood too high to leave
  WaterAtHome,  // trapped there
  WaterOnRoad,  // stalled
  NoWayOpen,    // stranded
  NoRoomLeft,   // turned away and nowhere else to go
  StillMoving,
  Safe,
  WaterAtShelter,  // trapped there
  DebrisAtHome,    // of a slide
  DebrisOnRoad,
  DebrisAtShelter,
  FireAtHome,
  FireOnRoad,
  FireAtShelter
};
const std::vector<std::string>& reason_names();

/// What trapped, stalled or overcame a party.
enum class Cause : std::uint8_t { Water, Debris, Fire };
inline constexpr int kCauses = 3;

/// The course of one party; its number is that of its mover.
struct Party {
  SimTime depart = kNever;                        // left home
  SimTime trip_depart = kNever;                   // began the present trip
  SimTime arrive = kNever;                        // registered at the shelter, or outside
  std::uint32_t site = mobility::Mover::kNone;    // where it is, or was turned away
  std::uint32_t origin = mobility::Mover::kNone;  // node where the present trip began
  std::uint16_t order = 0xffff;                   // index of the order that it was given
  PartyState state = PartyState::AtHome;
  bool door_closed = false;  // was ready and found the water too high
  Cause cause = Cause::Water;
  // Persons who were where that takes an adult off their feet, or who were under: by cause, each
  // once. Nobody is taken out of the run for it.
  std::array<std::uint16_t, kCauses> overcome{};
};

/// Persons of it who were overcome, by any cause.
inline std::uint32_t overcome(const Party& party) {
  std::uint32_t persons = 0;
  for (const std::uint16_t by_cause : party.overcome) persons += by_cause;
  return persons;
}

}  // namespace muster::simulation
