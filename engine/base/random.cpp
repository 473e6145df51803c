// SPDX-License-Identifier: MIT
#include "engine/base/random.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster {

namespace {

r123::Philox4x32::ctr_type block(std::uint64_t seed, std::uint32_t tag, std::uint64_t entity,
                                 std::uint32_t draw) {
  const r123::Philox4x32::ctr_type counter = {
      {static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), draw, tag}};
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  return r123::Philox4x32{}(counter, key);
}

double polynomial(double x, const std::array<double, 8>& highest_first) {
  double value = 0.0;
  for (const double coefficient : highest_first) value = value * x + coefficient;
  return value;
}

/// Standard normal distribution, exact in its lower tail.
double normal_distribution(double x) {
  return 0.5 * elementary::erfc(-x * M_SQRT1_2);
}

}  // namespace

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key) {
  const auto out =
      r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {out[0], out[1], out[2], out[3]};
}

double normal_quantile(double p) {
  MUSTER_EXPECT(p > 0.0 && p < 1.0);
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           polynomial(r, {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
                          45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
                          133.14166789178437745, 3.387132872796366608}) /
           polynomial(r, {5226.495278852545925, 28729.085735721942674, 39307.89580009271061,
                          21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
                          42.313330701600911252, 1.0});
  }
  double r = std::sqrt(-elementary::log(q < 0.0 ? p : 1.0 - p));
  double value = 0;
  if (r <= 5.0) {
    r -= 1.6;
    value = polynomial(r, {7.7454501427834140764e-4, 0.0227238449892691845833,
                           0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
                           5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734}) /
            polynomial(r, {1.05075007164441684324e-9, 5.475938084995344946e-4,
                           0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
                           1.6763848301838038494, 2.05319162663775882187, 1.0});
  } else {
    r -= 5.0;
    value =
        polynomial(r, {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                       0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
                       1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772}) /
        polynomial(r, {2.04426310338993978564e-15, 1.4215117583164458887e-7,
                       1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
                       0.13692988092273580531, 0.59983220655588793769, 1.0});
  }
  return q < 0.0 ? -value : value;
}

std::uint64_t Stream::bits(std::uint64_t entity, std::uint32_t draw) const {
  const auto words = block(seed_, tag_, entity, draw);
  return (std::uint64_t{words[1]} << 32) | words[0];
}

double Stream::uniform(std::uint64_t entity, std::uint32_t draw) const {
  return (static_cast<double>(bits(entity, draw) >> 12) + 0.5) * 0x1p-52;
}

std::uint32_t Stream::below(std::uint32_t n, std::uint64_t entity, std::uint32_t draw) const {
  MUSTER_EXPECT(n > 0);
  // The upper word of the 96-bit product bits * n (Lemire, ACM TOMACS 29(1), 2019, without
  // rejection).
  const std::uint64_t x = bits(entity, draw);
  const std::uint64_t low = (x & 0xffffffffu) * n;
  return static_cast<std::uint32_t>(((x >> 32) * n + (low >> 32)) >> 32);
}

double Stream::exponential(double mean, std::uint64_t entity, std::uint32_t draw) const {
  return -mean * elementary::log(1.0 - uniform(entity, draw));
}

double Stream::normal(double mean, double deviation, std::uint64_t entity,
                      std::uint32_t draw) const {
  return mean + deviation * normal_quantile(uniform(entity, draw));
}

double Stream::truncated_normal(double mean, double deviation, double low, double high,
                                std::uint64_t entity, std::uint32_t draw) const {
  MUSTER_EXPECT(deviation > 0.0 && low < high);
  double a = (low - mean) / deviation;
  double b = (high - mean) / deviation;
  double u = uniform(entity, draw);
  // An interval above the mean is mirrored below it, where the distribution keeps its digits.
  const bool mirrored = a > 0.0;
  if (mirrored) {
    const double lower = a;
    a = -b;
    b = -lower;
    u = 1.0 - u;
  }
  const double at_a = normal_distribution(a);
  const double p = std::min(at_a + u * (normal_distribution(b) - at_a), 1.0 - 0x1p-53);
  const double z = normal_quantile(p);
  return std::clamp(mean + deviation * (mirrored ? -z : z), low, high);
}

double Stream::rayleigh(double scale, std::uint64_t entity, std::uint32_t draw) const {
  return scale * std::sqrt(-2.0 * elementary::log(1.0 - uniform(entity, draw)));
}

double Stream::weibull(double a, double b, std::uint64_t entity, std::uint32_t draw) const {
  return elementary::pow(-elementary::log(1.0 - uniform(entity, draw)) / a, 1.0 / b);
}

double Stream::sigmoid(double rate, double half, std::uint64_t entity, std::uint32_t draw) const {
  const double u = uniform(entity, draw);
  return half + elementary::log(u / (1.0 - u)) / rate;
}

}  // namespace muster
