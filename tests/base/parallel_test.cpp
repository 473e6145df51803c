// SPDX-License-Identifier: MIT
#include "engine/base/parallel.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <stdexcept>
#include <string>

#include "engine/base/hash.hpp"

namespace muster {
namespace {

/// Restores OpenMP's number of threads.
class Threads {
 public:
  explicit Threads(int threads) { omp_set_num_threads(threads); }
  ~Threads() { omp_set_num_threads(before_); }

 private:
  int before_ = omp_get_max_threads();
};

TEST(ParallelFor, VisitsEachIndexOnce) {
  for (const int threads : {1, 2, 3, 8}) {
    const Threads set{threads};
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{5000}}) {
      std::vector<int> visits(n, 0);
      parallel_for(n, [&](std::size_t i) { ++visits[i]; });
      parallel_for_dynamic(n, [&](std::size_t i) { ++visits[i]; });
      EXPECT_EQ(visits, std::vector<int>(n, 2));
    }
  }
}

TEST(ParallelFor, ThrowsTheExceptionOfTheLowestIndex) {
  for (const int threads : {1, 2, 8}) {
    const Threads set{threads};
    const auto fail = [](std::size_t i) {
      if (i % 1000 == 17) throw std::runtime_error{std::to_string(i)};
    };
    for (int kind = 0; kind < 2; ++kind) {
      try {
        kind == 0 ? parallel_for(5000, fail) : parallel_for_dynamic(5000, fail);
        FAIL() << "nothing thrown";
      } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "17");
      }
    }
  }
}

std::vector<double> values(std::size_t n) {
  std::vector<double> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    // Magnitudes from 1e-6 to 1e6 and both signs: any other order of summation shows in the last
    // bits.
    const double x = static_cast<double>(mix(i) >> 11) * 0x1p-53 - 0.5;
    result[i] = x * (i % 3 == 0 ? 1e6 : i % 3 == 1 ? 1.0 : 1e-6);
  }
  return result;
}

TEST(BlockSum, SameBitsOnAnyNumberOfThreads) {
  const std::vector<double> terms = values(100'003);
  double first = 0.0;
  {
    const Threads set{1};
    first = block_sum(terms);
  }
  for (const int threads : {2, 3, 4, 8}) {
    const Threads set{threads};
    EXPECT_EQ(block_sum(terms), first) << threads;
  }
}

TEST(BlockSum, CloseToTheExactSum) {
  for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{1024},
                              std::size_t{1025}, std::size_t{3 * 1024 + 5}, std::size_t{100'003}}) {
    const std::vector<double> terms = values(n);
    long double exact = 0.0L;
    long double magnitude = 0.0L;
    for (const double term : terms) {
      exact += term;
      magnitude += std::abs(term);
    }
    EXPECT_NEAR(block_sum(terms), static_cast<double>(exact),
                1e-14 * static_cast<double>(magnitude));
  }
  EXPECT_EQ(block_sum(1'000'000, [](std::size_t i) { return static_cast<double>(i); }),
            499'999'500'000.0);
}

}  // namespace
}  // namespace muster
