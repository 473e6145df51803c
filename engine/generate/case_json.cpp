// SPDX-License-Identifier: MIT
#include "engine/generate/case_json.hpp"

#include "engine/generate/text.hpp"

namespace muster::generate {

std::string case_json(const Spec& spec) {
  std::vector<std::pair<std::string, input::Json>> members{
      {"name", json(spec.name)},
      {"start", json(spec.start)},
      {"horizon_s", json(spec.horizon_s)},
      {"test_horizon_s", json(spec.test_horizon_s)},
      {"seed", json(static_cast<std::int64_t>(spec.seed))},
      {"world", json("world.json")}};
  if (spec.kind == Kind::Grid) {
    members.emplace_back("plan", json("plan.json"));
  } else {
    members.emplace_back("event", json("event.json"));
    members.emplace_back("plan", json("plan-early.json"));
  }
  return to_pretty_text(object(std::move(members)));
}

}  // namespace muster::generate
