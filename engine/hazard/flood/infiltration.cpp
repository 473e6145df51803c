// SPDX-License-Identifier: MIT
// Water that the soil takes from the surface.
#include "engine/hazard/flood/infiltration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/hazard/flood/quantum.hpp"

namespace muster::hazard::flood {
namespace {

constexpr double kInch = 0.0254;
constexpr double kHour = 3600.0;
/// Model time is whole microseconds at barriers: shorter gaps are rounding.
constexpr double kInstant = 1e-6;
/// Rows are summed in plain doubles: 2^13 m, exact in quanta, over the widest grid and longest
/// step.
constexpr double kGreatestConductivity = 0.01;

}  // namespace

void check(const InfiltrationInputs& inputs, const world::Grid& grid, Diagnostics& diagnostics) {
  for (std::size_t s = 0; s < inputs.soils.size(); ++s) {
    const Soil& soil = inputs.soils[s];
    const std::string where = "soil " + (soil.id.empty() ? std::to_string(s) : soil.id);
    const auto require = [&](bool good, const char* what) {
      if (!good) diagnostics.error(where, what);
    };
    require(soil.conductivity_m_s >= 0.0 && soil.conductivity_m_s <= kGreatestConductivity,
            "conductivity must lie within 0 and 0.01 m/s");
    require(soil.suction_m >= 0.0 && soil.suction_m <= 100.0,
            "suction must lie within 0 and 100 m");
    require(soil.deficit >= 0.0 && soil.deficit <= 1.0, "moisture deficit must lie within 0 and 1");
    require(soil.upper_zone_factor > 0.0 && std::isfinite(soil.upper_zone_factor),
            "the factor of the upper zone must be above 0");
    require(soil.recovery_divisor >= 0.0 && std::isfinite(soil.recovery_divisor),
            "the divisor of the recovery must be at least 0");
    require(soil.new_event_share >= 0.0 && std::isfinite(soil.new_event_share),
            "the share that makes a new event must be at least 0");
  }
  if (!(inputs.burnt_factor >= 0.0 && inputs.burnt_factor <= 10.0))
    diagnostics.error("burnt ground", "the factor of the conductivity must lie within 0 and 10");
  if (inputs.soil.empty()) return;
  if (inputs.soils.empty())
    diagnostics.error("soil map", "has classes but there are no soils");
  else if (inputs.soil.size() != grid.size())
    diagnostics.error("soil map", "needs one class for each cell");
  else if (const auto bad = std::find_if(inputs.soil.begin(), inputs.soil.end(),
                                         [&](std::uint8_t s) { return s >= inputs.soils.size(); });
           bad != inputs.soil.end())
    diagnostics.error("soil map", "class " + std::to_string(*bad) + " is none of the " +
                                      std::to_string(inputs.soils.size()) + " soils");
}

Infiltration::Infiltration(InfiltrationInputs inputs, const world::Grid& grid, int bands)
    : soil_{std::move(inputs.soil)},
      burnt_factor_{inputs.burnt_factor},
      taken_(static_cast<std::size_t>(bands)) {
  for (const Soil& soil : inputs.soils) {
    const double root = std::sqrt(soil.conductivity_m_s * kHour / kInch);
    Rates rates{soil.conductivity_m_s, soil.suction_m, soil.deficit};
    rates.upper_m = soil.upper_zone_factor * root * kInch;
    rates.recovery_per_s = soil.recovery_divisor > 0.0 ? root / soil.recovery_divisor / kHour : 0.0;
    rates.new_event_s = rates.recovery_per_s > 0.0 ? soil.new_event_share / rates.recovery_per_s
                                                   : std::numeric_limits<double>::infinity();
    green_ampt_ = green_ampt_ || (soil.suction_m > 0.0 && soil.deficit > 0.0);
    soils_.push_back(rates);
  }
  if (!green_ampt_) return;
  event_m_.assign(grid.size(), 0.0);
  upper_m_.assign(grid.size(), 0.0);
  wet_until_s_.assign(grid.size(), std::numeric_limits<double>::infinity());
  deficit_.resize(grid.size());
  for (std::size_t i = 0; i < grid.size(); ++i)
    deficit_[i] = static_cast<float>(soils_[soil_.empty() ? 0 : soil_[i]].greatest_deficit);
}

double green_ampt_depth(double event_m, double pull_m, double conductivity_m_s, double step_s) {
  const double free = conductivity_m_s * step_s;
  const double b = 2.0 * event_m - free;
  const double c = 2.0 * free * (event_m + pull_m);
  const double root = std::sqrt(b * b + 4.0 * c);
  return b > 0.0 ? 2.0 * c / (b + root) : 0.5 * (root - b);
}

/// What the soil would take of ponded water in a step, after the recovery since it fell dry.
double Infiltration::wanted(std::size_t cell, const Rates& soil, double step_s, double begin_s) {
  const double dry_s = begin_s - wet_until_s_[cell];  // minus infinity before the first water
  if (dry_s > kInstant) {
    const double capacity = soil.greatest_deficit * soil.upper_m;
    const double recovered = soil.recovery_per_s * capacity * dry_s;
    upper_m_[cell] = std::max(0.0, upper_m_[cell] - recovered);
    event_m_[cell] = std::max(0.0, event_m_[cell] - recovered);
    if (dry_s >= soil.new_event_s || (upper_m_[cell] == 0.0 && recovered > 0.0)) {
      event_m_[cell] = 0.0;
      if (capacity > 0.0)
        deficit_[cell] = static_cast<float>((capacity - upper_m_[cell]) / soil.upper_m);
    }
  }
  const double pull = soil.suction * static_cast<double>(deficit_[cell]);
  return green_ampt_depth(event_m_[cell], pull, conductivity_m_s(cell, soil), step_s);
}

void Infiltration::take(int band, std::size_t first, int count, double* depth_m, double step_s,
                        double end_s) {
  double total = 0.0;
  for (int i = 0; i < count; ++i) {
    if (depth_m[i] <= 0.0) continue;
    const std::size_t cell = first + static_cast<std::size_t>(i);
    const Rates& soil = soils_[soil_.empty() ? 0 : soil_[cell]];
    const double want = green_ampt_ ? wanted(cell, soil, step_s, end_s - step_s)
                                    : conductivity_m_s(cell, soil) * step_s;
    const double taken = std::min(depth_m[i], whole_quanta_small(want));
    depth_m[i] -= taken;
    total += taken;  // whole quanta: exact
    if (!green_ampt_) continue;
    event_m_[cell] += taken;
    upper_m_[cell] = std::min(upper_m_[cell] + taken, soil.greatest_deficit * soil.upper_m);
    wet_until_s_[cell] = end_s;
  }
  taken_[static_cast<std::size_t>(band)].add(total);
}

void Infiltration::burn(std::span<const std::uint8_t> burnt) {
  if (empty() || burnt_factor_ == 1) return;
  burnt_.resize(burnt.size(), 0);
  for (std::size_t c = 0; c < burnt.size(); ++c) burnt_[c] |= burnt[c];
}

double Infiltration::taken_m() const {
  Sum sum;
  for (const Sum& band : taken_) sum.add(band);
  return sum.value();
}

void Infiltration::state(StateArchive& archive) {
  archive("infiltration_event", event_m_);
  archive("infiltration_upper", upper_m_);
  archive("infiltration_wet_until", wet_until_s_);
  archive("infiltration_deficit", deficit_);
  archive("infiltration_taken", taken_);
  archive("infiltration_burnt", burnt_);
}

}  // namespace muster::hazard::flood
