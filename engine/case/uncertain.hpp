// SPDX-License-Identifier: MIT
// What an event does not know for certain. See world_file.hpp for where the fields are listed.
#pragma once

#include <string>
#include <vector>

namespace muster::cases {

enum class Distribution { Uniform, Triangular, Normal, Lognormal, Choice };
/// What is drawn: the value itself, a factor of it, or what is added to it.
enum class DrawnAs { Value, Factor, Addend };

/// A number of the case that each member of an ensemble draws.
struct UncertainDriver {
  std::string pointer;  // into the case, parts inline
  Distribution distribution = Distribution::Uniform;
  DrawnAs drawn_as = DrawnAs::Value;
  double low = 0;  // uniform, triangular
  double high = 0;
  double mode = 0;       // triangular
  double mean = 0;       // normal
  double deviation = 0;  // normal
  double median = 1;     // lognormal
  double log_deviation = 0;
  std::vector<double> values;  // choice, each as likely
};

}  // namespace muster::cases
