// SPDX-License-Identifier: MIT
#include "engine/study/folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "engine/case/describe.hpp"
#include "engine/input/json_parse.hpp"
#include "engine/input/json_reader.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/sha256.hpp"
#include "engine/trace/reader.hpp"

namespace muster::study {

namespace fs = std::filesystem;

static void describe(cases::Fields& f, SweepRun& r) {
  f.is("sweep_run", "A run.");
  f.field("seed", r.seed, "Seed of every random draw.", {.required = true});
  f.field("values", r.values, "Values at the pointers.");
  f.field("case_sha256", r.case_sha256, "SHA-256 of the resolved case.", {.required = true});
}

static void describe(cases::Fields& f, Sweep& s) {
  static constexpr const char* kFormats[] = {"muster-sweep-1"};
  int format = 0;
  f.is("sweep", "A study written out run by run.");
  f.choice("format", format, kFormats, "What this file is.", {.required = true});
  f.field("name", s.name, "Name of the study.", {.required = true});
  f.field("pointers", s.pointers, "Where in the case the values go.");
  f.field("runs", s.runs, "The runs, by index.", {.required = true});
}

namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + '"';
}

/// Texts without their quotation marks.
std::string plain(const cases::AnyJson& value) {
  input::Json json;
  std::vector<input::JsonFault> faults;
  input::parse_json(value.text, 0, json, faults);
  return json.text() ? *json.text() : value.text;
}

std::string number(double value) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

RunResult failure(const fs::path& file, const std::string& case_sha256) {
  RunResult result;
  std::ifstream in{file};
  std::string sha256, line;
  if (!std::getline(in, sha256) || sha256 != case_sha256) return result;
  result.state = RunState::Failed;
  std::getline(in, result.message);
  if (std::getline(in, line)) result.message += ": " + line;
  return result;
}

}  // namespace

std::string run_name(std::size_t index) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "run-%06zu", index);
  return name.data();
}

void write_whole(const fs::path& path, const std::string& text) {
  std::string unfinished = path.string() + ".XXXXXX";
  const int file = mkstemp(unfinished.data());
  bool good = file >= 0 && fchmod(file, 0644) == 0;
  for (std::size_t done = 0; good && done < text.size();) {
    const ssize_t bytes = write(file, text.data() + done, text.size() - done);
    good = bytes > 0;
    if (good) done += static_cast<std::size_t>(bytes);
  }
  if (file >= 0) good = close(file) == 0 && good;
  if (good && std::rename(unfinished.c_str(), path.c_str()) == 0) return;
  const std::string reason = std::strerror(errno);
  if (file >= 0) unlink(unfinished.c_str());
  throw RunError{path.string() + ": cannot be written: " + reason};
}

void write_sweep(const fs::path& folder, const Sweep& sweep) {
  Sweep copy = sweep;
  write_whole(folder / "sweep.json",
              input::described_text([&](cases::Fields& f) { visit(f, copy); }, {}));
}

Sweep read_sweep(const fs::path& folder) {
  const fs::path path = folder / "sweep.json";
  Sweep sweep;
  Diagnostics diagnostics;
  input::JsonSources sources;
  input::Json root;
  bool whole = false;
  const std::string fault =
      sources.add_file({path.string(), "", "", "", false}, path.string(), "", root, whole);
  if (!fault.empty()) diagnostics.error(path.string(), fault, "`muster sweep` makes it");
  if (whole) {
    input::PathNames names;
    input::JsonReader reader{root, sources, names};
    visit(reader, sweep);
    const bool sound = std::all_of(sweep.runs.begin(), sweep.runs.end(), [&](const SweepRun& run) {
      return run.values.size() == sweep.pointers.size();
    });
    if (!sound) sources.add({root.origin, root.token, "/runs", "needs a value a pointer", ""});
  }
  sources.report(diagnostics);
  diagnostics.throw_if_errors();
  return sweep;
}

RunResult run_result(const fs::path& folder, const Sweep& sweep, std::size_t index) {
  const std::string& case_sha256 = sweep.runs[index].case_sha256;
  const fs::path trace = folder / (run_name(index) + ".h5");
  std::error_code ignored;
  if (fs::exists(trace, ignored)) {
    try {
      const trace::Reader reader{trace};
      if (reader.header().complete && input::sha256(reader.text("case")) == case_sha256) {
        RunResult result;
        result.state = RunState::Done;
        std::array<char, 17> hex{};
        std::snprintf(hex.data(), hex.size(), "%016" PRIx64, reader.header().fingerprint);
        result.fingerprint = hex.data();
        const auto subjects = trace::column<std::string>(reader, "summary", "subject");
        const auto names = trace::column<std::string>(reader, "summary", "name");
        const auto units = trace::column<std::string>(reader, "summary", "unit");
        const auto values = trace::column<double>(reader, "summary", "value");
        for (std::size_t i = 0; i < names.size(); ++i) {
          std::string name = subjects[i].empty() ? names[i] : subjects[i] + '/' + names[i];
          if (units[i] != "1") name.append(" [").append(units[i]).append("]");
          result.values.emplace_back(std::move(name), number(values[i]));
        }
        return result;
      }
    } catch (const std::exception&) {  // damaged: to be made again
    }
  }
  return failure(folder / (run_name(index) + ".failed"), case_sha256);
}

InputCheck::InputCheck(const std::string& case_path) : folder_{case_path} {
  if (!fs::is_directory(folder_)) folder_ = folder_.parent_path();
}

bool InputCheck::unchanged(const fs::path& trace) {
  const trace::Reader reader{trace};
  const auto paths = trace::column<std::string>(reader, "inputs", "path");
  const auto hashes = trace::column<std::string>(reader, "inputs", "sha256");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto [known, fresh] = hashes_.try_emplace(paths[i]);
    if (fresh) {
      try {
        known->second = input::hash_input(paths[i], (folder_ / paths[i]).string()).sha256;
      } catch (const InputError&) {  // the run itself will say so
      }
    }
    if (known->second != hashes[i]) return false;
  }
  return true;
}

std::vector<RunResult> collate(const fs::path& folder, const Sweep& sweep) {
  std::vector<RunResult> results;
  std::vector<std::string> columns;  // in the order of the first run that has them
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < sweep.runs.size(); ++i) {
    results.push_back(run_result(folder, sweep, i));
    for (const auto& [name, value] : results.back().values) {
      if (place.try_emplace(name, columns.size()).second) columns.push_back(name);
    }
  }
  std::string text = "index,seed";
  for (const std::string& pointer : sweep.pointers) text += ',' + csv_cell(pointer);
  text += ",state,fingerprint,message";
  for (const std::string& name : columns) text += ',' + csv_cell(name);
  for (std::size_t i = 0; i < results.size(); ++i) {
    static constexpr const char* kStates[] = {"missing", "failed", "done"};
    const RunResult& result = results[i];
    text += '\n' + std::to_string(i) + ',' + std::to_string(sweep.runs[i].seed);
    for (const cases::AnyJson& value : sweep.runs[i].values) text += ',' + csv_cell(plain(value));
    text.append(",").append(kStates[static_cast<std::size_t>(result.state)]);
    text += ',' + result.fingerprint + ',' + csv_cell(result.message);
    std::vector<std::string> cells(columns.size());
    for (const auto& [name, value] : result.values) cells[place.at(name)] = value;
    for (const std::string& cell : cells) text += ',' + cell;
  }
  write_whole(folder / "results.csv", text + '\n');
  return results;
}

}  // namespace muster::study
