// SPDX-License-Identifier: MIT
#include "engine/study/uncertainty.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/random.hpp"

namespace muster::study {

namespace {

constexpr Purpose kDriver{"study.uncertain_driver"};

/// FNV-1a of 64 bits (Fowler, Noll & Vo 1991).
std::uint64_t key_of(const std::string& text) {
  std::uint64_t key = 14695981039346656037ull;
  for (const char c : text) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return key;
}

/// The value below which a share u of all draws lies.
double quantile(const cases::UncertainDriver& d, double u) {
  switch (d.distribution) {
    case cases::Distribution::Uniform:
      return d.low + u * (d.high - d.low);
    case cases::Distribution::Triangular: {
      const double span = d.high - d.low, below = d.mode - d.low;
      if (!(span > 0)) return d.low;
      return u * span < below ? d.low + std::sqrt(u * span * below)
                              : d.high - std::sqrt((1 - u) * span * (d.high - d.mode));
    }
    case cases::Distribution::Normal:
      return d.mean + d.deviation * normal_quantile(u);
    case cases::Distribution::Lognormal:
      return d.median * elementary::exp(d.log_deviation * normal_quantile(u));
    case cases::Distribution::Choice:
      break;
  }
  const auto at = static_cast<std::size_t>(u * static_cast<double>(d.values.size()));
  return d.values[std::min(at, d.values.size() - 1)];
}

std::string shortest(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

}  // namespace

double drawn(const cases::UncertainDriver& driver, double base, std::uint64_t seed,
             std::uint32_t member) {
  const double value =
      quantile(driver, Stream{seed, kDriver}.uniform(key_of(driver.pointer), member));
  switch (driver.drawn_as) {
    case cases::DrawnAs::Factor:
      return base * value;
    case cases::DrawnAs::Addend:
      return base + value;
    case cases::DrawnAs::Value:
      break;
  }
  return value;
}

std::vector<std::pair<std::string, std::string>> overrides_of(
    const std::vector<cases::UncertainDriver>& drivers, const std::vector<double>& bases,
    std::uint64_t seed, std::uint32_t member) {
  std::vector<std::pair<std::string, std::string>> sets;
  for (std::size_t k = 0; k < drivers.size(); ++k)
    sets.emplace_back(drivers[k].pointer, shortest(drawn(drivers[k], bases[k], seed, member)));
  return sets;
}

}  // namespace muster::study
