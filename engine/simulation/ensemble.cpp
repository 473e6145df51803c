// SPDX-License-Identifier: MIT
#include "engine/simulation/ensemble.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/trace/writer.hpp"

namespace muster::simulation {

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();

struct Quantile {
  double share;
  const char* suffix;
  const char* meaning;
};
constexpr std::array<Quantile, 3> kQuantiles{
    {{0.1, "_p10", "a tenth"}, {0.5, "_p50", "half"}, {0.9, "_p90", "nine tenths"}}};

trace::FieldInfo field(std::string name, std::string_view units, std::string long_name,
                       const world::Grid& grid) {
  trace::FieldInfo info;
  info.name = std::move(name);
  info.units = units;
  info.long_name = std::move(long_name);
  info.grid = grid_info(grid);
  return info;
}

std::string mean_name(const LayerInfo& info) {
  return std::string{info.name} +
         (info.kind == LayerKind::Least ? "_mean_least" : "_mean_greatest");
}

/// The least time by which at least a share of the members had been reached; NaN: fewer ever were.
double quantile(std::vector<float>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  const float value = sorted[std::max<std::size_t>(rank, 1) - 1];
  return value == kNever ? std::nan("") : static_cast<double>(value);
}

}  // namespace

void Ensemble::add(const Hazards& hazards) {
  if (members_++ == 0) {
    for (const LayerInfo* info : hazards.shown()) {
      if (info->kind == LayerKind::First) arrivals_.push_back({info, {}});
      if (info->kind == LayerKind::Greatest || info->kind == LayerKind::Least)
        sums_.push_back({info, std::vector<double>(grid_.size(), 0)});
    }
  }
  std::vector<double> value;
  for (Arrivals& layer : arrivals_) {
    hazards.merge(*layer.info, value);
    std::vector<float>& own = layer.of_member.emplace_back(grid_.size(), kNever);
    for (std::size_t c = 0; c < value.size(); ++c)
      if (!std::isnan(value[c])) own[c] = static_cast<float>(value[c]);
  }
  for (Sum& layer : sums_) {
    hazards.merge(*layer.info, value);
    for (std::size_t c = 0; c < value.size(); ++c)
      if (!std::isnan(value[c])) layer.sum[c] += value[c];
  }
}

std::vector<Measure> Ensemble::write(const cases::CaseFile& file, const world::World& world,
                                     const RecordedCase& recorded,
                                     const std::vector<MemberDraw>& draws,
                                     const std::filesystem::path& path, std::uint64_t fingerprint,
                                     bool complete) const {
  trace::Header header;
  header.name = file.name;
  header.start = file.start;
  header.horizon_us = from_seconds(file.horizon_s);
  header.seed = file.seed;
  header.crs = world.crs;
  header.record = "ensemble of " + std::to_string(members_) + " members";
  trace::Schema schema;
  for (const Arrivals& layer : arrivals_) {
    const std::string name{layer.info->name};
    schema.maxima.push_back(
        field(name + "_probability", "1", "share of members in which the cell was reached", grid_));
    for (const Quantile& q : kQuantiles)
      schema.maxima.push_back(field(name + q.suffix, layer.info->units,
                                    std::string{"by then "} + q.meaning +
                                        " of the members had reached the cell; no value: fewer did",
                                    grid_));
  }
  for (const Sum& layer : sums_)
    schema.maxima.push_back(field(mean_name(*layer.info), layer.info->units,
                                  "mean over the members of: " + std::string{layer.info->long_name},
                                  grid_));
  trace::Writer writer{path, header, schema};
  write_inputs(writer, recorded);
  write_world(writer, world);
  std::vector<std::uint32_t> member;
  std::vector<std::string> driver;
  std::vector<double> value;
  for (const MemberDraw& draw : draws) {
    member.push_back(draw.member);
    driver.push_back(draw.driver);
    value.push_back(draw.value);
  }
  writer.write_table(trace::table("members"),
                     {std::span{std::as_const(member)}, std::span{std::as_const(driver)},
                      std::span{std::as_const(value)}});
  std::vector<Measure> summary{{"", "members", static_cast<double>(members_), "1"}};
  const double cell_m2 = grid_.cell_m * grid_.cell_m;
  for (const Arrivals& layer : arrivals_) {
    const std::string name{layer.info->name};
    std::vector<double> probability(grid_.size());
    std::array<std::vector<double>, kQuantiles.size()> times;
    for (auto& one : times) one.resize(grid_.size());
    parallel_for(grid_.size(), [&](std::size_t c) {
      std::vector<float> sorted;
      for (const std::vector<float>& own : layer.of_member) sorted.push_back(own[c]);
      std::sort(sorted.begin(), sorted.end());
      const auto reached = std::lower_bound(sorted.begin(), sorted.end(), kNever) - sorted.begin();
      probability[c] = static_cast<double>(reached) / static_cast<double>(members_);
      for (std::size_t q = 0; q < kQuantiles.size(); ++q)
        times[q][c] = quantile(sorted, kQuantiles[q].share);
    });
    writer.set_maximum(writer.maximum(name + "_probability"), probability);
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
      writer.set_maximum(writer.maximum(name + kQuantiles[q].suffix), times[q]);
    double expected = 0;
    std::size_t ever = 0, always = 0;
    for (const double p : probability) {
      expected += p;
      ever += p > 0;
      always += p >= 1;
    }
    summary.push_back({"", name + "_area_expected", expected * cell_m2, "m2"});
    summary.push_back({"", name + "_area_ever", static_cast<double>(ever) * cell_m2, "m2"});
    summary.push_back({"", name + "_area_always", static_cast<double>(always) * cell_m2, "m2"});
  }
  for (const Sum& layer : sums_) {
    std::vector<double> mean = layer.sum;
    for (double& m : mean) m /= static_cast<double>(members_);
    writer.set_maximum(writer.maximum(mean_name(*layer.info)), mean);
  }
  write_summary(writer, summary);
  const SimTime end = from_seconds(file.horizon_s);
  writer.keyframe(end, {});
  writer.close(end, fingerprint, complete);
  return summary;
}

}  // namespace muster::simulation
