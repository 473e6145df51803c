// SPDX-License-Identifier: MIT
// The tables of reference values that stand beside the repository.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/places.hpp"

namespace muster::hazard::fire {

using TableRow = std::map<std::string, std::string>;

/// Rows by heading; none where the file is absent. Quotes hold commas.
inline std::vector<TableRow> read_shared_table(const std::string& name) {
  std::ifstream file(tests::shared_path("reference/data/fire/") + name);
  std::vector<std::string> headings;
  std::vector<TableRow> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (headings.empty()) {
      headings = cells;
      continue;
    }
    TableRow& row = rows.emplace_back();
    for (std::size_t k = 0; k < cells.size() && k < headings.size(); ++k)
      row[headings[k]] = cells[k];
  }
  return rows;
}

}  // namespace muster::hazard::fire
