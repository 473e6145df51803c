// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/landslide.hpp"

#include <omp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"

namespace muster::hazard::landslide {

namespace {

const Inputs& checked(const Inputs& inputs) {
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  return inputs;
}

Drainage drainage_of(Inputs& inputs) {
  if (inputs.hillsides.soils.empty() || inputs.routing == RunoffRouting::None) return {};
  if (inputs.routing == RunoffRouting::Given) return std::move(inputs.drainage);
  return steepest_descent(inputs.elevation_m);
}

/// A field that treatments make differ from cell to cell.
template <class T>
void spread(std::vector<T>& field, std::size_t cells) {
  if (field.size() == 1) field.assign(cells, T{field[0]});
}

}  // namespace

Landslide::Landslide(Inputs inputs)
    : rain_{checked(inputs).rain},
      depths_{inputs.depths},
      drainage_{drainage_of(inputs)},
      release_unstable_at_start_{inputs.release_unstable_at_start},
      sites_{std::move(inputs.sites)},
      seed_{inputs.seed},
      runout_{inputs.runout},
      reach_{inputs.reach},
      elevation_m_{std::move(inputs.elevation_m)},
      hillsides_{std::move(inputs.hillsides)},
      failed_(computes_slopes() ? grid().size() : 0, 0),
      site_slid_(sites_.size(), 0),
      deposit_m_(grid().size(), 0.0),
      scar_m_(grid().size(), 0.0f),
      speed_(grid().size(), 0.0f),
      arrival_(grid().size(), std::numeric_limits<double>::infinity()) {
  hillsides_.grid = grid();
  if (computes_slopes() && inputs.samples > 0)
    samples_ = FailureSamples{inputs.uncertainty, seed_, inputs.samples, grid().size()};
  if (std::any_of(hillsides_.soils.begin(), hillsides_.soils.end(),
                  [](const Soil& soil) { return soil.gardner_alpha_1_m > 0.0; })) {
    gained_.resize(grid().size());
  }
  if (computes_slopes() && hillsides_.slope_rad.empty())
    hillsides_.slope_rad = slopes_rad(elevation_m_);
}

void Landslide::begin_at(SimTime from) {
  begun_ = true;
  if (!computes_slopes()) return;
  least_factors(hillsides_, {}, 0.0, depths_, least_, {}, samples());
  if (!release_unstable_at_start_) {
    for (std::size_t cell = 0; cell < failed_.size(); ++cell) {
      failed_[cell] = least_.factor[cell] < 1.0f;
      unstable_at_start_ += failed_[cell];
    }
  }
  if (const SimTime first = first_rain(rain_); first < from) {
    infiltration_.append(rain_, hillsides_, drainage_, first, from, 0.0);
    model_s_ = to_seconds(from - first);
  }
}

void Landslide::advance(SimTime from, SimTime to) {
  MUSTER_VERIFY(from <= to);
  if (!begun_) begin_at(from);
  std::vector<Release> releases;
  if (computes_slopes()) {
    infiltration_.append(rain_, hillsides_, drainage_, from, to, model_s_);
    model_s_ += to_seconds(to - from);
    least_factors(hillsides_, infiltration_.periods(), model_s_, depths_, least_, gained_,
                  samples());
    release_slopes(releases);
  }
  release_sites(to, releases);
  run_all(releases, to);
}

void Landslide::release_slopes(std::vector<Release>& releases) {
  std::vector<std::uint8_t> now(failed_.size());
  parallel_for(now.size(), [&](std::size_t cell) {
    now[cell] = least_.factor[cell] < 1.0f && !failed_[cell];
    if (now[cell]) failed_[cell] = 1;
  });
  for (SlideBody& body : gather(grid(), now, least_.depth_m)) {
    for (const SourceCell& source : body.sources)
      scar_m_[source.cell] = least_.depth_m[source.cell];
    releases.push_back({std::move(body), -1});
  }
}

void Landslide::release_sites(SimTime to, std::vector<Release>& releases) {
  for (std::uint32_t i = 0; i < sites_.size(); ++i) {
    if (site_slid_[i]) continue;
    const double probability = trigger_probability(sites_[i], rain_, to);
    if (!(probability > 0.0) || !landslide::slides(seed_, sites_[i], probability)) continue;
    site_slid_[i] = 1;
    releases.push_back({{{{sites_[i].cell, sites_[i].volume_m3}}}, static_cast<std::int32_t>(i)});
  }
}

TerrainRunout Landslide::run_out(const Release& release, TerrainRunoutModel& model) const {
  const double volume_m3 = release.body.volume_m3();
  if (release.site < 0 || sites_[static_cast<std::size_t>(release.site)].danger.empty())
    return model.run(release.body.sources, reach_ratio(reach_, runout_.reach_ratio, volume_m3));
  TerrainRunout covered;
  covered.quantum_m3 = volume_quantum_m3(volume_m3);
  covered.released = std::llround(volume_m3 / covered.quantum_m3);
  const auto& danger = sites_[static_cast<std::size_t>(release.site)].danger;
  const auto cells = static_cast<VolumeQuanta>(danger.size());
  for (VolumeQuanta i = 0; i < cells; ++i) {
    covered.cells.push_back({danger[static_cast<std::size_t>(i)], 0.0f, 0.0f,
                             covered.released / cells + (i < covered.released % cells ? 1 : 0)});
  }
  return covered;
}

void Landslide::run_all(const std::vector<Release>& releases, SimTime to) {
  if (releases.empty()) return;
  std::vector<TerrainRunout> runouts(releases.size());
  // Each worker has one model, whose scratch covers the terrain.
  const auto workers =
      std::min(releases.size(), static_cast<std::size_t>(std::max(1, omp_get_max_threads())));
  parallel_for_dynamic(workers, [&](std::size_t worker) {
    TerrainRunoutModel model{elevation_m_, runout_};
    for (std::size_t i = worker; i < releases.size(); i += workers)
      runouts[i] = run_out(releases[i], model);
  });
  for (std::size_t i = 0; i < releases.size(); ++i) record(releases[i], runouts[i], to);
}

void Landslide::record(const Release& release, const TerrainRunout& runout, SimTime to) {
  const double area_m2 = grid().cell_m * grid().cell_m;
  if (release.site < 0) {
    for (const SourceCell& source : release.body.sources)
      elevation_m_.value[source.cell] -= source.volume_m3 / area_m2;
  }
  for (const ReachedCell& cell : runout.cells) {
    const double deposit_m = runout.cubic_metres(cell.deposit) / area_m2;
    deposit_m_[cell.cell] += deposit_m;
    elevation_m_.value[cell.cell] += deposit_m;
    speed_[cell.cell] = std::max(speed_[cell.cell], cell.speed_m_s);
    arrival_[cell.cell] =
        std::min(arrival_[cell.cell], to_seconds(to) + static_cast<double>(cell.arrival_s));
  }
  Slide slide;
  slide.id = release.body.id();
  slide.site = release.site;
  slide.released = to;
  if (release.site < 0) slide.area_m2 = area_m2 * static_cast<double>(release.body.sources.size());
  slide.volume_m3 = release.body.volume_m3();
  slide.left_m3 = runout.cubic_metres(runout.left);
  slide.reached_cells = runout.cells.size();
  slides_.push_back(slide);
}

void Landslide::treat(std::span<const std::uint32_t> cells, double added_cohesion_pa,
                      double water_table_lower_m) {
  MUSTER_VERIFY(computes_slopes() && std::isfinite(added_cohesion_pa) &&
                std::isfinite(water_table_lower_m));
  if (added_cohesion_pa != 0.0) spread(hillsides_.added_cohesion_pa, grid().size());
  if (water_table_lower_m != 0.0) spread(hillsides_.water_table_m, grid().size());
  for (const std::uint32_t cell : cells) {
    MUSTER_VERIFY(cell < grid().size());
    if (added_cohesion_pa != 0.0)
      hillsides_.added_cohesion_pa[cell] += static_cast<float>(added_cohesion_pa);
    if (water_table_lower_m != 0.0) {
      double& table_m = hillsides_.water_table_m[cell];
      table_m = std::max(0.0, table_m + water_table_lower_m);
      if (!gained_.empty()) gained_[cell] = {};
    }
  }
}

std::uint64_t Landslide::fingerprint() const {
  std::uint64_t sum = 0;
#pragma omp parallel for schedule(static) reduction(+ : sum) if (grid().size() > 65536)
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(arrival_.size()); ++i) {
    const auto cell = static_cast<std::size_t>(i);
    const auto key = 2 * static_cast<std::uint64_t>(i);
    if (!least_.factor.empty()) sum += mix(key, std::bit_cast<std::uint32_t>(least_.factor[cell]));
    if (!samples_.empty())
      sum += mix(~key, std::bit_cast<std::uint32_t>(samples_.probability()[cell]));
    if (!std::isinf(arrival_[cell])) {
      sum += mix(mix(key + 1, std::bit_cast<std::uint64_t>(deposit_m_[cell])),
                 std::bit_cast<std::uint64_t>(arrival_[cell]));
    }
  }
  return sum;
}

void Landslide::state(StateArchive& archive) {
  archive.enter("landslide");
  archive("elevation", elevation_m_.value);
  archive("added_cohesion", hillsides_.added_cohesion_pa);
  archive("water_table", hillsides_.water_table_m);
  infiltration_.state(archive);
  archive("factor", least_.factor);
  archive("failure_depth", least_.depth_m);
  archive("failure_head", least_.head_m);
  archive("begun", begun_);
  archive("model_time", model_s_);
  archive("failed", failed_);
  archive("gained", gained_);
  if (!samples_.empty()) samples_.state(archive);
  archive("site_slid", site_slid_);
  archive("unstable_at_start", unstable_at_start_);
  archive("deposit", deposit_m_);
  archive("scar", scar_m_);
  archive("speed", speed_);
  archive("arrival", arrival_);
  archive("slides", slides_);
  archive.leave();
}

}  // namespace muster::hazard::landslide
