// SPDX-License-Identifier: MIT
// Text to rows and cells.
#include "engine/input/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <utility>

#include "engine/input/plain_file.hpp"

namespace muster::input {
namespace {

constexpr std::size_t kHeaderAmongRows = 20;

bool blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kWideBlank = "\xe3\x80\x80";  // U+3000, usual in Chinese sheets
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(kWideBlank)) {
      text.remove_prefix(kWideBlank.size());
      again = true;
    }
    if (text.ends_with(kWideBlank)) {
      text.remove_suffix(kWideBlank.size());
      again = true;
    }
  }
  return text;
}

/// A heading without its case and blanks.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!blank(c) && c != '\n' && c != '\r') {
      result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return result;
}

/// What a heading may be known by: "纬度 (Latitude)" by either part, "人数（人）" by the first.
std::vector<std::string> forms_of(std::string_view heading) {
  const std::string whole = plain(heading);
  std::vector<std::string> forms{whole};
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"},
                                    {"\xef\xbc\x88", "\xef\xbc\x89"}}) {  // full-width brackets
    const std::size_t begin = whole.find(open);
    if (begin == std::string::npos) continue;
    forms.push_back(whole.substr(0, begin));
    const std::size_t from = begin + open.size();
    const std::size_t end = whole.find(close, from);
    if (end != std::string::npos) forms.push_back(whole.substr(from, end - from));
  }
  return forms;
}

/// The separator that the first lines have most of, quotes apart.
char separator_of(std::string_view text) {
  constexpr std::array<char, 3> kSeparators{',', ';', '\t'};
  std::array<std::size_t, 3> best{};
  std::size_t lines = 0, pos = 0;
  while (pos < text.size() && lines < kHeaderAmongRows) {
    std::array<std::size_t, 3> count{};
    bool quoted = false;
    const bool comment = text[pos] == '#';
    for (; pos < text.size() && (quoted || text[pos] != '\n'); ++pos) {
      if (text[pos] == '"') quoted = !quoted;
      for (std::size_t k = 0; k < kSeparators.size(); ++k) {
        count[k] += !quoted && text[pos] == kSeparators[k];
      }
    }
    ++pos;
    ++lines;
    for (std::size_t k = 0; !comment && k < best.size(); ++k) best[k] = std::max(best[k], count[k]);
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(best.begin(), best.end()) -
                                              best.begin())];
}

/// What offices write over a column, for each of our names.
const std::map<std::string, std::vector<std::string>>& aliases() {
  static const std::map<std::string, std::vector<std::string>> table{
      {"id", {"id", "code", "编号", "编码", "代码"}},
      {"name", {"name", "名称", "点名"}},
      {"kind", {"kind", "type", "类型", "类别"}},
      {"lon", {"lon", "lng", "long", "longitude", "经度"}},
      {"lat", {"lat", "latitude", "纬度"}},
      {"x", {"x", "x_m", "x_coord", "x坐标"}},
      {"y", {"y", "y_m", "y_coord", "y坐标"}},
      {"east", {"east", "easting", "东坐标", "横坐标"}},
      {"north", {"north", "northing", "北坐标", "纵坐标"}},
      {"persons", {"persons", "people", "population", "人数", "人口", "总人数"}},
      {"vehicles", {"vehicles", "cars", "车辆数", "车辆"}},
      {"household", {"household", "household_id", "户号", "户编号"}},
      {"group", {"group", "village_group", "组号", "村民小组"}},
      {"capacity_persons", {"capacity_persons", "capacity", "容量", "容纳人数", "可容纳人数"}},
      {"area_m2", {"area_m2", "area", "面积"}},
      {"tier", {"tier", "level", "等级"}},
      {"floor_above_ground_m", {"floor_above_ground_m"}},
      {"rate_veh_h", {"rate_veh_h"}},
      {"parking_vehicles", {"parking_vehicles", "停车位"}},
      {"responsible", {"responsible", "责任人"}},
      {"schools", {"schools", "学校"}},
      {"time", {"time", "datetime", "date", "时间", "日期"}},
  };
  return table;
}

}  // namespace

int Table::column(std::string_view heading) const {
  const std::string wanted = plain(heading);
  for (std::size_t k = 0; k < headings_.size(); ++k) {
    if (plain(headings_[k]) == wanted) return static_cast<int>(k);
  }
  return -1;
}

