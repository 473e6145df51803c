// SPDX-License-Identifier: MIT
// Our thin wrapper of the HDF5 C API. Internal: only .cpp files of engine/trace include it.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/trace/journaled_file.hpp"
#include "engine/trace/schema.hpp"

namespace muster::trace::h5 {

/// Owns one HDF5 object; `close` is the H5?close function of its kind.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close close) : id_{id}, close_{close} {}
  Handle(Handle&& other) noexcept : id_{std::exchange(other.id_, -1)}, close_{other.close_} {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  hid_t get() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// HDF5 keeps its error printing per thread; call at the start of every entry from outside.
void quiet();
/// The innermost message of the present HDF5 error.
std::string last_error();
/// Throws RunError "what: reason" where `result` is negative.
void check(std::int64_t result, const std::string& what);
/// `id` in a Handle, or RunError.
Handle own(hid_t id, Handle::Close close, const std::string& what);

/// The file through `file`, which outlives the handle. Throws RunError.
Handle create_file(const std::string& name, JournaledFile& file);
enum class Access { Read, Add };
Handle open_file(const std::string& name, JournaledFile& file, Access access);

/// Memory type of a column; Text is fixed-length UTF-8 of `width` bytes, padded with zeros.
Handle type_of(Type type, std::uint32_t width);

void write_attribute(hid_t object, const char* name, std::string_view text);
void write_attribute(hid_t object, const char* name, std::span<const std::string> texts);
void write_attribute(hid_t object, const char* name, std::int64_t value);
void write_attribute(hid_t object, const char* name, std::uint64_t value);
void write_attribute(hid_t object, const char* name, double value);
void write_attribute(hid_t object, const char* name, std::span<const double> values);

bool has_attribute(hid_t object, const char* name);
/// Throw RunError where the attribute is missing, of another type or longer than 1 MiB.
std::string read_text(hid_t object, const char* name);
std::vector<std::string> read_texts(hid_t object, const char* name);
std::int64_t read_integer(hid_t object, const char* name);
std::uint64_t read_unsigned(hid_t object, const char* name);
std::vector<double> read_numbers(hid_t object, const char* name);

/// What a dataset holds; `width` is 1 for numbers, the bytes of a value for Text. Throws RunError
/// for types that traces do not use.
struct Stored {
  Type type = Type::U8;
  std::uint32_t width = 1;
  std::vector<std::uint64_t> extent;
};
Stored stored(hid_t dataset);
/// Names of the links in a group, ascending.
std::vector<std::string> children(hid_t group);

}  // namespace muster::trace::h5
