// SPDX-License-Identifier: MIT
// What a run wants from every hazard, whatever its physics.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/case/case_file.hpp"
#include "engine/warning/condition.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// What a layer's values are: as things stand, the greatest or the least so far, or the time in s
/// at which something came first (infinite: never).
enum class LayerKind : std::uint8_t { Now, Greatest, Least, First };

/// A kind of layer that a trace may hold, under /fields (Now) or /fields_max (all others).
struct LayerInfo {
  std::string_view name;
  std::string_view units;
  std::string_view long_name;
  LayerKind kind;
  double quantum;  // stored in 16 bits as multiples of this; 0: as 32-bit floats
};

/// Every layer there is, in the order in which traces hold them.
std::span<const LayerInfo> layer_catalogue();
/// That of the catalogue; `name` and `kind` must be there.
const LayerInfo& layer_info(std::string_view name, LayerKind kind);

/// Values of a layer with a quantum as a trace holds them: the nearest multiple of it, at most
/// 65,534 times. O(cells).
void as_recorded(const LayerInfo& info, std::span<const double> value, std::vector<double>& into);

/// One layer of one hazard, a value a cell; the values stay until the hazard advances.
struct Layer {
  const LayerInfo* info;
  std::variant<std::span<const float>, std::span<const double>> value;
};

/// Where a flood's water came from and is, m3.
struct WaterBalance {
  double stored_m3 = 0;
  double in_m3 = 0;
  double out_m3 = 0;
  double residual = 0;  // what the sums do not explain, over all water there ever was
};

/// A figure of the score card.
struct Outcome {
  std::string_view name;
  double value = 0;
  std::string_view unit;
  std::string subject{};  // empty: the whole case
};

class HazardModel {
 public:
  HazardModel() = default;
  virtual ~HazardModel() = default;
  HazardModel(const HazardModel&) = delete;
  HazardModel& operator=(const HazardModel&) = delete;

  /// Called with every period in turn; from == to at the start.
  virtual void advance(SimTime from, SimTime to) = 0;
  virtual std::uint64_t fingerprint() const = 0;
  virtual void state(StateArchive& archive) = 0;
  /// What it shows. The same names and kinds at every call.
  virtual std::vector<Layer> layers() = 0;
  /// Depth of its water a cell, m; empty where it has none.
  virtual std::span<const double> depth_m() const { return {}; }
  /// Speed of its water a cell, m/s; empty where it is not known.
  virtual std::span<const double> speed_m_s() const { return {}; }
  /// Debris that lies on the cells, m; empty where it leaves none.
  virtual std::span<const double> debris_m() const { return {}; }
  /// Length of the flames that burn on the cells now, m; empty where it has none.
  virtual std::span<const double> flame_m() const { return {}; }
  /// How much higher the ground has become by it since the start (below 0: lower), m a cell; empty
  /// where it leaves the ground as it is.
  virtual std::span<const double> ground_change_m() const { return {}; }
  /// The ground is so much higher than at the start by all hazards together, m a cell. Called at
  /// its own barriers once all that move there have advanced: what comes in between is felt at the
  /// next, never before it happened.
  virtual void feel_ground(std::span<const double> /*change_m*/) {}
  /// Fire has passed the cells that are 1. Called likewise, where the case says what that changes.
  virtual void feel_burnt(std::span<const std::uint8_t> /*burnt*/) {}
  /// Called after that, with gauges as they stand.
  virtual void operate(const warning::Readings& /*readings*/, SimTime /*now*/) {}
  virtual std::optional<WaterBalance> balance() const { return std::nullopt; }
  virtual std::vector<Outcome> outcomes() const { return {}; }
  /// What the user is to know of how it is computed; empty: nothing.
  virtual std::string note() const { return {}; }
};

/// Throw InputError where the hazard cannot start on this terrain.
std::unique_ptr<HazardModel> make_flood(const cases::CaseFile& file, std::size_t hazard,
                                        const world::World& world,
                                        const world::HazardForcing& forcing);
std::unique_ptr<HazardModel> make_imported(const cases::Hazard& hazard, const world::World& world,
                                           const world::HazardForcing& forcing);

std::unique_ptr<HazardModel> make_stage_zones(const cases::Hazard& hazard,
                                              const world::World& world,
                                              const world::HazardForcing& forcing);
std::unique_ptr<HazardModel> make_landslide(const cases::CaseFile& file,
                                            const cases::Hazard& hazard, const world::World& world,
                                            const world::HazardForcing& forcing);

std::unique_ptr<HazardModel> make_fire(const cases::CaseFile& file, const cases::Hazard& hazard,
                                       const world::World& world,
                                       const world::HazardForcing& forcing);

}  // namespace muster::simulation
