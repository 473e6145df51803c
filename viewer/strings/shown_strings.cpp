// SPDX-License-Identifier: MIT
// Every string that may come on screen for a trace.
#include "viewer/strings/shown_strings.hpp"

#include "viewer/strings/strings.hpp"

namespace muster::viewer {

std::vector<std::string> shown_strings(const Run& run) {
  std::vector<std::string> strings;
  for (const Language language : {Language::English, Language::Chinese})
    for (const auto& [text, words] : table(language)) strings.emplace_back(words);
  strings.push_back(run.header.name);
  for (const Site& site : run.sites)
    strings.insert(strings.end(), {site.id, site.name, site.kind, site.responsible});
  for (const Zone& zone : run.zones) strings.insert(strings.end(), {zone.id, zone.name});
  for (const trace::TableInfo& table : run.source.tables())
    for (const trace::ColumnInfo& column : table.columns)
      strings.insert(strings.end(), column.names.begin(), column.names.end());
  return strings;
}

}  // namespace muster::viewer
