// SPDX-License-Identifier: MIT
// A hazard that another model has computed.
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/hazard/fire/surface_fire.hpp"
#include "engine/hazard/flood/hazard_class.hpp"
#include "engine/hazard/imported/imported.hpp"
#include "engine/simulation/flames.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

class ImportedWater final : public HazardModel {
 public:
  ImportedWater(hazard::imported::Inputs inputs, double deep_m, std::string note)
      : severity_{inputs.grid, deep_m}, water_{std::move(inputs)}, note_{std::move(note)} {
    if (knows_speed()) class_.assign(depth_m().size(), 0);
    show();
  }

  void advance(SimTime from, SimTime to) override {
    water_.advance(to);
    severity_.see(water_.field(), from, to);
    time_ = to;
    show();
  }
  std::uint64_t fingerprint() const override { return water_.fingerprint(); }
  void state(StateArchive& archive) override {
    archive("depths_at", time_);
    if (archive.loading()) water_.advance(time_);
    water_.state(archive);
    severity_.state(archive);
    if (archive.loading()) show();
  }
  std::vector<Layer> layers() override {
    std::vector<Layer> layers{
        {&layer_info("flood_depth", LayerKind::Now), depth_m()},
        {&layer_info("flood_depth", LayerKind::Greatest), water_.greatest_depth_m()},
        {&layer_info("flood_arrival", LayerKind::First), water_.arrival_s()},
        {&layer_info("flood_duration", LayerKind::Greatest), severity_.deep_s()}};
    if (!knows_speed()) return layers;
    layers.push_back({&layer_info("flood_speed", LayerKind::Now), water_.field().speed_m_s});
    layers.push_back(
        {&layer_info("flood_class", LayerKind::Greatest), std::span<const float>{class_}});
    layers.push_back({&layer_info("flood_depth_speed", LayerKind::Greatest),
                      severity_.greatest_depth_speed_m2_s()});
    return layers;
  }
  std::span<const double> depth_m() const override { return water_.field().depth_m; }
  std::span<const double> speed_m_s() const override { return speed_m_s_; }
  std::string note() const override { return note_; }

 private:
  bool knows_speed() const { return !water_.field().speed_m_s.empty(); }
  void show() {
    if (!knows_speed()) return;
    const std::span<const float> speed = water_.field().speed_m_s;
    speed_m_s_.assign(speed.begin(), speed.end());
    const std::span<const std::uint8_t> classes = severity_.greatest_class();
    std::copy(classes.begin(), classes.end(), class_.begin());
  }

  hazard::flood::Severity severity_;
  hazard::imported::Imported water_;
  std::vector<float> class_;  // empty where no speed is known
  std::vector<double> speed_m_s_;
  SimTime time_ = 0;
  std::string note_;
};

/// A fire by its times of arrival, and by its intensities where they are known. Nothing evolves:
/// what it shows is what has come by now.
class ImportedFire final : public HazardModel {
 public:
  ImportedFire(const cases::Hazard& hazard, const world::HazardForcing& forcing)
      : all_s_{forcing.imported_fire_s},
        intensity_kw_m_{forcing.imported_intensity_kw_m},
        length_m_(all_s_.size(), static_cast<float>(hazard.flame_m)),
        shown_intensity_kw_m_(intensity_kw_m_.size(), 0),
        shown_length_m_(intensity_kw_m_.size(), 0),
        burning_s_{hazard.burning_s} {
    for (std::size_t c = 0; c < intensity_kw_m_.size(); ++c) {
      const auto intensity = static_cast<double>(intensity_kw_m_[c]);
      if (std::isfinite(intensity))
        length_m_[c] = static_cast<float>(hazard::fire::flame_length_m(intensity));
    }
    show(0);
  }

  void advance(SimTime, SimTime to) override { show(to); }
  std::uint64_t fingerprint() const override {
    std::uint64_t sum = 0;
    for (std::size_t c = 0; c < arrival_s_.size(); ++c) {
      if (!std::isfinite(arrival_s_[c])) continue;
      sum += mix(c, std::bit_cast<std::uint64_t>(arrival_s_[c]));
      if (knows_intensity())
        sum += mix(c + arrival_s_.size(), std::bit_cast<std::uint32_t>(length_m_[c]));
    }
    return sum;
  }
  void state(StateArchive& archive) override {
    archive("now", now_);
    if (archive.loading()) show(now_);
  }
  std::vector<Layer> layers() override {
    std::vector<Layer> layers{
        {&layer_info("fire_arrival", LayerKind::First), std::span<const double>{arrival_s_}},
        {&layer_info("fire_burning", LayerKind::Now), flame_m()}};
    if (!knows_intensity()) return layers;
    layers.push_back({&layer_info("fire_intensity", LayerKind::Greatest),
                      std::span<const float>{shown_intensity_kw_m_}});
    layers.push_back(
        {&layer_info("fire_flame", LayerKind::Greatest), std::span<const float>{shown_length_m_}});
    return layers;
  }
  std::span<const double> flame_m() const override { return flame_m_; }
  std::string note() const override {
    if (!knows_intensity()) return {};
    return "flames of an imported fire by its intensities (Byram 1959); those of crown fires may "
           "be longer";
  }

 private:
  bool knows_intensity() const { return !intensity_kw_m_.empty(); }
  void show(SimTime now) {
    now_ = now;
    arrival_s_ = all_s_;
    for (double& arrival : arrival_s_)
      if (!(arrival <= to_seconds(now))) arrival = std::numeric_limits<double>::infinity();
    show_flames(now, burning_s_, arrival_s_, length_m_, flame_m_);
    for (std::size_t c = 0; c < intensity_kw_m_.size(); ++c) {
      const bool came = std::isfinite(arrival_s_[c]);
      shown_length_m_[c] = came ? length_m_[c] : 0.0f;
      shown_intensity_kw_m_[c] =
          came && std::isfinite(intensity_kw_m_[c]) ? intensity_kw_m_[c] : 0.0f;
    }
  }

  std::vector<double> all_s_, arrival_s_;
  std::vector<float> intensity_kw_m_;  // NaN: not known; or empty
  std::vector<float> length_m_;
  std::vector<float> shown_intensity_kw_m_, shown_length_m_;  // empty where none is known
  double burning_s_;
  std::vector<double> flame_m_;
  SimTime now_ = 0;
};

std::string water_note(const cases::Hazard& hazard) {
  if (hazard.flood_arrival)
    return "flood by a map of arrivals: each cell has its stated depth from its arrival on, to the "
           "end (assumption)";
  if (hazard.flood_extents)
    return "flood by extents: from each time on its polygons are under water of the stated depth, "
           "and nothing else is, until the next time (assumption)";
  return {};
}

}  // namespace

std::unique_ptr<HazardModel> make_imported(const cases::Hazard& hazard, const world::World& world,
                                           const world::HazardForcing& forcing) {
  if (!forcing.imported_fire_s.empty()) return std::make_unique<ImportedFire>(hazard, forcing);
  hazard::imported::Inputs inputs;
  inputs.grid = world.terrain.grid;
  inputs.depth_m = forcing.imported_depth_m;
  if (hazard.flood_extents) inputs.between = hazard::imported::Between::Held;
  inputs.speed_m_s = forcing.imported_speed_m_s;
  inputs.arrivals = {forcing.imported_water_s, forcing.imported_water_m};
  inputs.arrival_depth_m = hazard.arrival_depth_m;
  return std::make_unique<ImportedWater>(std::move(inputs), hazard.deep_m, water_note(hazard));
}

}  // namespace muster::simulation
