// SPDX-License-Identifier: MIT
#include "engine/mobility/traffic/link_model.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace muster::mobility::traffic {

LinkModel make_link_model(const LinkTraits& traits) {
  MUSTER_EXPECT(traits.length_m > 0 && traits.speed_m_s > 0 && traits.capacity_veh_s > 0 &&
                traits.jam_density_veh_m > 0 && traits.backward_wave_m_s > 0);
  const double v = traits.speed_m_s;
  const double q = traits.capacity_veh_s;
  const double k_j = traits.jam_density_veh_m;
  // The triangle carries q where 1/v + 1/w <= k_j / q.
  const double needed = k_j / q - 1 / v;
  double w = traits.backward_wave_m_s;
  if (needed <= 1 / v) {
    w = std::max(w, v);
  } else {
    w = std::max(w, 1 / needed);
  }
  const double round_trip_s_m = 1 / v + 1 / w;
  const double density = std::max(k_j, q * round_trip_s_m);
  LinkModel model;
  model.travel = std::max<SimTime>(1, from_seconds(traits.length_m / v));
  model.hole_travel = std::max<SimTime>(1, from_seconds(traits.length_m / w));
  model.exit_headway = std::max<SimTime>(1, from_seconds(1 / q));
  model.entry_headway =
      std::min(model.exit_headway, std::max<SimTime>(1, from_seconds(round_trip_s_m / density)));
  // The tolerance keeps a storage that is whole by design (150 = 0.15 veh/m x 1000 m) whole.
  const double places = density * traits.length_m;
  model.storage = std::max(1, static_cast<std::int32_t>(std::ceil(places - 1e-6)));
  return model;
}

}  // namespace muster::mobility::traffic
