// SPDX-License-Identifier: MIT
#include "engine/input/read_case.hpp"

#include <charconv>
#include <filesystem>
#include <optional>
#include <set>

#include "engine/case/check.hpp"
#include "engine/case/describe.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/text_rules.hpp"

namespace muster::input {

namespace {

namespace fs = std::filesystem;

/// The steps of a JSON pointer (RFC 6901); none where the text is no pointer or names the root.
std::vector<std::string> pointer_steps(const std::string& pointer) {
  if (pointer.size() < 2 || pointer.front() != '/') return {};
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      steps.emplace_back();
    } else if (pointer[i] == '~' && i + 1 < pointer.size() &&
               (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
      steps.back() += pointer[++i] == '0' ? '~' : '/';
    } else {
      steps.back() += pointer[i];
    }
  }
  return steps;
}

std::optional<std::size_t> list_index(const std::string& step, std::size_t size) {
  if (step == "-") return size;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || end != step.data() + step.size() || index > size) return std::nullopt;
  return index;
}

/// The value that a pointer names, or the nearest above it, and its pointer within its own file.
std::pair<const Json*, std::string> value_at(const Json& root, const std::string& pointer) {
  const Json* at = &root;
  std::string within;
  for (const std::string& step : pointer_steps(pointer)) {
    const Json* next = at->find(step);
    if (const Json::List* list = at->list()) {
      const auto index = list_index(step, list->size());
      next = index && *index < list->size() ? &(*list)[*index] : nullptr;
    }
    if (!next) break;
    within = next->origin == at->origin ? within + pointer_step(step) : "";
    at = next;
  }
  return {at, within};
}

class CaseReader {
 public:
  CaseReader(const LoadOptions& options, Diagnostics& diagnostics)
      : options_{options}, diagnostics_{diagnostics} {}

