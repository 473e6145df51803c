// SPDX-License-Identifier: MIT
#include "engine/input/hazard_difference.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/input/json_difference.hpp"

namespace muster::input {

namespace {

/// All that hazards follow from, but for the plan's works.
constexpr std::array<std::string_view, 8> kParts{
    "/start",         "/event",       "/world/crs",         "/world/grid",
    "/world/terrain", "/world/works", "/world/fire_breaks", "/world/water_sources"};

bool under(std::string_view pointer, std::string_view part) {
  return pointer.starts_with(part) && (pointer.size() == part.size() ||
                                       pointer[part.size()] == '/' || pointer[part.size()] == ':');
}

const Json* at(const Json& json, std::string_view pointer) {
  const Json* value = &json;
  while (value != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view key = pointer.substr(0, pointer.find('/'));
    value = value->find(std::string{key});
    pointer.remove_prefix(key.size());
  }
  return value;
}

void collect_texts(const Json& value, std::set<std::string>& texts) {
  if (value.text() != nullptr) texts.insert(*value.text());
  if (value.list() != nullptr) {
    for (const Json& one : *value.list()) collect_texts(one, texts);
  }
  if (value.object() != nullptr) {
    for (const Json::Member& one : *value.object()) collect_texts(one.value, texts);
  }
}

bool computes(const cases::CaseFile& file, cases::HazardKind kind) {
  return std::any_of(file.event.hazards.begin(), file.event.hazards.end(),
                     [&](const cases::Hazard& hazard) { return hazard.kind == kind; });
}

/// Whether some hazard of the case follows from the seed.
bool draws(const cases::CaseFile& file) {
  const auto may_fail = [](const cases::FloodWork& work) {
    return work.start_failure_probability > 0;
  };
  if (std::any_of(file.world.works.begin(), file.world.works.end(), may_fail) ||
      std::any_of(file.plan.built.begin(), file.plan.built.end(), may_fail))
    return true;
  return std::any_of(file.event.hazards.begin(), file.event.hazards.end(),
                     [](const cases::Hazard& hazard) {
                       return hazard.spotting || !hazard.sites.empty() || hazard.soil_samples > 0;
                     });
}

std::string name_of(const Json& work) {
  for (const char* key : {"id", "work"}) {
    const Json* name = work.find(key);
    if (name != nullptr && name->text() != nullptr) return *name->text();
  }
  return to_text(work);
}

/// Those of `these` that `those` lacks.
std::vector<std::string> lacking(const Json* these, const Json* those) {
  std::vector<std::string> names;
  if (these == nullptr || these->list() == nullptr) return names;
  std::set<std::string> known;
  if (those != nullptr && those->list() != nullptr) {
    for (const Json& work : *those->list()) known.insert(to_text(work));
  }
  for (const Json& work : *these->list()) {
    if (!known.contains(to_text(work))) names.push_back(name_of(work));
  }
  return names;
}

void compare_works(const Json& then, const Json& now, const std::string& list,
                   const std::string& where, Diagnostics& diagnostics) {
  const std::string pointer = "/plan/works/" + list;
  const Json* before = at(then, pointer);
  const Json* after = at(now, pointer);
  for (const std::string& name : lacking(after, before))
    diagnostics.error(where,
                      "was computed without \"" + name + "\" of " + pointer +
                          ", as the case has it: it would alter the hazards",
                      "compute the hazards with this plan");
  for (const std::string& name : lacking(before, after))
    diagnostics.error(
        where,
        "was computed with \"" + name + "\" of " + pointer + ", which the case does not have so",
        "compute the hazards with this plan");
}

}  // namespace

void check_same_hazards(const EarlierCase& then, const cases::CaseFile& now,
                        std::string_view now_resolved_json,
                        const std::vector<cases::InputFile>& now_inputs, const std::string& where,
                        Diagnostics& diagnostics) {
  const Json before = resolved_case(then.resolved_json, where);
  const Json after = resolved_case(now_resolved_json, where);
  const std::string hint = "compute the hazards of this case";
  for (const std::string& line : json_differences(then.resolved_json, now_resolved_json, where)) {
    const bool matters = std::any_of(kParts.begin(), kParts.end(),
                                     [&](std::string_view part) { return under(line, part); });
    if (matters || (under(line, "/seed") && draws(now)))
      diagnostics.error(where, "is of another event or place: " + line, hint);
  }
  if (computes(now, cases::HazardKind::Flood)) {
    compare_works(before, after, "built", where, diagnostics);
    compare_works(before, after, "actions", where, diagnostics);
  }
  if (computes(now, cases::HazardKind::Fire)) {
    compare_works(before, after, "fire_breaks", where, diagnostics);
    compare_works(before, after, "water_drops", where, diagnostics);
  }
  if (computes(now, cases::HazardKind::Landslide))
    compare_works(before, after, "treated_slopes", where, diagnostics);
  std::set<std::string> files;
  for (const std::string_view part : kParts) {
    if (const Json* value = at(after, part)) collect_texts(*value, files);
  }
  if (const Json* works = at(after, "/plan/works")) collect_texts(*works, files);
  for (const cases::InputFile& input : now_inputs) {
    const auto same = std::find_if(then.inputs.begin(), then.inputs.end(),
                                   [&](const auto& one) { return one.path == input.path; });
    if (same != then.inputs.end() && files.contains(input.path) && same->sha256 != input.sha256)
      diagnostics.error(where, "was computed with another " + input.path + ": it has changed since",
                        hint);
  }
}

}  // namespace muster::input
