// SPDX-License-Identifier: MIT
#include "engine/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "engine/base/elementary.hpp"

namespace muster {
namespace {

constexpr Purpose kTest{"test"};
constexpr Purpose kOther{"other"};
constexpr std::size_t kDraws = 1'000'000;

// Known answers of the Random123 distribution (Salmon et al. 2011).
TEST(Philox, KnownAnswers) {
  using Words = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Purpose, TagIsFnv1aOfTheName) {
  constexpr Purpose kEmpty{""}, kOne{"a"}, kWord{"foobar"};
  EXPECT_EQ(kEmpty.tag, 0x811c9dc5u);
  EXPECT_EQ(kOne.tag, 0xe40c292cu);
  EXPECT_EQ(kWord.tag, 0xbf9cf968u);
}

TEST(Stream, EveryPartOfTheNameMatters) {
  std::set<std::uint64_t> seen;
  const std::uint64_t high = std::uint64_t{1} << 32;
  for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}, 1 + high}) {
    for (const Purpose purpose : {kTest, kOther}) {
      for (const std::uint64_t entity : {std::uint64_t{1}, std::uint64_t{2}, 1 + high}) {
        for (const std::uint32_t draw : {1u, 2u}) {
          seen.insert(Stream{seed, purpose}.bits(entity, draw));
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), 3u * 2u * 3u * 2u);
}

TEST(Stream, BitsAreThePhiloxBlockOfTheDocumentedCounter) {
  const auto words = philox({5, 7, 3, kTest.tag}, {11, 13});
  const Stream stream{(std::uint64_t{13} << 32) | 11, kTest};
  EXPECT_EQ(stream.bits((std::uint64_t{7} << 32) | 5, 3),
            (std::uint64_t{words[1]} << 32) | words[0]);
}

TEST(Stream, DrawsDoNotDependOnOrderOrOnOtherPurposes) {
  const Stream stream{42, kTest};
  const Stream other{42, kOther};
  std::vector<double> forward(100);
  for (std::uint32_t i = 0; i < 100; ++i) forward[i] = stream.uniform(i, i % 3);
  for (std::uint32_t i = 100; i-- > 0;) {
    other.uniform(i, i % 3);
    EXPECT_EQ(stream.uniform(i, i % 3), forward[i]);
  }
}

struct Moments {
  double mean, variance;
};

/// Draws kDraws values and compares mean and variance with theory within 4 standard errors; the
/// standard error of the variance comes from the sample's fourth moment.
void expect_moments(const Moments& theory, const std::function<double(std::uint64_t)>& draw) {
  double sum = 0.0;
  std::vector<double> values(kDraws);
  for (std::size_t i = 0; i < kDraws; ++i) sum += values[i] = draw(i);
  const double n = static_cast<double>(kDraws);
  const double mean = sum / n;
  double second = 0.0;
  double fourth = 0.0;
  for (const double value : values) {
    const double square = (value - mean) * (value - mean);
    second += square;
    fourth += square * square;
  }
  const double variance = second / n;
  EXPECT_NEAR(mean, theory.mean, 4.0 * std::sqrt(theory.variance / n));
  EXPECT_NEAR(variance, theory.variance, 4.0 * std::sqrt((fourth / n - variance * variance) / n));
}

const Stream kStream{20240607, kTest};

TEST(Moments, Uniform) {
  expect_moments({0.5, 1.0 / 12.0}, [](std::uint64_t i) { return kStream.uniform(i, 0); });
}

// The draws of one entity, counted by `draw`, are as independent as those of many entities.
TEST(Moments, UniformOfOneEntity) {
  expect_moments({0.5, 1.0 / 12.0},
                 [](std::uint64_t i) { return kStream.uniform(9, static_cast<std::uint32_t>(i)); });
}

TEST(Moments, ProductOfNeighboursIsUncorrelated) {
  // E[UV] = 1/4, E[U^2 V^2] = 1/9.
  expect_moments({0.25, 1.0 / 9.0 - 1.0 / 16.0},
                 [](std::uint64_t i) { return kStream.uniform(i, 0) * kStream.uniform(i, 1); });
}

TEST(Moments, Below) {
  // Discrete uniform on 0..n-1: mean (n-1)/2, variance (n^2-1)/12.
  expect_moments({4.5, 99.0 / 12.0},
                 [](std::uint64_t i) { return static_cast<double>(kStream.below(10, i, 0)); });
}

TEST(Moments, Chance) {
  expect_moments({0.3, 0.21},
                 [](std::uint64_t i) { return kStream.chance(0.3, i, 0) ? 1.0 : 0.0; });
}

TEST(Moments, Exponential) {
  expect_moments({7.0, 49.0}, [](std::uint64_t i) { return kStream.exponential(7.0, i, 0); });
}

TEST(Moments, Normal) {
  expect_moments({-3.0, 4.0}, [](std::uint64_t i) { return kStream.normal(-3.0, 2.0, i, 0); });
}

TEST(Moments, Rayleigh) {
  const double s = 1800.0;
  expect_moments({s * std::sqrt(M_PI / 2.0), (2.0 - M_PI / 2.0) * s * s},
                 [&](std::uint64_t i) { return kStream.rayleigh(s, i, 0); });
}

TEST(Moments, Weibull) {
  // P = 1 - exp(-a t^b): mean a^(-1/b) Gamma(1 + 1/b).
  const double a = 0.02;
  const double b = 1.6;
  const double scale = std::pow(a, -1.0 / b);
  const double g1 = std::tgamma(1.0 + 1.0 / b);
  const double g2 = std::tgamma(1.0 + 2.0 / b);
  expect_moments({scale * g1, scale * scale * (g2 - g1 * g1)},
                 [&](std::uint64_t i) { return kStream.weibull(a, b, i, 0); });
}

TEST(Moments, Sigmoid) {
  // Logistic distribution: mean H, variance pi^2 / (3 A^2).
  const double rate = 0.002;
  expect_moments({3600.0, M_PI * M_PI / (3.0 * rate * rate)},
                 [&](std::uint64_t i) { return kStream.sigmoid(rate, 3600.0, i, 0); });
}

TEST(Moments, TruncatedNormal) {
  // On both sides of zero, and mirrored (interval above the mean).
  for (const auto& ends : {std::pair{-1.0, 2.0}, std::pair{1.5, 4.0}}) {
    const double low = ends.first, high = ends.second;  // clang 14 captures no bindings
    const auto density = [](double x) { return std::exp(-0.5 * x * x) / std::sqrt(2.0 * M_PI); };
    const double mass = 0.5 * (std::erfc(low * M_SQRT1_2) - std::erfc(high * M_SQRT1_2));
    const double mean = (density(low) - density(high)) / mass;
    const double variance = 1.0 + (low * density(low) - high * density(high)) / mass - mean * mean;
    expect_moments({10.0 + 2.0 * mean, 4.0 * variance}, [&](std::uint64_t i) {
      return kStream.truncated_normal(10.0, 2.0, 10.0 + 2.0 * low, 10.0 + 2.0 * high, i, 0);
    });
  }
}

TEST(Stream, TruncatedNormalStaysBetweenItsEndsFarInEitherTail) {
  for (const auto& [low, high] : {std::pair{30.0, 30.5}, std::pair{-30.5, -30.0}}) {
    double least = high;
    double greatest = low;
    for (std::uint64_t i = 0; i < 1000; ++i) {
      const double x = kStream.truncated_normal(0.0, 1.0, low, high, i, 0);
      least = std::min(least, x);
      greatest = std::max(greatest, x);
    }
    EXPECT_GE(least, low);
    EXPECT_LE(greatest, high);
    EXPECT_GT(greatest - least, 0.1);
  }
}

TEST(NormalQuantile, InvertsTheDistribution) {
  for (int i = -80; i <= 80; ++i) {
    const double x = 0.1 * i;
    const double p = 0.5 * elementary::erfc(-x * M_SQRT1_2);
    // Above the mean, p has lost the digits that x needs: error of p over density.
    const double density = std::exp(-0.5 * x * x) / std::sqrt(2.0 * M_PI);
    const double tolerance = 1e-14 * std::max(1.0, std::fabs(x)) + 2e-16 * p / density;
    EXPECT_NEAR(normal_quantile(p), x, tolerance) << x;
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.025), -1.959963984540054);
}

// Rayleigh quantiles, s sqrt(-2 ln(1 - u)): the fraction of draws below each.
TEST(Stream, RayleighQuantiles) {
  std::vector<double> values(kDraws);
  for (std::size_t i = 0; i < kDraws; ++i) values[i] = kStream.rayleigh(1800.0, i, 0);
  const auto below = [&](double limit) {
    return static_cast<double>(std::count_if(values.begin(), values.end(),
                                             [&](double value) { return value < limit; })) /
           static_cast<double>(kDraws);
  };
  EXPECT_NEAR(below(2119.34), 0.5, 4.0 * std::sqrt(0.25 / kDraws));
  EXPECT_NEAR(below(3862.74), 0.9, 4.0 * std::sqrt(0.09 / kDraws));
  EXPECT_NEAR(below(5462.74), 0.99, 4.0 * std::sqrt(0.0099 / kDraws));
}

}  // namespace
}  // namespace muster
