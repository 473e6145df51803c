// SPDX-License-Identifier: MIT
// The layers that hazards show.
#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

constexpr LayerInfo kCatalogue[] = {
    {"flood_depth", "m", "depth of water above ground", LayerKind::Now, 0.001},
    {"flood_depth", "m", "greatest depth of water so far", LayerKind::Greatest, 0.001},
    {"flood_arrival", "s", "simulated time when water arrived; no value where it never did",
     LayerKind::First, 0},
};

}  // namespace

std::span<const LayerInfo> layer_catalogue() {
  return kCatalogue;
}

const LayerInfo& layer_info(std::string_view name, LayerKind kind) {
  const auto* const found =
      std::find_if(std::begin(kCatalogue), std::end(kCatalogue),
                   [&](const LayerInfo& info) { return info.name == name && info.kind == kind; });
  MUSTER_VERIFY(found != std::end(kCatalogue));
  return *found;
}

}  // namespace muster::simulation
