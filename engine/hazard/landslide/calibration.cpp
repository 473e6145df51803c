// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr double kPriorDeviation = 10.0;

/// Solves a x = b for symmetric positive definite a (row-major) by Cholesky; the result is in b.
void solve(std::vector<double>& a, std::vector<double>& b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i == j ? std::sqrt(sum) : sum / a[j * n + j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
}

}  // namespace

double area_under_roc(std::span<const double> scores, std::span<const std::uint8_t> slid) {
  MUSTER_VERIFY(scores.size() == slid.size());
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] < scores[b] : a < b;
  });
  double below = 0, wins = 0, slides = 0;
  for (std::size_t i = 0; i < order.size();) {
    double here = 0, still = 0;  // of one score
    const double score = scores[order[i]];
    for (; i < order.size() && scores[order[i]] == score; ++i) (slid[order[i]] ? here : still) += 1;
    wins += here * (below + 0.5 * still);
    below += still;
    slides += here;
  }
  MUSTER_VERIFY(slides > 0 && below > 0);
  return wins / (slides * below);
}

Calibration::Calibration(std::span<const double> features, std::span<const std::uint8_t> slid) {
  const std::size_t rows = slid.size();
  MUSTER_VERIFY(rows > 0 && features.size() % rows == 0 && !features.empty());
  const std::size_t columns = features.size() / rows;
  for (std::size_t c = 0; c < columns; ++c) {
    double sum = 0, squares = 0;
    for (std::size_t r = 0; r < rows; ++r) sum += features[r * columns + c];
    const double mean = sum / static_cast<double>(rows);
    for (std::size_t r = 0; r < rows; ++r) {
      const double off = features[r * columns + c] - mean;
      squares += off * off;
    }
    mean_.push_back(mean);
    per_deviation_.push_back(squares > 0 ? std::sqrt(static_cast<double>(rows) / squares) : 0.0);
  }
  const std::size_t n = columns + 1;
  weight_.assign(n, 0.0);
  std::vector<double> x(n, 1.0);
  for (int step = 0; step < 50; ++step) {
    const double prior = 1.0 / (kPriorDeviation * kPriorDeviation);
    std::vector<double> gradient(n), curvature(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      gradient[i] = -prior * weight_[i];
      curvature[i * n + i] = prior;
    }
    for (std::size_t r = 0; r < rows; ++r) {
      const double p = probability(features.subspan(r * columns, columns));
      for (std::size_t c = 0; c < columns; ++c)
        x[c] = (features[r * columns + c] - mean_[c]) * per_deviation_[c];
      for (std::size_t i = 0; i < n; ++i) {
        gradient[i] += x[i] * ((slid[r] ? 1.0 : 0.0) - p);
        for (std::size_t j = 0; j <= i; ++j) curvature[i * n + j] += x[i] * x[j] * p * (1.0 - p);
      }
    }
    solve(curvature, gradient);
    double greatest = 0;
    for (const double change : gradient) greatest = std::max(greatest, std::fabs(change));
    // Far from the solution Newton's step may overshoot.
    const double damping = greatest > 2.0 ? 2.0 / greatest : 1.0;
    for (std::size_t i = 0; i < n; ++i) weight_[i] += damping * gradient[i];
    if (greatest < 1e-12) break;
  }
}

double Calibration::probability(std::span<const double> features) const {
  double sum = weight_.back();
  for (std::size_t c = 0; c < features.size(); ++c)
    sum += weight_[c] * (features[c] - mean_[c]) * per_deviation_[c];
  return 1.0 / (1.0 + elementary::exp(-sum));
}

}  // namespace muster::hazard::landslide