  CaseReading read(const std::string& path) {
    CaseReading reading;
    fs::path file{path};
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) {
      file /= "case.json";
      if (!fs::exists(file, ignored)) {
        diagnostics_.error(path, "this folder holds no case.json");
        return reading;
      }
    }
    reading.folder = file.parent_path();
    absolute_ = fs::absolute(file).lexically_normal();
    Json root;
    bool whole = false;
    const std::string fault =
        sources_.add_file({file.string(), "", absolute_.parent_path().string(), "", false},
                          absolute_.string(), file.filename().string(), root, whole);
    if (!fault.empty()) diagnostics_.error(file.string(), fault);
    if (whole) {
      apply_files(root);
      apply_sets(root, true);
      for (const char* part : {"world", "event", "plan"}) load_part(root, part);
      apply_sets(root, false);
      JsonReader reader{root, sources_, reading.names};
      visit(reader, reading.file);
      if (root.object()) check_whole(reading.file, root);
    }
    sources_.report(diagnostics_);
    reading.inputs = sources_.inputs();
    reading.sources = std::move(sources_);
    reading.root = std::move(root);
    return reading;
  }

 private:
  std::uint32_t add_option(const std::string& display) {
    return sources_.add_option(display, absolute_.parent_path().string());
  }

  void apply_files(Json& root) {
    const auto replace = [&](const char* key, const std::string& file) {
      if (file.empty()) return;
      const std::uint32_t origin = add_option("--" + std::string{key} + ' ' + file);
      put(root, {key}, {file, origin, 0});
    };
    replace("event", options_.event);
    replace("plan", options_.plan);
  }

  /// Overrides of whole parts come before the parts are read, the others after.
  void apply_sets(Json& root, bool whole_parts) {
    for (const auto& [pointer, text] : options_.sets) {
      const std::vector<std::string> steps = pointer_steps(pointer);
      if ((steps.size() <= 1) != whole_parts) continue;
      std::string option = "--set ";
      option.append(pointer).append("=").append(text);
      const std::uint32_t origin = add_option(option);
      if (steps.empty()) {
        sources_.add({origin, 0, "", "needs a JSON pointer", "such as /horizon_s=3600"});
        continue;
      }
      Json value;
      if (!sources_.parse_option(text, origin, value)) value = {text, origin, 0};  // bare text
      put(root, steps, std::move(value));
    }
  }

  void put(Json& root, const std::vector<std::string>& steps, Json value) {
    const std::uint32_t origin = value.origin;
    Json* at = &root;
    std::string pointer;
    for (const std::string& step : steps) {
      if (auto* object = std::get_if<Json::Object>(&at->value)) {
        Json* next = at->find(step);
        if (!next) {
          object->push_back({step, 0, {Json::Object{}, origin, 0}});
          next = &object->back().value;
        }
        at = next;
      } else if (auto* list = std::get_if<Json::List>(&at->value)) {
        const auto index = list_index(step, list->size());
        if (!index) {
          sources_.add({origin, 0, "",
                        pointer + " has " + std::to_string(list->size()) + " entries",
                        "they count from 0; \"-\" appends"});
          return;
        }
        if (*index == list->size()) list->push_back({Json::Object{}, origin, 0});
        at = &(*list)[*index];
      } else {
        if (!unreadable_.contains(pointer)) {
          sources_.add({origin, 0, "", "there is no list or object at " + pointer, ""});
        }
        return;
      }
      pointer += pointer_step(step);
    }
    *at = std::move(value);
  }

  /// Puts the content of the file that the case names as a part in the name's place.
  void load_part(Json& root, const std::string& key) {
    Json* part = root.find(key);
    if (!part || !part->text()) return;
    const JsonSource from = sources_[part->origin];
    const std::string name = *part->text();
    const auto fail = [&](const std::string& what) {
      unreadable_.insert('/' + key);
      sources_.add({part->origin, part->token, from.option ? "" : '/' + key, what, ""});
    };
    if (const std::string fault = text_fault(cases::TextKind::Path, name); !fault.empty()) {
      return fail(fault);
    }
    const fs::path path = (fs::path{from.folder} / name).lexically_normal();
    const fs::path named = (fs::path{from.named_folder} / name).lexically_normal();
    const fs::path shown = from.option ? fs::path{} : fs::path{from.display}.parent_path();
    std::error_code ignored;
    if (path == absolute_ || fs::equivalent(path, absolute_, ignored)) {
      return fail("\"" + name + "\" is the case itself");
    }
    Json content;
    bool whole = false;
    const std::string fault =
        sources_.add_file({(shown / name).lexically_normal().string(), "",
                           path.parent_path().string(), named.parent_path().string(), false},
                          path.string(), named.string(), content, whole);
    if (!fault.empty()) return fail(fault + ": \"" + name + '"');
    if (!whole || content.text()) unreadable_.insert('/' + key);
    if (!whole) return;
    if (content.text()) {  // a part that is a path again might never end
      sources_.add({content.origin, 0, "", "must be an object, not a path again", ""});
      return;
    }
    *part = std::move(content);
  }

  void check_whole(const cases::CaseFile& file, const Json& root) {
    for (const cases::Fault& fault : cases::check(file)) {
      const auto [at, pointer] = value_at(root, fault.pointer);
      JsonIssue issue{at->origin, at->token, pointer, fault.what, fault.hint};
      sources_.add(std::move(issue));
    }
  }

  const LoadOptions& options_;
  Diagnostics& diagnostics_;
  fs::path absolute_;
  JsonSources sources_;
  std::set<std::string> unreadable_;  // pointers of parts whose files could not be read
};

}  // namespace

CaseReading read_case_files(const std::string& path, const LoadOptions& options,
                            Diagnostics& diagnostics) {
  return CaseReader{options, diagnostics}.read(path);
}

std::string place_of(const CaseReading& reading, const std::string& pointer) {
  const auto [at, within] = value_at(reading.root, pointer);
  return reading.sources.where(*at, within);
}

std::string named_path(const PathNames& names, const std::string& absolute) {
  const fs::path path{absolute};
  for (fs::path folder = path; !folder.empty(); folder = folder.parent_path()) {
    if (const auto name = names.find(folder.string()); name != names.end()) {
      return folder == path ? name->second
                            : (fs::path{name->second} / path.lexically_relative(folder)).string();
    }
    if (folder == folder.root_path()) break;
  }
  return absolute;
}

cases::CaseFile read_case(const std::string& path, const LoadOptions& options,
                          Diagnostics& diagnostics, std::string* resolved_json,
                          std::vector<cases::InputFile>* inputs) {
  CaseReading reading = read_case_files(path, options, diagnostics);
  if (resolved_json) *resolved_json = resolved_text(reading.file, reading.names);
  if (inputs) *inputs = std::move(reading.inputs);
  return std::move(reading.file);
}

}  // namespace muster::input
