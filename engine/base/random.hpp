// SPDX-License-Identifier: MIT
// Random numbers by counter: a draw is a function of (seed, purpose, entity, draw number) alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace muster {

/// What a draw is for. One per mechanism, so that switching a mechanism off moves no other draw. A
/// folder declares its own: `constexpr Purpose kDeparture{"mobility.departure"};`
struct Purpose {
  std::uint32_t tag;
  /// FNV-1a of `name`.
  consteval explicit Purpose(std::string_view name) : tag{2166136261u} {
    for (const char c : name) tag = (tag ^ static_cast<unsigned char>(c)) * 16777619u;
  }
};

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC'11).
std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key);

/// Inverse of the standard normal distribution, 0 < p < 1; relative error about 1e-16 (Wichura,
/// algorithm AS 241, Applied Statistics 37, 1988).
double normal_quantile(double p);

/// The draws of one purpose. No state: any draw in O(1), in any order, on any thread; about 10 ns
/// for the bits. `entity` names who draws and `draw` counts that entity's draws for this purpose;
/// the same pair gives the same value. Key = seed, counter = (entity, draw, purpose): no two
/// streams overlap. All distributions are inverse transforms of one uniform and increase with it.
class Stream {
 public:
  Stream(std::uint64_t seed, Purpose purpose) : seed_{seed}, tag_{purpose.tag} {}

  std::uint64_t bits(std::uint64_t entity, std::uint32_t draw) const;
  /// In (0, 1), never an end: (k + 1/2) / 2^52.
  double uniform(std::uint64_t entity, std::uint32_t draw) const;
  /// 0 .. n-1, n > 0; bias below n / 2^64.
  std::uint32_t below(std::uint32_t n, std::uint64_t entity, std::uint32_t draw) const;
  bool chance(double probability, std::uint64_t entity, std::uint32_t draw) const {
    return uniform(entity, draw) < probability;
  }
  double exponential(double mean, std::uint64_t entity, std::uint32_t draw) const;
  double normal(double mean, double deviation, std::uint64_t entity, std::uint32_t draw) const;
  /// Normal between low < high, by inverting its distribution between them (no rejection). Within
  /// 35 deviations of the mean.
  double truncated_normal(double mean, double deviation, double low, double high,
                          std::uint64_t entity, std::uint32_t draw) const;
  /// F(t) = 1 - exp(-t^2 / (2 scale^2)).
  double rayleigh(double scale, std::uint64_t entity, std::uint32_t draw) const;
  /// F(t) = 1 - exp(-a t^b), the form of warning and departure curves.
  double weibull(double a, double b, std::uint64_t entity, std::uint32_t draw) const;
  /// F(t) = 1 / (1 + exp(-rate (t - half))): the S-curve; t may be negative.
  double sigmoid(double rate, double half, std::uint64_t entity, std::uint32_t draw) const;

 private:
  std::uint64_t seed_;
  std::uint32_t tag_;
};

}  // namespace muster
