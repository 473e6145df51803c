// SPDX-License-Identifier: MIT
// What the readers of the hazards' drivers share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/forcing.hpp"

namespace muster::input {

/// A series as a model can use it: within limits (wider than any river), and about this event.
std::optional<world::TimeSeries> forcing_series(const cases::Series& spec, double least,
                                                double most, const cases::CaseFile& file,
                                                const std::string& where, Import& import);

/// Rain on the whole grid; more than ever fell is an error.
void read_rain(const cases::Hazard& hazard, const std::string& hazard_at,
               const cases::CaseFile& file, world::HazardForcing& forcing, Import& import);

/// Rain in maps; more than ever fell on the wettest cell is
/// an error.
void read_rain_maps(const cases::Hazard& hazard, const std::string& hazard_at,
                    const cases::CaseFile& file, const world::World& world,
                    world::HazardForcing& forcing, Import& import);
/// What soil takes in, of a flood.
void read_infiltration(const cases::InfiltrationSpec& spec, const std::string& where,
                       const world::World& world, world::HazardForcing& forcing, Import& import);

/// Driver and places of a table of stage zones.
void read_stage_zones(const cases::Hazard& hazard, const std::string& hazard_at,
                      const cases::CaseFile& file, const world::World& world,
                      world::HazardForcing& forcing, Import& import);

/// Rain and listed sites of a landslide.
void read_landslide(const cases::Hazard& hazard, const std::string& hazard_at,
                    const cases::CaseFile& file, const world::World& world,
                    world::HazardForcing& forcing, Import& import);

/// Weather, ignitions, breaks and drops of a fire.
void read_fire(const cases::Hazard& hazard, const std::string& hazard_at,
               const cases::CaseFile& file, const world::World& world, world::FireForcing& into,
               Import& import);

/// Weather by the rows of a table; empty, with the problems reported, where something is wrong.
std::vector<world::FireWeatherRow> read_fire_weather(const cases::FireWeatherTable& spec,
                                                     const cases::CaseFile& file,
                                                     const std::string& where, Import& import);

/// Times at which a fire of another model, or one that was seen, came to cells.
void read_imported_fire(const cases::Hazard& hazard, const std::string& hazard_at,
                        const cases::CaseFile& file, const world::World& world,
                        world::HazardForcing& forcing, Import& import);

/// Water of another model, or that was seen.
void read_imported_water(const cases::Hazard& hazard, const std::string& hazard_at,
                         const cases::CaseFile& file, const world::World& world,
                         world::HazardForcing& forcing, Import& import);

/// The same, of a netCDF file.
void read_imported_netcdf(const cases::Hazard& hazard, const std::string& hazard_at,
                          const cases::CaseFile& file, const world::World& world,
                          world::HazardForcing& forcing, Import& import);

/// Works of the world and of the plan, breaches and gauges of the flood that is hazard `hazard`.
void read_works(const cases::CaseFile& file, std::size_t hazard, const world::World& world,
                world::WorksForcing& into, Import& import);

}  // namespace muster::input
