// SPDX-License-Identifier: MIT
// Cells of fixed columns, checked.
#include "engine/input/table_row.hpp"

#include <cstdio>
#include <optional>
#include <utility>

namespace muster::input {
namespace {

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

bool open_table(const std::string& path, const std::vector<std::string>& columns, Import& import,
                Table& table, std::vector<int>& index) {
  if (!import.take(path)) return false;
  std::optional<std::string> text = read_text(path, kMostTableBytes, import.diagnostics);
  if (!text) return false;
  const std::size_t before = import.diagnostics.errors();
  table = parse_table(std::move(*text), path, columns, true, import.diagnostics);
  for (const std::string& name : columns) {
    index.push_back(table.column(name));
    if (index.back() < 0 && !table.headings().empty()) {
      import.diagnostics.error(path + ":" + std::to_string(table.header_line()),
                               "the column '" + name + "' is missing");
    }
  }
  return import.diagnostics.errors() == before;
}

TableRow::TableRow(const Table& table, const std::vector<int>& index, std::size_t row,
                   RowProblems& problems)
    : table_{table}, index_{index}, row_{row}, problems_{problems} {
  if (table.cells_in(row) < table.headings().size()) {
    fail("has " + std::to_string(table.cells_in(row)) + " of " +
         std::to_string(table.headings().size()) + " columns");
  }
}

void TableRow::fail(std::string what, std::string hint) {
  if (good_) problems_.error(table_.line(row_), std::move(what), std::move(hint));
  good_ = false;
}

std::int64_t TableRow::integer(std::size_t k) {
  const std::optional<std::int64_t> value = to_integer(text(k));
  if (!value) fail(heading(k) + " must be a whole number (is '" + std::string(text(k)) + "')");
  return value.value_or(0);
}

std::int64_t TableRow::integer(std::size_t k, std::int64_t least, std::int64_t most) {
  const std::int64_t value = integer(k);
  if (good_ && (value < least || value > most)) {
    fail(heading(k) + " must be from " + std::to_string(least) + " to " + std::to_string(most) +
         " (is " + std::to_string(value) + ")");
  }
  return value;
}

double TableRow::number(std::size_t k, double least, double most) {
  const std::optional<double> value = to_number(text(k));
  if (!value) {
    fail(heading(k) + " must be a number (is '" + std::string(text(k)) + "')");
  } else if (!(*value >= least && *value <= most)) {
    fail(heading(k) + " must be from " + short_number(least) + " to " + short_number(most) +
         " (is " + std::string(text(k)) + ")");
  }
  return value.value_or(0);
}

const std::string& TableRow::heading(std::size_t k) const {
  return table_.headings()[static_cast<std::size_t>(index_[k])];
}

}  // namespace muster::input
