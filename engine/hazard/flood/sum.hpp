// SPDX-License-Identifier: MIT
// A running sum that does not lose the small terms.
#pragma once

#include <cmath>

namespace muster::hazard::flood {

/// Neumaier's compensated sum (ZAMM 54, 1974): error of the order of one rounding of the result,
/// whatever the number of terms.
struct Sum {
  double sum = 0.0;
  double carry = 0.0;

  void add(double x) {
    const double total = sum + x;
    carry += std::fabs(sum) >= std::fabs(x) ? (sum - total) + x : (x - total) + sum;
    sum = total;
  }
  void add(const Sum& other) {
    add(other.sum);
    add(other.carry);
  }
  double value() const { return sum + carry; }
};

}  // namespace muster::hazard::flood
