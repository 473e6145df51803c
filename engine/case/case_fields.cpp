// SPDX-License-Identifier: MIT
// Fields of case.json.
#include "engine/case/describe.hpp"

namespace muster::cases {

namespace {

constexpr const char* kRecordMovements[] = {"none", "sample", "all", "auto"};

}  // namespace

static void describe(Fields& f, Record& r) {
  f.is("record", "What the trace holds.");
  f.choice("movements", r.movements, kRecordMovements,
           "Whose movements are recorded; auto: all, above 200,000 parties a sample.");
  f.field("sample_parties", r.sample_parties, "Parties in the sample.", {.least = 1, .most = 1e9});
  f.field("keyframe_s", r.keyframe_s, "Simulated time between keyframes, s.",
          {.least = 1, .most = 1e9});
  f.field("fields_s", r.fields_s, "Simulated time between steps of the hazard fields, s.",
          {.above = 0, .most = 1e9});
  f.field("series_s", r.series_s, "Simulated time between values of the series, s.",
          {.above = 0, .most = 1e9});
}

static void describe(Fields& f, Objective& o) {
  f.is("objective", "A target that the case is judged by.");
  f.field("subject", o.subject, "Zone, site, or left out for the whole case.");
  f.field("measure", o.measure, "Name of a measure in the trace's summary.",
          {.required = true, .text = TextKind::Id});
  f.field("at_least", o.at_least, "Least value that meets the target, in the measure's unit.");
  f.field("at_most", o.at_most, "Greatest value that meets the target, in the measure's unit.");
  f.at_least_one({"at_least", "at_most"});
}

void describe(Fields& f, CaseFile& c) {
  f.is("case", "World, event and plan, with a start, a horizon and a seed: the input of one run.");
  f.field("name", c.name, "Short name; the trace is called after it.",
          {.required = true, .text = TextKind::FileName});
  f.field("start", c.start, "Local time at which the run starts, ISO 8601 with offset.",
          {.required = true, .text = TextKind::Time});
  f.field("horizon_s", c.horizon_s, "Simulated time that the run covers, s.",
          {.above = 0, .most = 1e9, .required = true});
  f.field("test_horizon_s", c.test_horizon_s,
          "Simulated time that tests cover, s; 0: the whole horizon.", {.least = 0, .most = 1e9});
  f.field("seed", c.seed, "Seed of every random draw.", {.least = 0});
  f.field("world", c.world, "What exists before the event.", {.required = true, .part = true});
  f.field("event", c.event, "The hazards.", {.part = true});
  f.field("plan", c.plan, "Who is told what, when, and where they go.", {.part = true});
  f.field("record", c.record, "What the trace holds.");
  f.field("objectives", c.objectives, "Targets that the case is judged by.");
}

}  // namespace muster::cases
