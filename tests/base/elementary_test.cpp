// SPDX-License-Identifier: MIT
#include "engine/base/elementary.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>

#include "engine/base/hash.hpp"

namespace e = muster::elementary;

namespace {

using Unary = double (*)(double);

struct Case {
  const char* name;
  Unary ours;
  long double (*reference)(long double);
  double low, high;
};

const Case kCases[] = {
    {"exp", e::exp, std::exp, -700.0, 700.0},       {"expm1", e::expm1, std::expm1, -30.0, 30.0},
    {"log", e::log, std::log, 1e-12, 1e12},         {"log near 1", e::log, std::log, 0.99, 1.01},
    {"log1p", e::log1p, std::log1p, -0.9999, 10.0}, {"log10", e::log10, std::log10, 1e-6, 1e6},
    {"cbrt", e::cbrt, std::cbrt, -1e6, 1e6},        {"sin", e::sin, std::sin, -100.0, 100.0},
    {"cos", e::cos, std::cos, -100.0, 100.0},       {"tan", e::tan, std::tan, -100.0, 100.0},
    {"asin", e::asin, std::asin, -1.0, 1.0},        {"acos", e::acos, std::acos, -1.0, 1.0},
    {"atan", e::atan, std::atan, -50.0, 50.0},      {"tanh", e::tanh, std::tanh, -10.0, 10.0},
    {"erf", e::erf, std::erf, -5.0, 5.0},           {"erfc", e::erfc, std::erfc, -5.0, 25.0},
};

/// Argument number i of n between low and high, without any library function.
double argument(const Case& c, int i, int n) {
  const double jitter =
      static_cast<double>(muster::mix(static_cast<std::uint64_t>(i)) >> 11) * 0x1p-53;
  return c.low + (c.high - c.low) * ((i + jitter) / n);
}

double ulps(double value, long double reference) {
  const double nearest = static_cast<double>(reference);
  const double next = std::nextafter(std::fabs(nearest), std::numeric_limits<double>::infinity());
  const long double unit = static_cast<long double>(next) - std::fabs(nearest);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - reference) / unit);
}

std::uint64_t checksum() {
  std::uint64_t sum = 0;
  const int n = 2000;
  for (const Case& c : kCases) {
    for (int i = 0; i < n; ++i) {
      sum = muster::mix(sum, std::bit_cast<std::uint64_t>(c.ours(argument(c, i, n))));
    }
  }
  for (int i = 1; i <= n; ++i) {
    const double x = 0.01 * i;
    const double y = 7.0 - 0.007 * i;
    for (const double value : {e::pow(x, y), e::atan2(y, x), e::atan2(y, -x), e::hypot(x, y)}) {
      sum = muster::mix(sum, std::bit_cast<std::uint64_t>(value));
    }
  }
  return sum;
}

TEST(Elementary, WithinOneUnitInTheLastPlace) {
  for (const Case& c : kCases) {
    double worst = 0.0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
      const double x = argument(c, i, n);
      worst = std::max(worst, ulps(c.ours(x), c.reference(static_cast<long double>(x))));
    }
    EXPECT_LE(worst, std::string{c.name} == "erfc" ? 1.5 : 1.0) << c.name;
    EXPECT_GT(worst, 0.3) << c.name << ": the reference is not finer than a double";
  }
}

TEST(Elementary, TwoArgumentFunctionsWithinOneUnit) {
  for (int i = 1; i <= 20000; ++i) {
    const double x = 0.001 * i;
    const double y = 7.0 - 0.0007 * i;
    const long double xl = x;
    const long double yl = y;
    ASSERT_LE(ulps(e::pow(x, y), std::pow(xl, yl)), 1.0) << x << " " << y;
    ASSERT_LE(ulps(e::atan2(y, x), std::atan2(yl, xl)), 1.0) << x << " " << y;
    ASSERT_LE(ulps(e::atan2(y, -x), std::atan2(yl, -xl)), 1.0) << x << " " << y;
    ASSERT_LE(ulps(e::hypot(x, y), std::hypot(xl, yl)), 1.0) << x << " " << y;
  }
}

TEST(Elementary, SpecialValuesAsInC) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(e::exp(0.0), 1.0);
  EXPECT_EQ(e::exp(-infinity), 0.0);
  EXPECT_EQ(e::exp(1000.0), infinity);
  EXPECT_EQ(e::exp(-1000.0), 0.0);
  EXPECT_EQ(e::log(1.0), 0.0);
  EXPECT_EQ(e::log(0.0), -infinity);
  EXPECT_TRUE(std::isnan(e::log(-1.0)));
  EXPECT_TRUE(std::isnan(e::log(nan)));
  EXPECT_EQ(e::log1p(0.0), 0.0);
  EXPECT_EQ(e::expm1(0.0), 0.0);
  EXPECT_EQ(e::pow(0.0, 0.0), 1.0);
  EXPECT_EQ(e::pow(0.0, 2.5), 0.0);
  EXPECT_EQ(e::pow(2.0, 10.0), 1024.0);
  EXPECT_EQ(e::pow(-2.0, 3.0), -8.0);
  EXPECT_TRUE(std::isnan(e::pow(-2.0, 0.5)));
  EXPECT_EQ(e::cbrt(0.0), 0.0);
  EXPECT_EQ(e::cbrt(-27.0), -3.0);
  EXPECT_EQ(e::hypot(3.0, 4.0), 5.0);
  EXPECT_EQ(e::sin(0.0), 0.0);
  EXPECT_EQ(e::cos(0.0), 1.0);
  EXPECT_EQ(e::atan2(0.0, 1.0), 0.0);
  EXPECT_EQ(e::atan2(0.0, -1.0), M_PI);
  EXPECT_EQ(e::tanh(infinity), 1.0);
  EXPECT_EQ(e::erfc(infinity), 0.0);
}

// The same bits on any processor: recorded once, and checked again in a child process whose C
// library believes that the processor lacks FMA and AVX2.
TEST(Elementary, ChecksumIsTheRecordedOne) {
  EXPECT_EQ(checksum(), 1025307680825313629u);
}

TEST(Elementary, ChecksumStaysWithFmaAndAvx2Hidden) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command =
      "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4 '" + self +
      "' --gtest_filter=Elementary.ChecksumIsTheRecordedOne >/dev/null 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
