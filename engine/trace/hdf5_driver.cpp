// SPDX-License-Identifier: MIT
// The HDF5 file driver that sends reads and writes through a JournaledFile.
#include <algorithm>
#include <iterator>

#include "engine/trace/hdf5.hpp"

namespace muster::trace::h5 {

namespace {

struct DriverFile {
  H5FD_t base;  // first: HDF5 knows this part only
  JournaledFile* file;
};

struct DriverInfo {
  JournaledFile* file;
};

DriverFile* mine(H5FD_t* file) {
  return reinterpret_cast<DriverFile*>(file);
}
const DriverFile* mine(const H5FD_t* file) {
  return reinterpret_cast<const DriverFile*>(file);
}

H5FD_t* driver_open(const char*, unsigned, hid_t access, haddr_t) {
  const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(access));
  if (info == nullptr) return nullptr;
  return &(new DriverFile{{}, info->file})->base;
}

herr_t driver_close(H5FD_t* file) {
  delete mine(file);
  return 0;
}

herr_t driver_query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
           H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t driver_get_eoa(const H5FD_t* file, H5FD_mem_t) {
  return mine(file)->file->allocated();
}

herr_t driver_set_eoa(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  mine(file)->file->allocate(address);
  return 0;
}

haddr_t driver_get_eof(const H5FD_t* file, H5FD_mem_t) {
  return mine(file)->file->size();
}

herr_t driver_read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* buffer) {
  return mine(file)->file->read(address, {static_cast<std::byte*>(buffer), size}) ? 0 : -1;
}

herr_t driver_write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size,
                    const void* buffer) {
  return mine(file)->file->write(address, {static_cast<const std::byte*>(buffer), size}) ? 0 : -1;
}

herr_t driver_truncate(H5FD_t*, hid_t, hbool_t) {
  return 0;
}  // JournaledFile::commit sets the length

hid_t driver() {
  static const H5FD_class_t kClass = [] {
    H5FD_class_t result{};
#ifdef H5FD_CLASS_VERSION  // since HDF5 1.13
    result.version = H5FD_CLASS_VERSION;
    result.value = static_cast<H5FD_class_value_t>(600);  // of the range for unregistered drivers
#endif
    result.name = "muster_journaled";
    result.maxaddr = (haddr_t{1} << 62);
    result.fc_degree = H5F_CLOSE_STRONG;
    result.fapl_size = sizeof(DriverInfo);
    result.open = driver_open;
    result.close = driver_close;
    result.query = driver_query;
    result.get_eoa = driver_get_eoa;
    result.set_eoa = driver_set_eoa;
    result.get_eof = driver_get_eof;
    result.read = driver_read;
    result.write = driver_write;
    result.truncate = driver_truncate;
    const H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(map), std::end(map), std::begin(result.fl_map));
    return result;
  }();
  static const hid_t kDriver = H5FDregister(&kClass);
  return kDriver;
}

Handle file_access(JournaledFile& file) {
  Handle access = own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "HDF5 property list");
  const DriverInfo info{&file};
  check(H5Pset_driver(access.get(), driver(), &info), "HDF5 driver");
  return access;
}

}  // namespace

Handle create_file(const std::string& name, JournaledFile& file) {
  const Handle access = file_access(file);
  const Handle creation = own(H5Pcreate(H5P_FILE_CREATE), H5Pclose, name);
  check(H5Pset_obj_track_times(creation.get(), false), name);
  return own(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, name);
}

Handle open_file(const std::string& name, JournaledFile& file, Access access) {
  const Handle list = file_access(file);
  const unsigned flags = access == Access::Read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
  return own(H5Fopen(name.c_str(), flags, list.get()), H5Fclose, name);
}

}  // namespace muster::trace::h5
