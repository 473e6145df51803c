// SPDX-License-Identifier: MIT
// The layers that hazards show.
#include <algorithm>
#include <array>

#include "engine/base/error.hpp"
#include "engine/simulation/hazard_model.hpp"
#include "engine/trace/encode.hpp"

namespace muster::simulation {

namespace {

constexpr LayerInfo kCatalogue[] = {
    {"flood_depth", "m", "depth of water above ground", LayerKind::Now, 0.001},
    {"flood_speed", "m/s", "speed of the water", LayerKind::Now, 0.01},
    {"flood_depth", "m", "greatest depth of water so far", LayerKind::Greatest, 0.001},
    {"flood_arrival", "s", "simulated time when water arrived; no value where it never did",
     LayerKind::First, 0},
    {"landslide_fs", "1", "least factor of safety so far, at most 10", LayerKind::Least, 0.001},
    {"landslide_deposit", "m", "depth of debris that slides left", LayerKind::Now, 0.001},
    {"landslide_speed", "m/s", "greatest speed of slides; 0 where unknown", LayerKind::Greatest,
     0.01},
    {"landslide_arrival", "s", "simulated time when a slide arrived; no value where none did",
     LayerKind::First, 0},
    {"fire_arrival", "s", "simulated time when fire arrived; no value where none did",
     LayerKind::First, 0},
    {"fire_intensity", "kW/m", "fireline intensity of the front as it passed", LayerKind::Greatest,
     0},
    {"fire_flame", "m", "length of the flames of the front as it passed", LayerKind::Greatest,
     0.01},
    {"fire_rate", "m/s", "rate of spread of the front as it passed", LayerKind::Greatest, 0.001},
    {"fire_crown", "1", "0 surface fire, 1 passive, 2 active crown fire", LayerKind::Greatest, 1},
    {"flood_class", "1", "greatest hazard class so far, H1 to H6; 0 where it stayed dry",
     LayerKind::Greatest, 1},
    {"flood_depth_speed", "m2/s", "greatest depth times speed so far", LayerKind::Greatest, 0.001},
    {"fire_burning", "m", "length of the flames that burn now", LayerKind::Now, 0.01},
    {"flood_duration", "s", "time with deep water so far", LayerKind::Greatest, 0},
    {"landslide_probability", "1",
     "share of samples of the soils' strength in which the slope failed so far",
     LayerKind::Greatest, 0.0001},
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

void as_recorded(const LayerInfo& info, std::span<const double> value, std::vector<double>& into) {
  constexpr std::size_t kBlock = 4096;
  std::array<std::uint16_t, kBlock> code{};
  into.resize(value.size());
  for (std::size_t from = 0; from < value.size(); from += kBlock) {
    const std::span<const double> block =
        value.subspan(from, std::min(kBlock, value.size() - from));
    trace::quantise(block, info.quantum, 0, code.data());
    for (std::size_t i = 0; i < block.size(); ++i) into[from + i] = code[i] * info.quantum;
  }
}

}  // namespace muster::simulation
