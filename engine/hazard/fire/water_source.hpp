// SPDX-License-Identifier: MIT
// Cisterns and pipes that engines and helicopters draw from.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"

namespace muster::hazard::fire {

/// A store of water that refills: a cistern has a volume, a pipe a flow and little volume.
struct WaterSource {
  std::string id;
  double capacity_l = 0;
  double initial_l = 0;
  double refill_l_s = 0;
  double greatest_draw_l_s = 0;  // of the outlet; 0: no limit
};

void check(const WaterSource& source, Diagnostics& diagnostics);

/// Whole millilitres inside: initial + refilled = drawn + stored, exactly. Refill that finds the
/// store full runs over and is not counted.
class WaterStore {
 public:
  /// The source must have passed check.
  WaterStore(const WaterSource& source, SimTime start);

  /// Litres that were there to draw, at most `wanted_l`, between the last call and `now` under the
  /// outlet's limit. Times must not descend.
  double draw_l(double wanted_l, SimTime now);
  double stored_l(SimTime now) const;
  /// Earliest time from `now` on at which `wanted_l` are stored; kNever where they cannot be.
  SimTime filled_at(double wanted_l, SimTime now) const;

  double initial_l() const;
  double refilled_l() const;
  double drawn_l() const;
  std::uint64_t fingerprint() const;
  void state(StateArchive& archive);

 private:
  std::int64_t refill_until(SimTime now) const;

  std::int64_t capacity_ml_ = 0;
  double refill_ml_s_ = 0;
  double greatest_draw_ml_s_ = 0;
  std::int64_t initial_ml_ = 0;
  std::int64_t stored_ml_ = 0;
  std::int64_t refilled_ml_ = 0;
  std::int64_t drawn_ml_ = 0;
  double carry_ml_ = 0;  // refill too little for a millilitre yet
  SimTime time_ = 0;
};

}  // namespace muster::hazard::fire
