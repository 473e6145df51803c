// SPDX-License-Identifier: MIT
// Tables of times and values.
#include "engine/input/series.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "engine/case/time_text.hpp"
#include "engine/input/layer.hpp"

namespace muster::input {
namespace {

struct Row {
  SimTime time;
  double value;
  std::size_t line;
};

constexpr double kMostSeconds = 1e11;  // 3,000 years

/// Up to `most` digits from the front; nothing where there is none.
std::optional<int> digits(std::string_view& text, std::size_t most) {
  int value = 0;
  std::size_t n = 0;
  while (n < text.size() && n < most && text[n] >= '0' && text[n] <= '9') {
    value = 10 * value + (text[n++] - '0');
  }
  if (n == 0) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

bool accept(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// "Z", "UTC", "+08:00", "+0800", "+8" (as GDAL writes columns of dates), after a blank or none.
std::optional<double> table_offset(std::string_view text) {
  while (accept(text, " ")) {
  }
  if (text == "Z" || text == "UTC" || text == "GMT") return 0;
  const bool west = text.starts_with('-');
  if (!accept(text, "+-")) return std::nullopt;
  const std::optional<int> hours = digits(text, 2);
  if (!hours || *hours > 18) return std::nullopt;
  double offset_s = *hours * 3600.0;
  if (!text.empty()) {
    accept(text, ":");
    const std::optional<int> minutes = digits(text, 2);
    if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
    offset_s += *minutes * 60.0;
  }
  return west ? -offset_s : offset_s;
}

/// Ascending times without duplicates.
world::TimeSeries ordered(std::vector<Row> rows, const std::string& path, Import& import) {
  std::int64_t back = 0;
  std::size_t first = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].time < rows[i - 1].time && back++ == 0) first = rows[i].line;
  }
  if (back > 0) {
    import.diagnostics.warning(
        path + ":" + std::to_string(first),
        "this row is earlier than the one before it" +
            (back == 1 ? "" : ", and so are " + std::to_string(back - 1) + " more"),
        "the rows are sorted by time");
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.time < b.time; });
  }
  const std::string name = std::filesystem::path(path).filename().string();
  world::TimeSeries series;
  std::int64_t twice = 0;
  for (const Row& row : rows) {
    if (!series.time.empty() && series.time.back() == row.time) {
      if (series.value.back() != row.value) {
        if (++twice <= 5) {
          char text[96];
          std::snprintf(text, sizeof text, "%g here, %g in an earlier row", row.value,
                        series.value.back());
          import.diagnostics.warning(path + ":" + std::to_string(row.line),
                                     std::string("two values at one time: ") + text,
                                     "the later row holds; leave kinds out with skip_kinds");
        }
        series.value.back() = row.value;
      }
      continue;
    }
    series.time.push_back(row.time);
    series.value.push_back(row.value);
  }
  import.find("times of " + name + " with two values", twice, "the later row holds");
  return series;
}

}  // namespace

std::optional<double> table_time(std::string_view text, double offset_s, double date_only_hour) {
  const std::optional<int> year = digits(text, 4);
  if (!year || !accept(text, "-/.")) return std::nullopt;
  const std::optional<int> month = digits(text, 2);
  if (!month || !accept(text, "-/.")) return std::nullopt;
  const std::optional<int> day = digits(text, 2);
  if (!day) return std::nullopt;
  double second_of_day = date_only_hour * 3600;
  if (!text.empty()) {
    if (!accept(text, "T ")) return std::nullopt;
    const std::optional<int> hour = digits(text, 2);
    if (!hour || !accept(text, ":")) return std::nullopt;
    const std::optional<int> minute = digits(text, 2);
    if (!minute || *hour > 24 || *minute > 59) return std::nullopt;
    double second = 0;
    if (accept(text, ":")) {
      const std::optional<int> whole = digits(text, 2);
      if (!whole || *whole > 60) return std::nullopt;
      second = *whole;
      if (accept(text, ".,")) {
        double unit = 0.1;
        while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
          second += unit * (text[0] - '0');
          unit /= 10;
          text.remove_prefix(1);
        }
      }
    }
    second_of_day = *hour * 3600.0 + *minute * 60.0 + second;
    if (!text.empty()) {
      const std::optional<double> stated = table_offset(text);
      if (!stated) return std::nullopt;
      offset_s = *stated;
    }
  }
  char midnight[32];
  std::snprintf(midnight, sizeof midnight, "%04d-%02d-%02dT00:00:00Z", *year, *month, *day);
  const std::optional<std::int64_t> seconds = cases::parse_time(midnight);
  if (!seconds) return std::nullopt;
  return static_cast<double>(*seconds) + second_of_day - offset_s;
}

