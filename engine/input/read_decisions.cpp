// SPDX-License-Identifier: MIT
#include "engine/input/read_decisions.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/case/describe.hpp"
#include "engine/case/suggest.hpp"
#include "engine/input/json_reader.hpp"

namespace muster::input {

namespace {

void check(const cases::Decision& decision, const Json& line, const std::vector<std::string>& ids,
           JsonSources& sources) {
  const auto fault = [&](const Json& at, const char* pointer, const std::string& what,
                         const std::string& hint) {
    sources.add({at.origin, at.token, pointer, what, hint});
  };
  const Json& order = *line.find("order");
  if (decision.role.size() > cases::kMostRoleBytes) {
    fault(*line.find("role"), "/role",
          "must be at most " + std::to_string(cases::kMostRoleBytes) + " bytes", "");
  }
  if (decision.order_text.size() > cases::kMostOrderBytes) {
    fault(order, "/order",
          "must be at most " + std::to_string(cases::kMostOrderBytes) + " bytes as compact JSON",
          "give it in several lines of one time");
  }
  if (decision.kind != cases::DecisionKind::IssueOrder) return;
  if (std::find(ids.begin(), ids.end(), decision.order_id) == ids.end()) {
    fault(*order.find("id"), "/order/id", "the plan has no order \"" + decision.order_id + '"',
          cases::did_you_mean(decision.order_id, ids));
  }
}

}  // namespace

DecisionLog read_decisions(const std::string& path, const std::string& named,
                           const cases::PlanFile& plan, Diagnostics& diagnostics) {
  DecisionLog log;
  std::vector<std::string> ids;
  for (const cases::Order& order : plan.orders) ids.push_back(order.id);
  JsonSources sources;
  std::vector<Json> lines;
  const std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
  const std::string fault = sources.add_lines(
      {.display = path, .text = "", .folder = "", .named_folder = ""}, absolute, named, lines);
  if (!fault.empty()) diagnostics.error(path, fault);
  for (const Json& line : lines) {
    PathNames names;  // a log names no files
    JsonReader reader{line, sources, names};
    cases::Decision decision;
    const std::size_t issues = sources.issues();
    visit(reader, decision);
    if (sources.issues() > issues) continue;
    decision.order_text = to_text(*line.find("order"));
    check(decision, line, ids, sources);
    log.decisions.push_back(std::move(decision));
  }
  sources.report(diagnostics);
  log.inputs = sources.inputs();
  std::stable_sort(
      log.decisions.begin(), log.decisions.end(),
      [](const cases::Decision& a, const cases::Decision& b) { return a.time_s < b.time_s; });
  return log;
}

}  // namespace muster::input
