// SPDX-License-Identifier: MIT
// Tables whose columns are fixed: reading a row's cells and saying what is wrong with them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/input/table.hpp"

namespace muster::input {

/// Reads the CSV file and finds the columns that it must have: index[k] is where columns[k] stands.
/// False, with the problems reported, where the file or a column is missing.
bool open_table(const std::string& path, const std::vector<std::string>& columns, Import& import,
                Table& table, std::vector<int>& index);

/// One row. The first thing that is wrong with it is reported, the rest of the row passed over.
class TableRow {
 public:
  /// A row with fewer cells than the heading is wrong from the start.
  TableRow(const Table& table, const std::vector<int>& index, std::size_t row,
           RowProblems& problems);

  bool good() const { return good_; }
  void fail(std::string what, std::string hint = {});
  std::string_view text(std::size_t k) const { return table_.cell(row_, index_[k]); }
  bool empty(std::size_t k) const { return text(k).empty(); }
  /// 0 where the cell holds none.
  std::int64_t integer(std::size_t k);
  std::int64_t integer(std::size_t k, std::int64_t least, std::int64_t most);
  double number(std::size_t k, double least, double most);

 private:
  const std::string& heading(std::size_t k) const;

  const Table& table_;
  const std::vector<int>& index_;
  std::size_t row_;
  RowProblems& problems_;
  bool good_ = true;
};

}  // namespace muster::input
