// SPDX-License-Identifier: MIT
#include "engine/input/amount.hpp"

#include <cmath>
#include <cstdio>

namespace muster::input {

std::optional<std::vector<float>> read_amount(const cases::Amount& amount, const AmountRule& rule,
                                              const world::Grid& grid, const std::string& crs,
                                              const std::string& where, Import& import) {
  const auto fits = [&](double value) { return value >= rule.least && value <= rule.most; };
  if (!fits(amount.value)) {
    char text[96];
    std::snprintf(text, sizeof text, "must lie between %g and %g", rule.least, rule.most);
    import.diagnostics.error(where + "/value", text);
    return std::nullopt;
  }
  std::vector<float> values;
  if (amount.raster.empty()) return values;
  const std::optional<Resampled> raster = raster_on_grid(
      amount.raster, rule.sampling, {}, grid, crs, import, static_cast<int>(amount.band));
  if (!raster) return std::nullopt;
  std::int64_t missing = 0, wrong = 0;
  values.resize(grid.size(), static_cast<float>(amount.value));
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double value = raster->value[k] * amount.unit;
    if (raster->cover[k] != Cover::Known) {
      ++missing;
    } else if (!fits(value)) {
      ++wrong;
    } else {
      values[k] = static_cast<float>(value);
    }
  }
  if (wrong > 0) {
    char text[128];
    std::snprintf(text, sizeof text, "%lld cells lie below %g or above %g, unit %g applied",
                  static_cast<long long>(wrong), rule.least, rule.most, amount.unit);
    import.diagnostics.error(amount.raster, text,
                             "mark cells without a value as no data, or state unit at " + where);
    return std::nullopt;
  }
  import.find("cells without a value in " + amount.raster, missing, "the even value holds there");
  return values;
}

std::optional<std::vector<float>> amount_on_grid(const cases::Amount& amount,
                                                 const AmountRule& rule, const world::Grid& grid,
                                                 const std::string& crs, const std::string& where,
                                                 Import& import) {
  auto values = read_amount(amount, rule, grid, crs, where, import);
  if (values && values->empty()) values->assign(grid.size(), static_cast<float>(amount.value));
  return values;
}

}  // namespace muster::input