double offset_of(const std::string& start) {
  if (start.size() < 6 || start.back() == 'Z') return 0;
  return static_cast<double>(cases::parse_utc_offset(start.substr(start.size() - 6)).value_or(0));
}

std::optional<world::TimeSeries> read_series(const cases::Series& series,
                                             const std::string& case_start,
                                             const std::string& where, Import& import) {
  const std::size_t errors = import.diagnostics.errors();
  std::vector<Row> rows;
  if (series.path.empty()) {
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      const auto& [time_s, value] = series.values[i];
      if (!std::isfinite(value) || !(std::fabs(time_s) <= kMostSeconds)) {
        import.diagnostics.error(where, "value " + std::to_string(i + 1) + " is not finite");
        return std::nullopt;
      }
      rows.push_back({from_seconds(time_s), value, i + 1});
    }
    return ordered(std::move(rows), where, import);
  }

  const std::optional<std::int64_t> start = cases::parse_time(case_start);
  if (!start) {
    import.diagnostics.error(
        "#/start", "is no time, so that the times of " + series.path + " have no meaning");
    return std::nullopt;
  }
  double offset_s = offset_of(case_start);
  if (!series.utc_offset.empty()) {
    const std::optional<std::int64_t> stated = cases::parse_utc_offset(series.utc_offset);
    if (!stated) {
      import.diagnostics.error(where, "utc_offset '" + series.utc_offset + "' is none");
      return std::nullopt;
    }
    offset_s = static_cast<double>(*stated);
  }
  const std::map<std::string, std::string> mapped{{"time", series.time_column},
                                                  {"value", series.value_column}};
  const std::optional<Table> table = read_table(series.path, "", mapped, import);
  if (!table) return std::nullopt;
  const int time = find_column(*table, "time", mapped, import.diagnostics);
  const int value = find_column(*table, "value", mapped, import.diagnostics);
  const int kind = find_column(*table, "kind", {}, import.diagnostics);
  if (import.diagnostics.errors() != errors) return std::nullopt;
  std::int64_t skipped = 0;
  {
    RowProblems problems(import.diagnostics, series.path);
    for (std::size_t r = 0; r < table->rows(); ++r) {
      const auto& skip = series.skip_kinds;
      if (std::find(skip.begin(), skip.end(), table->cell(r, kind)) != skip.end()) {
        ++skipped;
        continue;
      }
      const std::optional<double> at =
          table_time(table->cell(r, time), offset_s, series.date_only_hour);
      const std::optional<double> number = to_number(table->cell(r, value));
      if (!at) {
        problems.error(table->line(r), in_quotes(table->cell(r, time)) + " is no time",
                       "such as 2024-05-01T21:53 or 2024-05-01");
      } else if (!number) {
        problems.error(table->line(r), in_quotes(table->cell(r, value)) + " is no number");
      } else if (std::fabs(*at - static_cast<double>(*start)) > kMostSeconds) {
        problems.error(table->line(r), "lies thousands of years from the case's start");
      } else {
        rows.push_back({from_seconds(*at - static_cast<double>(*start)), *number, table->line(r)});
      }
    }
  }
  if (import.diagnostics.errors() != errors) return std::nullopt;
  import.find("rows of " + std::filesystem::path(series.path).filename().string() +
                  " of a kind to be skipped",
              skipped);
  if (rows.empty()) {
    import.diagnostics.error(series.path, "holds no row that is to be kept",
                             series.skip_kinds.empty() ? "" : "skip_kinds leaves all of them out");
    return std::nullopt;
  }
  return ordered(std::move(rows), series.path, import);
}

}  // namespace muster::input
