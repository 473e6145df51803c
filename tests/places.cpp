// SPDX-License-Identifier: MIT
#include "tests/places.hpp"

namespace muster::tests {

std::string source_path(const std::string& name) {
  return MUSTER_SOURCE_DIR "/" + name;
}

std::string shared_path(const std::string& name) {
  return MUSTER_SOURCE_DIR "/../shared/" + name;
}

std::string build_path(const std::string& name) {
  return MUSTER_BUILD_DIR "/" + name;
}

}  // namespace muster::tests
