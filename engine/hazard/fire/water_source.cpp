// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/water_source.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"

namespace muster::hazard::fire {

namespace {

constexpr double kMillilitres = 1000;

std::int64_t millilitres(double litres) {
  return std::llround(litres * kMillilitres);
}

}  // namespace

void check(const WaterSource& source, Diagnostics& diagnostics) {
  const std::string where = "water source '" + source.id + "'";
  constexpr double kMost_l = 1e12;
  if (!(source.capacity_l > 0 && source.capacity_l <= kMost_l))
    diagnostics.error(where, "its capacity must be above 0 and at most 1e12 litres");
  if (!(source.initial_l >= 0 && source.initial_l <= source.capacity_l))
    diagnostics.error(where, "holds less than nothing or more than its capacity at the start");
  if (!(source.refill_l_s >= 0 && source.refill_l_s <= 1e9))
    diagnostics.error(where, "its refill must lie between 0 and 1e9 litres a second");
  if (!(source.greatest_draw_l_s >= 0 && source.greatest_draw_l_s <= 1e9))
    diagnostics.error(where,
                      "its greatest draw must lie between 0 (no limit) and 1e9 litres a second");
}

WaterStore::WaterStore(const WaterSource& source, SimTime start)
    : capacity_ml_{millilitres(source.capacity_l)},
      refill_ml_s_{source.refill_l_s * kMillilitres},
      greatest_draw_ml_s_{source.greatest_draw_l_s * kMillilitres},
      initial_ml_{millilitres(source.initial_l)},
      stored_ml_{initial_ml_},
      time_{start} {}

/// What has flowed in since the last call, the part of a millilitre that was left included.
std::int64_t WaterStore::refill_until(SimTime now) const {
  const double flowed = carry_ml_ + refill_ml_s_ * to_seconds(now - time_);
  return std::min(static_cast<std::int64_t>(std::floor(flowed)), capacity_ml_ - stored_ml_);
}

double WaterStore::draw_l(double wanted_l, SimTime now) {
  MUSTER_EXPECT(now >= time_ && wanted_l >= 0);
  const double span_s = to_seconds(now - time_);
  const std::int64_t refill = refill_until(now);
  const bool full = stored_ml_ + refill == capacity_ml_;
  carry_ml_ = full ? 0 : carry_ml_ + refill_ml_s_ * span_s - static_cast<double>(refill);
  refilled_ml_ += refill;
  stored_ml_ += refill;
  std::int64_t drawn = std::min(millilitres(wanted_l), stored_ml_);
  if (greatest_draw_ml_s_ > 0)
    drawn = std::min(drawn, static_cast<std::int64_t>(std::floor(greatest_draw_ml_s_ * span_s)));
  stored_ml_ -= drawn;
  drawn_ml_ += drawn;
  time_ = now;
  return static_cast<double>(drawn) / kMillilitres;
}

double WaterStore::stored_l(SimTime now) const {
  return static_cast<double>(stored_ml_ + refill_until(now)) / kMillilitres;
}

SimTime WaterStore::filled_at(double wanted_l, SimTime now) const {
  const std::int64_t missing = millilitres(wanted_l) - stored_ml_;
  if (missing <= refill_until(now)) return now;
  if (millilitres(wanted_l) > capacity_ml_ || refill_ml_s_ <= 0) return kNever;
  // Rounded up: at that moment the last millilitre is in.
  const double span_s = (static_cast<double>(missing) - carry_ml_) / refill_ml_s_;
  SimTime at = time_ + static_cast<SimTime>(std::ceil(span_s * 1e6));
  while (refill_until(at) < missing) ++at;
  return at;
}

double WaterStore::initial_l() const {
  return static_cast<double>(initial_ml_) / kMillilitres;
}
double WaterStore::refilled_l() const {
  return static_cast<double>(refilled_ml_) / kMillilitres;
}
double WaterStore::drawn_l() const {
  return static_cast<double>(drawn_ml_) / kMillilitres;
}

std::uint64_t WaterStore::fingerprint() const {
  return mix(static_cast<std::uint64_t>(stored_ml_), static_cast<std::uint64_t>(drawn_ml_));
}

void WaterStore::state(StateArchive& archive) {
  archive("stored_ml", stored_ml_);
  archive("refilled_ml", refilled_ml_);
  archive("drawn_ml", drawn_ml_);
  archive("carry_ml", carry_ml_);
  archive("time", time_);
}

}  // namespace muster::hazard::fire
