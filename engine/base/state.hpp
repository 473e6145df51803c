// SPDX-License-Identifier: MIT
// Saving and restoring the state of a run: named plain arrays in nested groups, one code path both
// ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/error.hpp"

namespace muster {

/// A folder's state goes through `archive("name", array)` calls in one order; saving copies the
/// arrays out, loading replaces them. Only trivially copyable elements without pointers; same
/// machine type.
class StateArchive {
 public:
  virtual ~StateArchive() = default;
  virtual bool loading() const = 0;

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(std::string_view name, std::vector<T>& values) {
    std::vector<std::byte> bytes;
    if (!loading()) {
      bytes.resize(values.size() * sizeof(T));
      if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    }
    transfer(path_ + std::string{name}, sizeof(T), bytes);
    if (loading()) {
      values.resize(bytes.size() / sizeof(T));
      if (!values.empty())
        std::memcpy(static_cast<void*>(values.data()), bytes.data(), bytes.size());
    }
  }

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(std::string_view name, T& value) {
    std::vector<std::byte> bytes(loading() ? 0 : sizeof(T));
    if (!loading()) std::memcpy(bytes.data(), &value, sizeof(T));
    transfer(path_ + std::string{name}, sizeof(T), bytes);
    if (!loading()) return;
    if (bytes.size() != sizeof(T))
      throw RunError{"saved state: " + path_ + std::string{name} + " is no single value"};
    std::memcpy(static_cast<void*>(&value), bytes.data(), sizeof(T));
  }

  /// Prefix of the names that follow, until `leave`.
  void enter(std::string_view group) { path_ += std::string{group} + "/"; }
  void leave() {
    path_.erase(path_.size() < 2 ? 0 : path_.find_last_of('/', path_.size() - 2) + 1);
  }

 protected:
  /// Writes `bytes` under `name`, or fills it. Throws RunError where the name is missing or unlike.
  virtual void transfer(const std::string& name, std::size_t element_bytes,
                        std::vector<std::byte>& bytes) = 0;

 private:
  std::string path_;
};

}  // namespace muster
