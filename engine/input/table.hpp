// SPDX-License-Identifier: MIT
// Tables as an office keeps them: CSV (quotes, CRLF, byte order mark, GB18030, title rows) and
// sheets.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"

namespace muster::input {

/// Rows of text cells under headings. Cells are trimmed and point into the table's own text.
class Table {
 public:
  Table() = default;

  const std::string& path() const { return path_; }
  const std::vector<std::string>& headings() const { return headings_; }
  std::size_t rows() const { return lines_.size(); }
  /// Line of the file where a row starts, from 1.
  std::size_t line(std::size_t row) const { return lines_[row]; }
  std::size_t header_line() const { return header_line_; }
  std::size_t cells_in(std::size_t row) const { return first_[row + 1] - first_[row]; }
  /// Empty where the row ends before the column, or `column` is -1.
  std::string_view cell(std::size_t row, int column) const {
    const std::size_t k = static_cast<std::size_t>(column);
    return column < 0 || k >= cells_in(row) ? std::string_view{} : cells_[first_[row] + k];
  }
  /// Index of the column whose heading is `heading`, whatever its case and blanks; -1 where none
  /// is.
  int column(std::string_view heading) const;

 private:
  friend Table parse_table(std::string text, std::string path,
                           const std::vector<std::string>& known_headings, bool has_header,
                           Diagnostics& diagnostics);

  std::string path_;
  std::unique_ptr<std::string> text_;  // on the heap, so that cells survive a move of the table
  std::vector<std::string> headings_;
  std::size_t header_line_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<std::size_t> first_{0};  // rows + 1
  std::vector<std::size_t> lines_;
};

/// Largest table file that is read.
inline constexpr std::uint64_t kMostTableBytes = 2ull << 30;

/// Splits `text` into a table. Lines that start with '#' and empty rows are passed over. The header
/// is the row among the first 20 that holds the most of `known_headings`; where none does, the
/// first row with the most cells filled. Commas, semicolons or tabs separate cells, whichever the
/// header row has most of. Text that is not UTF-8 is taken for GB18030 (which GBK and GB2312 are
/// part of). Problems, such as a quote that is never closed, go to `diagnostics`. About 150 MB/s.
Table parse_table(std::string text, std::string path,
                  const std::vector<std::string>& known_headings, bool has_header,
                  Diagnostics& diagnostics);

/// Bytes of a file up to `most_bytes`; nothing, with a problem reported, where it cannot be read.
std::optional<std::string> read_text(const std::string& path, std::uint64_t most_bytes,
                                     Diagnostics& diagnostics);

/// The file as UTF-8, without byte order mark; nothing where it is in no encoding that is known
/// here.
std::optional<std::string> to_utf8(std::string text);

/// A number and nothing else; nothing for NaN, infinities and empty text.
std::optional<double> to_number(std::string_view text);
std::optional<std::int64_t> to_integer(std::string_view text);

/// The column for `name`: as `mapped` says, else under one of the headings that offices use for it.
/// -1 where there is none; a mapped heading that the table lacks is reported.
int find_column(const Table& table, const std::string& name,
                const std::map<std::string, std::string>& mapped, Diagnostics& diagnostics);

/// Every heading that find_column knows, to tell the header row by; and those of `mapped`.
std::vector<std::string> known_headings(const std::map<std::string, std::string>& mapped);

}  // namespace muster::input
