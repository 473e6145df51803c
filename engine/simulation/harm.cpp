// SPDX-License-Identifier: MIT
// What hazards do to homes and to the people where they are. Whoever is overcome is counted and
// stays in the run: rescue and death are not modelled.
#include <algorithm>

#include "engine/exposure/people.hpp"
#include "engine/exposure/places.hpp"
#include "engine/simulation/simulation.hpp"

namespace muster::simulation {

namespace {

using exposure::depth_at;

constexpr Purpose kSubmerged{"exposure.submerged"};
constexpr Purpose kMobility{"exposure.mobility"};

exposure::Structure structure_of(const cases::HomesSpec& homes) {
  return homes.structure == cases::HomeStructure::AnchoredWood ? exposure::Structure::AnchoredWood
                                                               : exposure::Structure::Masonry;
}

exposure::BuildingLimits limits_of(const cases::HomesSpec& homes) {
  exposure::BuildingLimits limits;
  limits.region = homes.region == cases::LossRegion::Asia     ? exposure::DamageRegion::Asia
                  : homes.region == cases::LossRegion::Africa ? exposure::DamageRegion::Africa
                                                              : exposure::DamageRegion::Europe;
  return limits;
}

/// What stands or burns in one cell.
struct Here {
  double depth_m, speed_m_s, debris_m, flame_m;
};

Here here(const exposure::Covering& covering, std::uint32_t cell) {
  return {depth_at(covering.depth_m, cell), depth_at(covering.speed_m_s, cell),
          depth_at(covering.debris_m, cell), depth_at(covering.flame_m, cell)};
}

bool at_home(PartyState state) {
  return state == PartyState::AtHome || state == PartyState::Warned || state == PartyState::Staying;
}

}  // namespace

void Simulation::see_homes() {
  const exposure::Covering covering = hazards_.covering();
  for (std::size_t i = 0; i < lived_cell_.size(); ++i) {
    const Here now = here(covering, lived_cell_[i]);
    exposure::BuildingExposure& met = home_met_[i];
    met.depth_m = std::max(met.depth_m, now.depth_m - file_.world.homes.floor_height_m);
    met.debris_m = std::max(met.debris_m, now.debris_m);
    met.flame_m = std::max(met.flame_m, now.flame_m);
    if (now.depth_m * now.speed_m_s <= met.depth_speed_m2_s) continue;
    met.depth_speed_m2_s = now.depth_m * now.speed_m_s;
    met.speed_m_s = now.speed_m_s;
  }
}

std::vector<double> Simulation::home_losses() const {
  const cases::HomesSpec& homes = file_.world.homes;
  const exposure::BuildingLimits limits = limits_of(homes);
  std::vector<double> share(parties_.size(), 0);
  for (std::size_t i = 0; i < lived_cell_.size(); ++i) {
    const double lost = exposure::loss_share(home_met_[i], structure_of(homes), limits);
    for (std::uint32_t at = lived_first_[i]; at < lived_first_[i + 1]; ++at)
      share[lived_party_[at]] = lost;
  }
  return share;
}

void Simulation::note_overcome(std::uint32_t party, Cause cause, std::uint32_t persons,
                               SimTime now) {
  Party& p = parties_[party];
  const std::uint32_t before = overcome(p);
  if (persons <= before) return;
  const std::uint32_t more = persons - before;
  p.overcome[static_cast<std::size_t>(cause)] += static_cast<std::uint16_t>(more);
  logs_->events.add_at_barrier({now, EventKind::Overcome, party, static_cast<std::uint32_t>(cause),
                                static_cast<double>(more)});
}

/// Persons under water of that depth above the lowest of `floors`; each has one threshold for the
/// whole run. Those who climb no stairs stay on that floor, all others go to the highest.
std::uint32_t Simulation::submerged(std::uint32_t party, double depth_m, int floors) const {
  const exposure::SubmergenceLimits limits;
  const double climbed_m = (floors - 1) * limits.floor_to_ceiling_m;
  const double limited =
      exposure::submerged_share(depth_m, exposure::Refuge::FloorLimitedMobility, limits);
  const double able =
      exposure::submerged_share(depth_m - climbed_m, exposure::Refuge::Floor, limits);
  if (limited == 0 && able == 0) return 0;
  const Stream thresholds{seed_, kSubmerged};
  const Stream mobility{seed_, kMobility};
  std::uint32_t under = 0;
  for (std::uint32_t person = 0; person < world_.parties.persons[PartyId{party}]; ++person) {
    const bool stays = mobility.chance(file_.world.homes.limited_mobility_share, party, person);
    under += thresholds.uniform(party, person) < (stays ? limited : able);
  }
  return under;
}

void Simulation::overcome_at_home(SimTime now) {
  const cases::HomesSpec& homes = file_.world.homes;
  const exposure::BuildingLimits limits = limits_of(homes);
  const exposure::Covering covering = hazards_.covering();
  for (std::size_t i = 0; i < lived_cell_.size(); ++i) {
    const Here met = here(covering, lived_cell_[i]);
    const double above_floor_m = met.depth_m - homes.floor_height_m;
    const bool collapses =
        exposure::flow_damage(met.depth_m * met.speed_m_s, met.speed_m_s, structure_of(homes),
                              limits) == exposure::Damage::Destroyed;
    const bool buries =
        exposure::debris_damage(met.debris_m, limits) == exposure::Damage::Destroyed;
    const bool burns = exposure::burnt_over(met.flame_m, 0);
    // Nobody comes home: water that has stood higher finds nobody new.
    const bool rises = above_floor_m > 0 && above_floor_m >= home_met_[i].depth_m;
    if (!collapses && !buries && !burns && !rises) continue;
    for (std::uint32_t at = lived_first_[i]; at < lived_first_[i + 1]; ++at) {
      const std::uint32_t party = lived_party_[at];
      const Party& p = parties_[party];
      if (!at_home(p.state) && !(p.state == PartyState::Trapped && p.depart == kNever)) continue;
      const std::uint32_t all = world_.parties.persons[PartyId{party}];
      if (overcome(p) == all) continue;
      if (burns || buries || collapses) {
        note_overcome(party, burns ? Cause::Fire : buries ? Cause::Debris : Cause::Water, all, now);
      } else {
        note_overcome(party, Cause::Water,
                      submerged(party, above_floor_m, static_cast<int>(homes.floors)), now);
      }
    }
  }
}

/// In shelters, of one storey each, which stand; those turned away stand clear (assumptions).
void Simulation::overcome_in_shelters(SimTime now) {
  const exposure::Covering covering = hazards_.covering();
  std::vector<Here> met;
  for (const std::uint32_t cell : site_cell_) met.push_back(here(covering, cell));
  const auto dangerous = [](const Here& at) {
    return at.depth_m > 0 || at.debris_m > 0 || at.flame_m > 0;
  };
  if (std::none_of(met.begin(), met.end(), dangerous)) return;
  for (std::uint32_t party = 0; party < parties_.size(); ++party) {
    const Party& p = parties_[party];
    const bool inside = p.state == PartyState::Registering || p.state == PartyState::Sheltered ||
                        (p.state == PartyState::Trapped && p.depart != kNever);
    if (!inside || !dangerous(met[p.site])) continue;
    const Here& at = met[p.site];
    const std::uint32_t all = world_.parties.persons[PartyId{party}];
    if (exposure::burnt_over(at.flame_m, 0)) {
      note_overcome(party, Cause::Fire, all, now);
    } else if (exposure::debris_damage(at.debris_m) == exposure::Damage::Destroyed) {
      note_overcome(party, Cause::Debris, all, now);
    } else {
      const double floor_m = world_.sites[SiteId{p.site}].floor_above_ground_m;
      note_overcome(party, Cause::Water, submerged(party, at.depth_m - floor_m, 1), now);
    }
  }
}

/// Walkers and those who stand by a stalled car, by the worst place of their link: where on it they
/// are is not looked at. Cars that drive keep their people safe.
void Simulation::overcome_on_roads(SimTime now) {
  const auto dangerous = [](const exposure::LinkExposure& link) {
    return link.sweeps || link.buries || link.burns;
  };
  if (std::none_of(exposed_.begin(), exposed_.end(), dangerous)) return;
  for (std::uint32_t party = 0; party < parties_.size(); ++party) {
    const PartyState state = parties_[party].state;
    const mobility::Mover& mover = movers_[party];
    const bool walks = state == PartyState::Walking && mover.state == mobility::MoverState::OnLink;
    if (!walks && state != PartyState::Stalled) continue;
    const exposure::LinkExposure& link = exposed_[mover.link.get()];
    if (!dangerous(link)) continue;
    const Cause cause = link.burns ? Cause::Fire : link.buries ? Cause::Debris : Cause::Water;
    note_overcome(party, cause, world_.parties.persons[PartyId{party}], now);
  }
}

}  // namespace muster::simulation
