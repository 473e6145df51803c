// SPDX-License-Identifier: MIT
// HDF5 errors, attributes, and the driver that sends HDF5's reads and writes through a
// JournaledFile.
#include "engine/trace/hdf5.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "engine/base/error.hpp"

namespace muster::trace::h5 {

namespace {

void write_scalar(hid_t object, const char* name, hid_t type, const void* value) {
  if (H5Aexists(object, name) > 0) {
    const Handle old = own(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
    check(H5Awrite(old.get(), type, value), name);
    return;
  }
  const Handle space = own(H5Screate(H5S_SCALAR), H5Sclose, name);
  const Handle attribute =
      own(H5Acreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
  check(H5Awrite(attribute.get(), type, value), name);
}

void write_vector(hid_t object, const char* name, hid_t type, std::size_t count,
                  const void* values) {
  const hsize_t length = count;
  const Handle space = own(H5Screate_simple(1, &length, nullptr), H5Sclose, name);
  const Handle attribute =
      own(H5Acreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
  check(H5Awrite(attribute.get(), type, values), name);
}

}  // namespace

void quiet() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string last_error() {
  std::string message;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned n, const H5E_error2_t* error, void* out) -> herr_t {
        if (n == 0 && error->desc != nullptr) *static_cast<std::string*>(out) = error->desc;
        return 0;
      },
      &message);
  return message.empty() ? "HDF5 gives no reason" : message;
}

void check(std::int64_t result, const std::string& what) {
  if (result >= 0) return;
  const std::string reason = last_error();
  H5Eclear2(H5E_DEFAULT);  // else a thread that ends leaks it
  throw RunError{what + ": " + reason};
}

Handle own(hid_t id, Handle::Close close, const std::string& what) {
  check(id, what);
  return {id, close};
}

Handle type_of(Type type, std::uint32_t width) {
  switch (type) {
    case Type::I64:
      return own(H5Tcopy(H5T_STD_I64LE), H5Tclose, "HDF5 type");
    case Type::U32:
      return own(H5Tcopy(H5T_STD_U32LE), H5Tclose, "HDF5 type");
    case Type::U16:
      return own(H5Tcopy(H5T_STD_U16LE), H5Tclose, "HDF5 type");
    case Type::U8:
      return own(H5Tcopy(H5T_STD_U8LE), H5Tclose, "HDF5 type");
    case Type::F32:
      return own(H5Tcopy(H5T_IEEE_F32LE), H5Tclose, "HDF5 type");
    case Type::F64:
      return own(H5Tcopy(H5T_IEEE_F64LE), H5Tclose, "HDF5 type");
    case Type::Text:
      break;
  }
  Handle text = own(H5Tcopy(H5T_C_S1), H5Tclose, "HDF5 type");
  check(H5Tset_size(text.get(), std::max<std::size_t>(width, 1)), "HDF5 type");
  check(H5Tset_cset(text.get(), H5T_CSET_UTF8), "HDF5 type");
  check(H5Tset_strpad(text.get(), H5T_STR_NULLPAD), "HDF5 type");
  return text;
}

void write_attribute(hid_t object, const char* name, std::string_view text) {
  std::string padded{text};
  padded.resize(std::max<std::size_t>(padded.size(), 1));
  write_scalar(object, name, type_of(Type::Text, static_cast<std::uint32_t>(padded.size())).get(),
               padded.data());
}

void write_attribute(hid_t object, const char* name, std::span<const std::string> texts) {
  std::size_t width = 1;
  for (const std::string& text : texts) width = std::max(width, text.size());
  std::vector<char> all(width * texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    std::memcpy(all.data() + i * width, texts[i].data(), texts[i].size());
  write_vector(object, name, type_of(Type::Text, static_cast<std::uint32_t>(width)).get(),
               texts.size(), all.data());
}

void write_attribute(hid_t object, const char* name, std::int64_t value) {
  write_scalar(object, name, H5T_STD_I64LE, &value);
}
void write_attribute(hid_t object, const char* name, std::uint64_t value) {
  write_scalar(object, name, H5T_STD_U64LE, &value);
}
void write_attribute(hid_t object, const char* name, double value) {
  write_scalar(object, name, H5T_IEEE_F64LE, &value);
}
void write_attribute(hid_t object, const char* name, std::span<const double> values) {
  write_vector(object, name, H5T_IEEE_F64LE, values.size(), values.data());
}

namespace {

constexpr std::size_t kLongestAttribute = std::size_t{1} << 20;

/// An attribute's number of values; RunError where they exceed the limit.
std::size_t count_of(hid_t attribute, std::size_t value_bytes, const char* name) {
  const Handle space = own(H5Aget_space(attribute), H5Sclose, name);
  const hssize_t count = H5Sget_simple_extent_npoints(space.get());
  check(count, name);
  if (static_cast<std::size_t>(count) > kLongestAttribute / std::max<std::size_t>(value_bytes, 1))
    throw RunError{std::string{name} + ": attribute is too long"};
  return static_cast<std::size_t>(count);
}

template <class T>
T read_number(hid_t object, const char* name, hid_t type) {
  const Handle attribute = own(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
  if (count_of(attribute.get(), sizeof(T), name) != 1)
    throw RunError{std::string{name} + ": attribute is not one number"};
  T value{};
  check(H5Aread(attribute.get(), type, &value), name);
  return value;
}

std::string trimmed(const char* text, std::size_t width) {
  return {text, strnlen(text, width)};
}

}  // namespace

bool has_attribute(hid_t object, const char* name) {
  return H5Aexists(object, name) > 0;
}

std::vector<std::string> read_texts(hid_t object, const char* name) {
  const Handle attribute = own(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
  const Handle type = own(H5Aget_type(attribute.get()), H5Tclose, name);
  if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) > 0)
    throw RunError{std::string{name} + ": attribute is not text"};
  const std::size_t width = H5Tget_size(type.get());
  const std::size_t count = count_of(attribute.get(), width, name);
  std::vector<char> all(width * count);
  check(H5Aread(attribute.get(), type.get(), all.data()), name);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(trimmed(all.data() + i * width, width));
  return texts;
}

std::string read_text(hid_t object, const char* name) {
  std::vector<std::string> texts = read_texts(object, name);
  if (texts.size() != 1) throw RunError{std::string{name} + ": attribute is not one text"};
  return std::move(texts.front());
}

std::int64_t read_integer(hid_t object, const char* name) {
  return read_number<std::int64_t>(object, name, H5T_NATIVE_INT64);
}

std::uint64_t read_unsigned(hid_t object, const char* name) {
  return read_number<std::uint64_t>(object, name, H5T_NATIVE_UINT64);
}

std::vector<double> read_numbers(hid_t object, const char* name) {
  const Handle attribute = own(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name);
  std::vector<double> values(count_of(attribute.get(), sizeof(double), name));
  check(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, values.data()), name);
  return values;
}

Stored stored(hid_t dataset) {
  Stored result;
  const Handle space = own(H5Dget_space(dataset), H5Sclose, "dataset");
  const int rank = H5Sget_simple_extent_ndims(space.get());
  check(rank, "dataset");
  std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
  if (rank > 0) check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), "dataset");
  result.extent.assign(extent.begin(), extent.end());
  const Handle type = own(H5Dget_type(dataset), H5Tclose, "dataset");
  const std::size_t size = H5Tget_size(type.get());
  const H5T_class_t kind = H5Tget_class(type.get());
  const bool has_sign = kind == H5T_INTEGER && H5Tget_sign(type.get()) == H5T_SGN_2;
  if (kind == H5T_STRING && H5Tis_variable_str(type.get()) == 0) {
    result.type = Type::Text;
    result.width = static_cast<std::uint32_t>(size);
  } else if (kind == H5T_INTEGER && has_sign && size == 8) {
    result.type = Type::I64;
  } else if (kind == H5T_INTEGER && !has_sign && (size == 1 || size == 2 || size == 4)) {
    result.type = size == 1 ? Type::U8 : size == 2 ? Type::U16 : Type::U32;
  } else if (kind == H5T_FLOAT && (size == 4 || size == 8)) {
    result.type = size == 4 ? Type::F32 : Type::F64;
  } else {
    throw RunError{"dataset has a type that traces do not use"};
  }
  return result;
}

std::vector<std::string> children(hid_t group) {
  H5G_info_t info{};
  check(H5Gget_info(group, &info), "group");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const ssize_t length =
        H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
    check(length, "group");
    std::string name(static_cast<std::size_t>(length) + 1, '\0');
    check(H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size(),
                             H5P_DEFAULT),
          "group");
    name.pop_back();
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace muster::trace::h5
