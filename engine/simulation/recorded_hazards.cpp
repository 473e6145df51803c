// SPDX-License-Identifier: MIT
#include "engine/simulation/recorded_hazards.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

namespace muster::simulation {

namespace {

constexpr std::string_view kSteps = "hazards/steps";
constexpr std::string_view kOutcomes = "hazards/outcomes";

std::string raster_of(const LayerInfo& info) {
  return "fields_max/" + std::string{info.name};
}

bool holds(const trace::Source& source, const LayerInfo& info) {
  const bool now = info.kind == LayerKind::Now;
  const std::string name = now ? std::string{info.name} : raster_of(info);
  const std::vector<trace::FieldInfo>& all = now ? source.fields() : source.rasters();
  return std::any_of(all.begin(), all.end(),
                     [&](const trace::FieldInfo& field) { return field.name == name; });
}

class RecordedHazards final : public HazardModel {
 public:
  explicit RecordedHazards(std::shared_ptr<const trace::Source> source)
      : source_{std::move(source)},
        time_{trace::column<SimTime>(*source_, kSteps, "time_us")},
        fingerprint_{trace::column<std::int64_t>(*source_, kSteps, "fingerprint")},
        stored_{trace::column<double>(*source_, kSteps, "stored")},
        came_in_{trace::column<double>(*source_, kSteps, "came_in")},
        left_{trace::column<double>(*source_, kSteps, "left")},
        residual_{trace::column<double>(*source_, kSteps, "residual")} {
    for (const LayerInfo& info : layer_catalogue()) {
      if (holds(*source_, info)) shown_.push_back({&info, {}});
    }
    if (trace::find_table(*source_, kOutcomes) != nullptr) read_outcomes();
    show(0);
  }

  void advance(SimTime, SimTime to) override { show(to); }
  std::uint64_t fingerprint() const override {
    return std::bit_cast<std::uint64_t>(fingerprint_[step_]);
  }
  void state(StateArchive& archive) override {
    archive("now", now_);
    if (archive.loading()) show(now_);
  }
  std::vector<Layer> layers() override {
    std::vector<Layer> layers;
    for (const Shown& one : shown_) layers.push_back({one.info, std::span{one.value}});
    return layers;
  }
  std::span<const double> depth_m() const override { return now_of("flood_depth"); }
  std::span<const double> speed_m_s() const override { return now_of("flood_speed"); }
  std::span<const double> debris_m() const override { return now_of("landslide_deposit"); }
  std::span<const double> flame_m() const override { return now_of("fire_burning"); }
  std::optional<WaterBalance> balance() const override {
    if (std::isnan(stored_[step_])) return std::nullopt;
    return WaterBalance{stored_[step_], came_in_[step_], left_[step_], residual_[step_]};
  }
  std::vector<Outcome> outcomes() const override {
    std::vector<Outcome> outcomes;
    if (!ended()) return outcomes;
    for (const Came& one : came_) outcomes.push_back({one.name, one.value, one.unit, one.subject});
    return outcomes;
  }
  std::string note() const override {
    std::string note = "hazards taken from an earlier trace";
    if (!ended())
      note += ", which goes on: their greatest values and figures at its end are left out";
    return note;
  }

 private:
  struct Shown {
    const LayerInfo* info;
    std::vector<double> value;
  };
  struct Came {
    std::string subject, name, unit;
    double value;
  };

  bool ended() const { return now_ >= source_->header().end_us; }
  std::span<const double> now_of(std::string_view name) const {
    for (const Shown& one : shown_) {
      if (one.info->name == name && one.info->kind == LayerKind::Now) return one.value;
    }
    return {};
  }

  void read_outcomes() {
    const auto subject = trace::column<std::string>(*source_, kOutcomes, "subject");
    const auto name = trace::column<std::string>(*source_, kOutcomes, "name");
    const auto unit = trace::column<std::string>(*source_, kOutcomes, "unit");
    const auto value = trace::column<double>(*source_, kOutcomes, "value");
    for (std::size_t i = 0; i < name.size(); ++i)
      came_.push_back({subject[i], name[i], unit[i], value[i]});
  }

  void show(SimTime now) {
    now_ = now;
    const auto step = std::lower_bound(time_.begin(), time_.end(), now);
    MUSTER_VERIFY(step != time_.end() && *step == now);
    step_ = static_cast<std::size_t>(step - time_.begin());
    for (Shown& one : shown_) show(one);
  }

  void show(Shown& one) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (one.info->kind == LayerKind::Now) {
      const std::string name{one.info->name};
      const auto step = trace::step_at(source_->field_times(name), now_);
      const std::vector<float> value = source_->field_step(name, step.value());
      one.value.assign(value.begin(), value.end());
      return;
    }
    if (one.value.empty() || one.info->kind == LayerKind::First || ended()) {
      const std::vector<float> value = source_->raster(raster_of(*one.info));
      one.value.assign(value.begin(), value.end());
    }
    if (one.info->kind == LayerKind::First) {
      for (double& first_s : one.value)
        if (first_s > to_seconds(now_)) first_s = kNone;
    } else if (!ended()) {
      std::fill(one.value.begin(), one.value.end(), kNone);
    }
  }

  std::shared_ptr<const trace::Source> source_;
  std::vector<SimTime> time_;
  std::vector<std::int64_t> fingerprint_;
  std::vector<double> stored_, came_in_, left_, residual_;
  std::vector<Shown> shown_;
  std::vector<Came> came_;
  SimTime now_ = 0;
  std::size_t step_ = 0;
};

std::string seconds_text(SimTime time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g s", to_seconds(time));
  return text;
}

}  // namespace

std::unique_ptr<HazardModel> make_recorded(std::shared_ptr<const trace::Source> source) {
  return std::make_unique<RecordedHazards>(std::move(source));
}

void check_recorded(const trace::Source& source, SimTime period, SimTime end,
                    const std::string& where, Diagnostics& diagnostics) {
  if (trace::find_table(source, kSteps) == nullptr) {
    diagnostics.error(where, "holds no hazards of one run",
                      "make it with muster hazard, without --members");
    return;
  }
  const SimTime last = end / period * period;
  if (source.header().end_us < last) {
    diagnostics.error(where,
                      "its hazards end at " + seconds_text(source.header().end_us) +
                          ", the run needs them until " + seconds_text(last),
                      "compute them to the run's end, or end it earlier with --until");
    return;
  }
  for (const trace::FieldInfo& field : source.fields()) {
    SimTime expected = 0;
    for (const SimTime time : source.field_times(field.name)) {
      if (time == expected) expected += period;
    }
    if (expected > last) continue;
    std::string every = seconds_text(period);
    diagnostics.error(
        where,
        "lacks " + field.name + " at " + seconds_text(expected) + ": a run needs it every " +
            every + ", as hazards move",
        "compute it again with --set /record/fields_s=" + every.substr(0, every.find(' ')));
    return;
  }
}

}  // namespace muster::simulation
