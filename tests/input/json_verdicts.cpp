// SPDX-License-Identifier: MIT
// Says of each line of stdin, "KIND<tab>JSON", whether the reader accepts the document: "ok", or
// "bad" and why.
#include <iostream>

#include "engine/case/describe.hpp"
#include "engine/input/json_parse.hpp"
#include "engine/input/json_reader.hpp"

namespace {

using namespace muster;

template <class File>
void read(const input::Json& json, input::JsonSources& sources) {
  input::PathNames names;
  input::JsonReader reader{json, sources, names};
  File file;
  visit(reader, file);
}

std::string verdict(const std::string& kind, const std::string& text) {
  input::JsonSources sources;
  const std::uint32_t origin = sources.add_option("document", "/");
  input::Json json;
  if (!sources.parse_option(text, origin, json)) return "bad: not JSON";
  if (kind == "case") read<cases::CaseFile>(json, sources);
  if (kind == "world") read<cases::WorldFile>(json, sources);
  if (kind == "event") read<cases::EventFile>(json, sources);
  if (kind == "plan") read<cases::PlanFile>(json, sources);
  if (kind == "study") read<cases::StudyFile>(json, sources);
  if (kind == "decision") read<cases::Decision>(json, sources);
  if (sources.ok()) return "ok";
  Diagnostics diagnostics;
  sources.report(diagnostics);
  return "bad: " + to_string(diagnostics.problems().front());
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    std::cout << verdict(line.substr(0, tab), line.substr(tab + 1)) << '\n';
  }
}