Table parse_table(std::string text, std::string path,
                  const std::vector<std::string>& known_headings, bool has_header,
                  Diagnostics& diagnostics) {
  Table table;
  table.path_ = std::move(path);
  std::optional<std::string> utf8 = to_utf8(std::move(text));
  if (!utf8) {
    diagnostics.error(table.path_, "the text is in no encoding that is known here",
                      "save the table as UTF-8 or GB18030");
    return table;
  }
  table.text_ = std::make_unique<std::string>(std::move(*utf8));
  std::string& buffer = *table.text_;
  const char separator = separator_of(buffer);

  // Quoted cells are unescaped in place: they only get shorter.
  char* const end = buffer.data() + buffer.size();
  char* at = buffer.data();
  std::size_t line = 1;
  const auto row_is_empty = [&](std::size_t from) {
    return std::all_of(table.cells_.begin() + static_cast<std::ptrdiff_t>(from), table.cells_.end(),
                       [](std::string_view cell) { return cell.empty(); });
  };
  while (at < end) {
    if (*at == '#') {
      while (at < end && *at != '\n') ++at;
      if (at < end) ++at;
      ++line;
      continue;
    }
    const std::size_t row_line = line, row_first = table.cells_.size();
    for (bool row_open = true; row_open;) {
      while (at < end && blank(*at) && *at != separator) ++at;
      std::string_view cell;
      if (at < end && *at == '"') {
        char* const begin = ++at;
        char* out = begin;
        bool closed = false;
        for (; at < end; ++at) {
          if (*at == '"') {
            if (at + 1 < end && at[1] == '"') {
              ++at;
            } else {
              ++at;
              closed = true;
              break;
            }
          }
          line += *at == '\n';
          *out++ = *at;
        }
        if (!closed) {
          diagnostics.error(table.path_ + ":" + std::to_string(row_line),
                            "a quote is opened here and never closed");
          table.cells_.clear();
          table.first_.assign(1, 0);
          table.lines_.clear();
          return table;
        }
        cell = {begin, static_cast<std::size_t>(out - begin)};
        while (at < end && *at != separator && *at != '\n') ++at;  // blanks after the quote
      } else {
        char* const begin = at;
        while (at < end && *at != separator && *at != '\n') ++at;
        cell = {begin, static_cast<std::size_t>(at - begin)};
        if (!cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
      }
      table.cells_.push_back(trim(cell));
      row_open = at < end && *at == separator;
      if (at < end) {
        line += *at == '\n';
        ++at;
      }
    }
    if (row_is_empty(row_first)) {
      table.cells_.resize(row_first);
      continue;
    }
    table.first_.push_back(table.cells_.size());
    table.lines_.push_back(row_line);
  }
  if (has_header && table.rows() == 0) {
    diagnostics.error(table.path_, "is empty: it has not even a line of headings");
  }
  if (!has_header || table.rows() == 0) return table;

  std::set<std::string> known;
  for (const std::string& heading : known_headings) known.insert(plain(heading));
  std::size_t header = 0, most = 0, fullest = 0, most_filled = 0;
  for (std::size_t row = 0; row < std::min(table.rows(), kHeaderAmongRows); ++row) {
    std::size_t matches = 0, filled = 0;
    for (std::size_t k = 0; k < table.cells_in(row); ++k) {
      const std::string_view cell = table.cell(row, static_cast<int>(k));
      filled += !cell.empty();
      const std::vector<std::string> forms = forms_of(cell);
      matches += std::any_of(forms.begin(), forms.end(),
                             [&](const std::string& form) { return known.contains(form); });
    }
    if (matches > most) {
      most = matches;
      header = row;
    }
    if (filled > most_filled) {
      most_filled = filled;
      fullest = row;
    }
  }
  if (most == 0) header = fullest;
  table.header_line_ = table.lines_[header];
  for (std::size_t k = 0; k < table.cells_in(header); ++k) {
    table.headings_.emplace_back(table.cell(header, static_cast<int>(k)));
  }
  const auto gone = static_cast<std::ptrdiff_t>(header + 1);
  table.lines_.erase(table.lines_.begin(), table.lines_.begin() + gone);
  table.first_.erase(table.first_.begin(), table.first_.begin() + gone);
  return table;
}

std::optional<std::string> read_text(const std::string& path, std::uint64_t most_bytes,
                                     Diagnostics& diagnostics) {
  if (const std::string fault = plain_file_fault(path); !fault.empty()) {
    diagnostics.error(path, fault);
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  file.seekg(0, std::ios::end);
  const std::streamoff bytes = file.tellg();
  file.seekg(0);
  if (bytes < 0 || !file) {
    diagnostics.error(path, "cannot be read");
    return std::nullopt;
  }
  if (static_cast<std::uint64_t>(bytes) > most_bytes) {
    diagnostics.error(path, "has " + std::to_string(bytes) + " bytes; at most " +
                                std::to_string(most_bytes) + " are read");
    return std::nullopt;
  }
  std::string text(static_cast<std::size_t>(bytes), '\0');
  if (!file.read(text.data(), bytes)) {
    diagnostics.error(path, "cannot be read");
    return std::nullopt;
  }
  return text;
}

std::optional<double> to_number(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  // "12.0": sheets write whole numbers so
  const std::optional<double> number = to_number(text);
  if (number && *number == std::floor(*number) && std::fabs(*number) < 9e15) {
    return static_cast<std::int64_t>(*number);
  }
  return std::nullopt;
}

int find_column(const Table& table, const std::string& name,
                const std::map<std::string, std::string>& mapped, Diagnostics& diagnostics) {
  if (const auto it = mapped.find(name); it != mapped.end()) {
    const int column = table.column(it->second);
    if (column < 0) {
      std::string have;
      for (const std::string& heading : table.headings()) {
        have += (have.empty() ? "" : ", ") + heading;
      }
      diagnostics.error(table.path() + ":" + std::to_string(table.header_line()),
                        "no column is headed '" + it->second + "' (for '" + name + "')",
                        "the headings are: " + have);
    }
    return column;
  }
  const auto it = aliases().find(name);
  if (it == aliases().end()) return table.column(name);
  for (const std::string& alias : it->second) {
    const std::string wanted = plain(alias);
    for (std::size_t k = 0; k < table.headings().size(); ++k) {
      const std::vector<std::string> forms = forms_of(table.headings()[k]);
      if (std::find(forms.begin(), forms.end(), wanted) != forms.end()) return static_cast<int>(k);
    }
  }
  return -1;
}

std::vector<std::string> known_headings(const std::map<std::string, std::string>& mapped) {
  std::vector<std::string> known;
  for (const auto& [name, headings] : aliases()) {
    known.insert(known.end(), headings.begin(), headings.end());
  }
  for (const auto& [name, heading] : mapped) known.push_back(heading);
  return known;
}

}  // namespace muster::input
