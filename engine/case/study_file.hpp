// SPDX-License-Identifier: MIT
// Study file: a case with parameters to vary; the input of a sweep.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/case/fields.hpp"

namespace muster::cases {

struct Varied {
  std::string pointer;  // into the case, parts inline
  std::vector<AnyJson> values;
};

/// Every point of the study has the same seeds, so that points differ by their values alone.
struct Seeds {
  std::uint64_t first = 1;
  std::uint32_t count = 1;
};

struct StudyFile {
  std::string name;
  std::string case_path;
  Seeds seeds;
  std::vector<Varied> vary;  // every value with every other; the last turns fastest
};

}  // namespace muster::cases
