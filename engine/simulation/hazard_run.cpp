// SPDX-License-Identifier: MIT
#include "engine/simulation/hazard_run.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>

#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"
#include "engine/simulation/hazard_record.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/trace/writer.hpp"

namespace muster::simulation {

namespace {

std::unique_ptr<trace::Writer> start_trace(const cases::CaseFile& file, const world::World& world,
                                           const Hazards& hazards, const RecordedCase& recorded,
                                           const std::filesystem::path& path) {
  trace::Header header;
  header.name = file.name;
  header.start = file.start;
  header.horizon_us = from_seconds(file.horizon_s);
  header.seed = file.seed;
  header.crs = world.crs;
  header.record = "hazards alone";
  trace::Schema schema;
  schema.tables = {water_table()};
  add_steps(hazards, schema);
  add_layers(hazards, world.terrain.grid, schema);
  auto writer = std::make_unique<trace::Writer>(path, header, schema);
  write_inputs(*writer, recorded);
  write_world(*writer, world);
  return writer;
}

/// What a layer says in one figure or two: its extreme, or what was reached and when.
void measure(const LayerInfo& info, const std::vector<double>& value, double cell_m2,
             std::vector<Measure>& out) {
  const std::string name{info.name};
  const auto least = [](double a, double b) { return std::isnan(a) || b < a ? b : a; };
  const auto greatest = [](double a, double b) { return std::isnan(a) || b > a ? b : a; };
  double extreme = std::nan("");
  std::uint64_t cells = 0;
  for (const double v : value) {
    if (std::isnan(v)) continue;
    ++cells;
    extreme = info.kind == LayerKind::Greatest ? greatest(extreme, v) : least(extreme, v);
  }
  switch (info.kind) {
    case LayerKind::Now:
      return;
    case LayerKind::First:
      out.push_back({"", name + "_area", static_cast<double>(cells) * cell_m2, "m2"});
      if (cells > 0) out.push_back({"", name + "_first", extreme, std::string{info.units}});
      return;
    case LayerKind::Greatest:
      out.push_back({"", name + "_greatest", extreme, std::string{info.units}});
      return;
    case LayerKind::Least:
      out.push_back({"", name + "_least", extreme, std::string{info.units}});
      return;
  }
}

std::vector<Measure> summarise(const Hazards& hazards, const world::Grid& grid) {
  std::vector<Measure> out;
  std::vector<double> value;
  for (const LayerInfo* info : hazards.shown()) {
    hazards.merge(*info, value);
    measure(*info, value, grid.cell_m * grid.cell_m, out);
  }
  add_outcomes(hazards, out);
  return out;
}

}  // namespace

HazardRunResult run_hazards(const cases::CaseFile& file, const world::World& world,
                            const world::Forcing& forcing, const RecordedCase& recorded,
                            const HazardRunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  if (options.threads > 0) omp_set_num_threads(options.threads);
  Hazards hazards{file, world, forcing};
  std::unique_ptr<trace::Writer> writer;
  if (!options.out.empty()) writer = start_trace(file, world, hazards, recorded, options.out);

  HazardRunResult result;
  const SimTime end = std::min(from_seconds(file.horizon_s), options.until);
  const SimTime step = hazards.period();
  const SimTime fields = record_period(file.record.fields_s, step);
  const SimTime series = record_period(file.record.series_s, step);
  SimTime now = 0;
  for (bool stop = false; !stop && now <= end; now += step) {
    if (hazards.advance(now)) result.fingerprint += mix(now, hazards.fingerprint());
    if (writer) record_step(hazards, *writer, now);
    result.end = now;
    stop = options.requests != nullptr && options.requests->stop;
    if (writer && now % series == 0) record_water(hazards, *writer, now);
    if (writer && (now % fields == 0 || stop || now + step > end)) {
      record_layers(hazards, *writer, now);
      writer->keyframe(now, {});
    }
    if (options.progress) options.progress(now, end);
  }
  result.complete = now > end;
  result.notes = hazards.notes();
  result.summary = summarise(hazards, world.terrain.grid);
  if (writer) {
    write_outcomes(hazards, *writer);
    write_summary(*writer, result.summary);
    writer->close(result.end, result.fingerprint, result.complete);
  }
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

std::vector<MemberRun> run_members(const std::vector<MemberCase>& cases,
                                   const HazardRunOptions& options) {
  omp_set_num_threads(options.threads);
  std::vector<MemberRun> runs(cases.size());
  parallel_for_dynamic(cases.size(), [&](std::size_t k) {
    const MemberCase& one = cases[k];
    MemberRun& run = runs[k];
    run.hazards = std::make_unique<Hazards>(one.file, one.world, one.forcing);
    const SimTime end = std::min(from_seconds(one.file.horizon_s), options.until);
    const SimTime step = run.hazards->period();
    for (SimTime now = 0; now <= end; now += step) {
      if (options.requests != nullptr && options.requests->stop) return;
      if (run.hazards->advance(now)) run.fingerprint += mix(now, run.hazards->fingerprint());
    }
  });
  return runs;
}

}  // namespace muster::simulation
