// SPDX-License-Identifier: MIT
// A saved state held in memory, for tests of folders that save and load theirs.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"

namespace muster {

class MemoryArchive : public StateArchive {
 public:
  MemoryArchive() = default;
  bool loading() const override { return loading_; }
  /// The same arrays, to load from.
  MemoryArchive to_load() const {
    MemoryArchive copy;
    copy.arrays_ = arrays_;
    copy.loading_ = true;
    return copy;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& [name, bytes] : arrays_) result.push_back(name);
    return result;
  }
  const std::map<std::string, std::vector<std::byte>>& arrays() const { return arrays_; }

 protected:
  void transfer(const std::string& name, std::size_t element_bytes,
                std::vector<std::byte>& bytes) override {
    if (!loading_) {
      if (!arrays_.emplace(name, bytes).second) throw RunError{name + " is saved twice"};
      return;
    }
    const auto found = arrays_.find(name);
    if (found == arrays_.end()) throw RunError{name + " is missing"};
    if (found->second.size() % element_bytes != 0) throw RunError{name + " has another type"};
    bytes = found->second;
  }

 private:
  std::map<std::string, std::vector<std::byte>> arrays_;
  bool loading_ = false;
};

}  // namespace muster
