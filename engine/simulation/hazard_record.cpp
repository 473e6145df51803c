// SPDX-License-Identifier: MIT
#include "engine/simulation/hazard_record.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <string>
#include <vector>

#include "engine/simulation/columns.hpp"
#include "engine/simulation/world_record.hpp"

namespace muster::simulation {

namespace {

constexpr std::string_view kWater = "series/water";
constexpr std::string_view kSteps = "hazards/steps";

trace::FieldInfo field_of(const LayerInfo& info, const world::Grid& grid) {
  trace::FieldInfo field;
  field.name = info.name;
  field.units = info.units;
  field.long_name = info.long_name;
  field.grid = grid_info(grid);
  if (info.quantum > 0) {
    field.storage = trace::Type::U16;
    field.scale_factor = info.quantum;
  }
  return field;
}

}  // namespace

SimTime record_period(double seconds, SimTime step) {
  return std::max<SimTime>(1, (from_seconds(seconds) + step - 1) / step) * step;
}

void add_layers(const Hazards& hazards, const world::Grid& grid, trace::Schema& schema) {
  for (const LayerInfo* info : hazards.shown()) {
    (info->kind == LayerKind::Now ? schema.fields : schema.maxima).push_back(field_of(*info, grid));
  }
}

void record_layers(const Hazards& hazards, trace::Writer& writer, SimTime now) {
  std::vector<double> value;
  for (const LayerInfo* info : hazards.shown()) {
    hazards.merge(*info, value);
    if (info->kind == LayerKind::Now) {
      writer.append_field(writer.field(info->name), now, value);
    } else {
      writer.set_maximum(writer.maximum(info->name), value);
    }
  }
}

void add_steps(const Hazards& hazards, trace::Schema& schema) {
  if (!hazards.empty()) schema.tables.push_back(trace::table(kSteps));
}

void record_step(const Hazards& hazards, trace::Writer& writer, SimTime now) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const WaterBalance water = hazards.balance().value_or(WaterBalance{kNone, kNone, kNone, kNone});
  writer.append(writer.table(kSteps),
                {constant(1, now), constant(1, std::bit_cast<std::int64_t>(hazards.fingerprint())),
                 constant(1, water.stored_m3), constant(1, water.in_m3), constant(1, water.out_m3),
                 constant(1, water.residual)});
}

void write_outcomes(const Hazards& hazards, trace::Writer& writer) {
  const std::vector<Outcome> outcomes = hazards.outcomes();
  writer.write_table(trace::table("hazards/outcomes"),
                     {column(outcomes, &Outcome::subject),
                      column(outcomes, [](const Outcome& one) { return std::string{one.name}; }),
                      column(outcomes, &Outcome::value),
                      column(outcomes, [](const Outcome& one) { return std::string{one.unit}; })});
}

trace::TableInfo water_table() {
  return trace::series_table("water", "m3", "water on the ground", {"stored", "came_in", "left"});
}

void record_water(const Hazards& hazards, trace::Writer& writer, SimTime now) {
  const WaterBalance balance = hazards.balance().value_or(WaterBalance{});
  const std::vector<double> value{balance.stored_m3, balance.in_m3, balance.out_m3};
  writer.append(writer.table(kWater), {constant(1, now), std::span{value}});
}

}  // namespace muster::simulation
