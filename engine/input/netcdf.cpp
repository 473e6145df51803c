// SPDX-License-Identifier: MIT
// netCDF files through GDAL.
#include "engine/input/netcdf.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "engine/case/suggest.hpp"
#include "engine/input/gdal_quiet.hpp"
#include "engine/input/series.hpp"

namespace muster::input {
namespace {

struct Unit {
  double s;
  std::array<const char*, 5> names;
};
constexpr Unit kUnits[] = {{1, {"s", "sec", "secs", "second", "seconds"}},
                           {60, {"min", "mins", "minute", "minutes", "minute"}},
                           {3600, {"h", "hr", "hrs", "hour", "hours"}},
                           {86400, {"d", "day", "days", "day", "day"}}};

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// Variables that may be maps in time.
std::vector<std::string> names_of_maps(const GDALGroup& root) {
  std::vector<std::string> names;
  for (const std::string& name : root.GetMDArrayNames()) {
    const std::shared_ptr<GDALMDArray> array = root.OpenMDArray(name);
    if (array && array->GetDimensionCount() > 1) names.push_back(name);
  }
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

/// What counts days as the case does.
bool is_usual(std::string_view calendar, double zero_s) {
  constexpr double kGregorian_s = -12219292800;  // 1582-10-15
  if (calendar == "proleptic_gregorian") return true;
  const bool standard = calendar.empty() || calendar == "standard" || calendar == "gregorian";
  return standard && zero_s >= kGregorian_s;
}

/// The variable's axis of time; nothing, with the problem reported, where it has none.
std::shared_ptr<GDALMDArray> time_axis(const std::string& path, const std::string& variable,
                                       const GDALMDArray& array, Import& import) {
  const auto& dimensions = array.GetDimensions();
  std::vector<std::string> names;
  for (const auto& dimension : dimensions) names.push_back(dimension->GetName());
  if (dimensions.size() != 3) {
    import.diagnostics.error(
        path, in_quotes(variable) + " has the dimensions " + joined(names),
        "it needs three: time, y and x; take out others with ncks or gdalmdimtranslate");
    return nullptr;
  }
  std::shared_ptr<GDALMDArray> axis = dimensions[0]->GetIndexingVariable();
  if (!axis || axis->GetDimensionCount() != 1) {
    import.diagnostics.error(
        path,
        "has no variable " + in_quotes(names[0]) + " with the times of " + in_quotes(variable),
        "its first dimension needs a variable of its name, in units such as "
        "\"seconds since 2024-04-30 06:00:00\"");
    return nullptr;
  }
  return axis;
}

std::optional<TimeUnits> units_of(const std::string& path, const GDALMDArray& axis,
                                  Import& import) {
  const std::string where = in_quotes(axis.GetName());
  const std::optional<TimeUnits> units = parse_time_units(axis.GetUnit());
  if (!units) {
    import.diagnostics.error(
        path, "the units of " + where + ", " + in_quotes(axis.GetUnit()) + ", are no time",
        "such as \"seconds since 2024-04-30 06:00:00\"");
    return std::nullopt;
  }
  const std::shared_ptr<GDALAttribute> attribute = axis.GetAttribute("calendar");
  const char* calendar = attribute ? attribute->ReadAsString() : nullptr;
  if (is_usual(lower(calendar ? calendar : ""), units->zero_s)) return units;
  import.diagnostics.error(path,
                           where + " counts by the calendar " +
                               in_quotes(calendar ? calendar : "standard") +
                               ", in which a case's times are others",
                           "write its times in the calendar proleptic_gregorian");
  return std::nullopt;
}

std::optional<std::vector<double>> times_of(const std::string& path, const GDALMDArray& axis,
                                            const TimeUnits& units, Import& import) {
  std::vector<double> time_s(static_cast<std::size_t>(axis.GetTotalElementsCount()));
  const GUInt64 start[1] = {0};
  const std::size_t count[1] = {time_s.size()};
  if (time_s.empty() || !axis.Read(start, count, nullptr, nullptr,
                                   GDALExtendedDataType::Create(GDT_Float64), time_s.data())) {
    import.diagnostics.error(path, "the times " + in_quotes(axis.GetName()) + " cannot be read");
    return std::nullopt;
  }
  for (double& time : time_s) time = units.zero_s + units.unit_s * time;
  for (std::size_t i = 0; i < time_s.size(); ++i) {
    constexpr double kMostSeconds = 1e11;
    const bool sound = time_s[i] > -kMostSeconds && time_s[i] < kMostSeconds;
    if (sound && (i == 0 || time_s[i] > time_s[i - 1])) continue;
    import.diagnostics.error(path,
                             "the times " + in_quotes(axis.GetName()) + " do not ascend: number " +
                                 std::to_string(i + 1) + " of " + std::to_string(time_s.size()) +
                                 " is not after the one before it",
                             "sort its maps by time and leave none twice");
    return std::nullopt;
  }
  return time_s;
}

}  // namespace

std::optional<TimeUnits> parse_time_units(std::string_view text) {
  constexpr std::string_view kSince = " since ";
  const std::string small = lower(text);
  const std::size_t since = small.find(kSince);
  if (since == std::string::npos) return std::nullopt;
  const std::string_view name = std::string_view{small}.substr(0, since);
  const std::optional<double> zero_s = table_time(text.substr(since + kSince.size()), 0, 0);
  if (!zero_s) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (std::find(unit.names.begin(), unit.names.end(), name) != unit.names.end())
      return TimeUnits{unit.s, *zero_s};
  }
  return std::nullopt;
}

std::optional<std::vector<double>> netcdf_times(const std::string& path,
                                                const std::string& variable, Import& import) {
  if (!import.take(path)) return std::nullopt;
  const GdalQuiet quiet;
  GDALAllRegister();
  if (GetGDALDriverManager()->GetDriverByName("netCDF") == nullptr) {
    import.diagnostics.error(path, "cannot be read: the GDAL of this program knows no netCDF",
                             "install GDAL's netCDF driver, or write GeoTIFFs for depth_steps");
    return std::nullopt;
  }
  const char* const drivers[] = {"netCDF", nullptr};
  const std::unique_ptr<GDALDataset> file{
      GDALDataset::Open(path.c_str(), GDAL_OF_MULTIDIM_RASTER, drivers)};
  const std::shared_ptr<GDALGroup> root = file ? file->GetRootGroup() : nullptr;
  if (!root) {
    import.diagnostics.error(path, "is no netCDF file that GDAL can read" +
                                       (quiet.message().empty() ? "" : ": " + quiet.message()));
    return std::nullopt;
  }
  const std::shared_ptr<GDALMDArray> array = root->OpenMDArray(variable);
  if (!array) {
    const std::vector<std::string> names = names_of_maps(*root);
    const std::string guess = cases::did_you_mean(variable, names);
    import.diagnostics.error(
        path, "has no variable " + in_quotes(variable) + "; its maps are " + joined(names), guess);
    return std::nullopt;
  }
  const std::shared_ptr<GDALMDArray> axis = time_axis(path, variable, *array, import);
  if (!axis) return std::nullopt;
  const std::optional<TimeUnits> units = units_of(path, *axis, import);
  if (!units) return std::nullopt;
  return times_of(path, *axis, *units, import);
}

}  // namespace muster::input
