// SPDX-License-Identifier: MIT
// Filling and opening of elevation grids.
#include "engine/input/terrain_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"

namespace muster::input {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The nearest known cell behind a sweep: its value and how many steps ago.
struct Seen {
  double value = 0;
  int steps = 0;  // 0: none yet
};

struct Sums {
  double weighted = 0;
  double weight = 0;
};

/// One round; returns how many voids are left.
std::int64_t fill_round(std::vector<double>& value, int rows, int cols) {
  const auto width = static_cast<std::size_t>(cols);
  std::vector<std::uint32_t> void_number(width * static_cast<std::size_t>(rows) + 1, 0);
  for (std::size_t k = 0; k < value.size(); ++k) {
    void_number[k + 1] = void_number[k] + (std::isnan(value[k]) ? 1u : 0u);
  }
  std::vector<Sums> sums(void_number.back());
  constexpr std::array<std::array<int, 2>, 8> kDirections{
      {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}}};
  std::vector<Seen> before(width), here(width);
  for (const auto& [down, across] : kDirections) {
    std::fill(before.begin(), before.end(), Seen{});
    const double step_squared = down != 0 && across != 0 ? 2.0 : 1.0;
    for (int i = 0; i < rows; ++i) {
      const int r = down < 0 ? rows - 1 - i : i;
      for (int j = 0; j < cols; ++j) {
        const int c = across < 0 ? cols - 1 - j : j;
        const std::size_t k = static_cast<std::size_t>(r) * width + static_cast<std::size_t>(c);
        Seen seen;
        if (!std::isnan(value[k])) {
          seen = {value[k], 1};
        } else {
          const int from = c - across;
          if (from >= 0 && from < cols) {
            const Seen& last = down == 0 ? here[static_cast<std::size_t>(from)]
                                         : before[static_cast<std::size_t>(from)];
            if (last.steps > 0) {
              const double weight = 1.0 / (step_squared * last.steps * last.steps);
              Sums& sum = sums[void_number[k]];
              sum.weighted += weight * last.value;
              sum.weight += weight;
              seen = {last.value, last.steps + 1};
            }
          }
        }
        here[static_cast<std::size_t>(c)] = seen;
      }
      std::swap(before, here);
    }
  }
  std::int64_t left = 0;
  for (std::size_t k = 0; k < value.size(); ++k) {
    if (!std::isnan(value[k])) continue;
    const Sums& sum = sums[void_number[k]];
    if (sum.weight > 0) {
      value[k] = sum.weighted / sum.weight;
    } else {
      ++left;
    }
  }
  return left;
}

/// The extreme of each window of 2 * reach + 1 values, by running extremes from the ends of blocks.
template <class Better>
void window_extreme(std::vector<double>& line, int reach, double worst, Better better,
                    std::vector<double>& prefix, std::vector<double>& suffix) {
  const std::size_t r = static_cast<std::size_t>(reach), window = 2 * r + 1;
  const std::size_t n = line.size(), padded = (n + 2 * r + window - 1) / window * window;
  prefix.assign(padded, worst);
  suffix.assign(padded, worst);
  const auto at = [&](std::size_t i) { return i >= r && i < n + r ? line[i - r] : worst; };
  for (std::size_t i = 0; i < padded; ++i) {
    prefix[i] = i % window == 0 ? at(i) : better(prefix[i - 1], at(i));
  }
  for (std::size_t i = padded; i-- > 0;) {
    suffix[i] = i % window == window - 1 ? at(i) : better(suffix[i + 1], at(i));
  }
  for (std::size_t i = 0; i < n; ++i) line[i] = better(suffix[i], prefix[i + window - 1]);
}

template <class Better>
void filter(std::vector<double>& value, int rows, int cols, int reach, double worst,
            Better better) {
  const auto height = static_cast<std::size_t>(rows), width = static_cast<std::size_t>(cols);
  std::vector<double> line, prefix, suffix;
  for (std::size_t r = 0; r < height; ++r) {
    line.assign(value.begin() + static_cast<std::ptrdiff_t>(r * width),
                value.begin() + static_cast<std::ptrdiff_t>((r + 1) * width));
    window_extreme(line, reach, worst, better, prefix, suffix);
    std::copy(line.begin(), line.end(), value.begin() + static_cast<std::ptrdiff_t>(r * width));
  }
  for (std::size_t c = 0; c < width; ++c) {
    line.resize(height);
    for (std::size_t r = 0; r < height; ++r) line[r] = value[r * width + c];
    window_extreme(line, reach, worst, better, prefix, suffix);
    for (std::size_t r = 0; r < height; ++r) value[r * width + c] = line[r];
  }
}

}  // namespace

std::int64_t fill_voids(std::vector<double>& value, int rows, int cols) {
  MUSTER_EXPECT(value.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
  const auto voids =
      std::count_if(value.begin(), value.end(), [](double v) { return std::isnan(v); });
  if (voids == 0) return 0;
  MUSTER_VERIFY(static_cast<std::size_t>(voids) < value.size());
  while (fill_round(value, rows, cols) > 0) {
  }
  return voids;
}

void grey_opening(std::vector<double>& value, int rows, int cols, int reach) {
  MUSTER_EXPECT(value.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
  if (reach <= 0) return;
  filter(value, rows, cols, reach, kInfinity, [](double a, double b) { return std::min(a, b); });
  filter(value, rows, cols, reach, -kInfinity, [](double a, double b) { return std::max(a, b); });
}

}  // namespace muster::input
