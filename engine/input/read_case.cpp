// SPDX-License-Identifier: MIT
#include "engine/input/read_case.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include "engine/case/check.hpp"
#include "engine/case/describe.hpp"
#include "engine/input/json_parse.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/sha256.hpp"
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
    absolute_ = fs::absolute(file).lexically_normal();
    Json root;
    JsonSource source{file.string(), "", absolute_.parent_path().string(), "", false};
    if (const std::string fault = read_file(absolute_, source.text); !fault.empty()) {
      diagnostics_.error(source.display, fault);
      return reading;
    }
    const bool whole = add_source(std::move(source), file.filename().string(), root);
    if (whole) {
      apply_files(root);
      apply_sets(root, true);
      for (const char* part : {"world", "event", "plan"}) load_part(root, part);
      apply_sets(root, false);
      JsonReader reader{root, sources_, issues_, reading.names};
      visit(reader, reading.file);
      reading.fields_ok = issues_.empty();
      if (root.object()) check_whole(reading.file, root);
    }
    issues_.report(sources_, diagnostics_);
    reading.inputs = std::move(inputs_);
    return reading;
  }

 private:
  /// What is wrong with the file, or nothing.
  static std::string read_file(const fs::path& path, std::string& text) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return "no such file";
    if (fs::is_directory(status)) return "this is a folder";
    if (!fs::is_regular_file(status)) return "not a plain file";
    if (fs::file_size(path, error) > kMaxJsonBytes) {
      return "larger than " + std::to_string(kMaxJsonBytes >> 20) + " MB";
    }
    std::ifstream file{path, std::ios::binary};
    std::ostringstream buffer;
    buffer << file.rdbuf();
    if (!file || (!buffer && file.peek() != std::ifstream::traits_type::eof())) {
      return "cannot be read";
    }
    text = std::move(buffer).str();
    return {};
  }

  bool add_source(JsonSource source, const std::string& named, Json& json) {
    const auto origin = static_cast<std::uint32_t>(sources_.size());
    inputs_.push_back({named, sha256(source.text), static_cast<std::int64_t>(source.text.size())});
    sources_.push_back(std::move(source));
    return parse(sources_.back().text, origin, json);
  }

  bool parse(std::string_view text, std::uint32_t origin, Json& json) {
    std::vector<JsonFault> faults;
    const bool whole = parse_json(text, origin, json, faults);
    for (const JsonFault& fault : faults) {
      if (fault.line == 0) {
        issues_.add({origin, fault.token, "", fault.what, ""});
      } else {
        diagnostics_.error(sources_[origin].display + ':' + std::to_string(fault.line) + ':' +
                               std::to_string(fault.column),
                           fault.what, hint_for(text));
      }
    }
    return whole;
  }

  static std::string hint_for(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
      return "the file is UTF-16: save it as UTF-8";
    }
    if (text.starts_with("\x89HDF")) return "this is a trace: try `muster info`";
    return {};
  }

  std::uint32_t add_option(std::string display) {
    constexpr std::size_t kMostShown = 100;
    if (display.size() > kMostShown) display = display.substr(0, kMostShown) + "...";
    const fs::path here = fs::current_path();
    sources_.push_back({std::move(display), "", here.string(),
                        here.lexically_relative(absolute_.parent_path()).string(), true});
    return static_cast<std::uint32_t>(sources_.size() - 1);
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
      const std::uint32_t origin = add_option("--set " + pointer + '=' + text);
      if (steps.empty()) {
        issues_.add({origin, 0, "", "needs a JSON pointer", "such as /horizon_s=3600"});
        continue;
      }
      Json value;
      std::vector<JsonFault> faults;
      if (!parse_json(text, origin, value, faults)) value = {text, origin, 0};  // bare text
      for (const JsonFault& fault : faults) {
        if (fault.line == 0) issues_.add({origin, 0, "", fault.what, ""});
      }
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
          issues_.add({origin, 0, "", pointer + " has " + std::to_string(list->size()) + " entries",
                       "they count from 0; \"-\" appends"});
          return;
        }
        if (*index == list->size()) list->push_back({Json::Object{}, origin, 0});
        at = &(*list)[*index];
      } else {
        if (!unreadable_.contains(pointer)) {
          issues_.add({origin, 0, "", "there is no list or object at " + pointer, ""});
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
    const JsonSource& from = sources_[part->origin];
    const std::string name = *part->text();
    const auto fail = [&](const std::string& what) {
      unreadable_.insert('/' + key);
      issues_.add({part->origin, part->token, from.option ? "" : '/' + key, what, ""});
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
    JsonSource source{(shown / name).lexically_normal().string(), "", path.parent_path().string(),
                      named.parent_path().string(), false};
    if (const std::string fault = read_file(path, source.text); !fault.empty()) {
      return fail(fault + ": \"" + name + '"');
    }
    Json content;
    const auto origin = static_cast<std::uint32_t>(sources_.size());
    if (!add_source(std::move(source), named.string(), content)) {
      unreadable_.insert('/' + key);
      return;
    }
    if (content.text()) {  // a part that is a path again would never end
      unreadable_.insert('/' + key);
      issues_.add({origin, 0, "", "must be an object, not a path again", ""});
      return;
    }
    *part = std::move(content);
  }

  void check_whole(const cases::CaseFile& file, const Json& root) {
    for (const cases::Fault& fault : cases::check(file)) {
      JsonIssue issue{root.origin, root.token, "", fault.what, fault.hint};
      const Json* at = &root;
      for (const std::string& step : pointer_steps(fault.pointer)) {
        const Json* next = at->find(step);
        if (const Json::List* list = at->list()) {
          const auto index = list_index(step, list->size());
          next = index && *index < list->size() ? &(*list)[*index] : nullptr;
        }
        if (!next) break;
        issue.pointer = next->origin == at->origin ? issue.pointer + pointer_step(step) : "";
        issue.origin = next->origin;
        issue.token = next->token;
        at = next;
      }
      issues_.add(std::move(issue));
    }
  }

  const LoadOptions& options_;
  Diagnostics& diagnostics_;
  fs::path absolute_;
  std::vector<JsonSource> sources_;
  JsonIssues issues_;
  std::vector<cases::InputFile> inputs_;
  std::set<std::string> unreadable_;  // pointers of parts whose files could not be read
};

}  // namespace

CaseReading read_case_files(const std::string& path, const LoadOptions& options,
                            Diagnostics& diagnostics) {
  return CaseReader{options, diagnostics}.read(path);
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
