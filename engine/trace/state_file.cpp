// SPDX-License-Identifier: MIT
// One group a time, one dataset [elements, bytes of an element] an array.
#include "engine/trace/state_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "engine/base/error.hpp"
#include "engine/trace/hdf5.hpp"

namespace muster::trace {

namespace {

using h5::check;
using h5::Handle;
using h5::own;

constexpr std::string_view kStatesFormat = "muster-states";
constexpr hsize_t kChunkBytes = 1 << 20;

std::string group_of(SimTime time) {
  return "at_" + std::to_string(time) + "_us";
}

void check_format(hid_t file, const std::string& name) {
  const Handle root = own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, name);
  if (!h5::has_attribute(root.get(), "format") ||
      h5::read_text(root.get(), "format") != kStatesFormat)
    throw InputError{name, "holds no saved states",
                     "give the RUN.states.h5 of a run with --save-every"};
  if (h5::read_integer(root.get(), "version") != kVersion)
    throw InputError{name, "holds saved states of another version",
                     "use the program that saved them"};
}

}  // namespace

std::filesystem::path states_of(const std::filesystem::path& trace) {
  std::filesystem::path result = trace;
  return result.replace_extension(".states.h5");
}

struct StateSaver::Impl {
  std::string name;
  std::string group;
  std::optional<JournaledFile> file;
  Handle h5;
  Handle links;

  ~Impl() {
    if (file) file->abandon();
  }
};

StateSaver::StateSaver(const std::filesystem::path& path, SimTime time)
    : impl_{std::make_unique<Impl>()} {
  h5::quiet();
  impl_->name = path.string();
  impl_->group = group_of(time);
  if (std::filesystem::exists(path)) {
    impl_->file.emplace(JournaledFile::open_to_add(path));
    // A file whose first save never ended has nothing at its start.
    std::array<std::byte, 8> start{};
    if (impl_->file->read(0, start) && start == std::array<std::byte, 8>{}) impl_->file.reset();
  }
  if (impl_->file) {
    impl_->h5 = h5::open_file(impl_->name, *impl_->file, h5::Access::Add);
    check_format(impl_->h5.get(), impl_->name);
  } else {
    impl_->file.emplace(JournaledFile::create(path));
    impl_->h5 = h5::create_file(impl_->name, *impl_->file);
    const Handle root = own(H5Gopen2(impl_->h5.get(), "/", H5P_DEFAULT), H5Gclose, impl_->name);
    h5::write_attribute(root.get(), "format", kStatesFormat);
    h5::write_attribute(root.get(), "version", std::int64_t{kVersion});
  }
  if (H5Lexists(impl_->h5.get(), impl_->group.c_str(), H5P_DEFAULT) > 0)
    check(H5Ldelete(impl_->h5.get(), impl_->group.c_str(), H5P_DEFAULT), impl_->name);
  impl_->links = own(H5Pcreate(H5P_LINK_CREATE), H5Pclose, impl_->name);
  check(H5Pset_create_intermediate_group(impl_->links.get(), 1), impl_->name);
}

StateSaver::~StateSaver() {
  h5::quiet();
}

void StateSaver::transfer(const std::string& name, std::size_t element_bytes,
                          std::vector<std::byte>& bytes) {
  const std::string path = impl_->group + "/" + name;
  try {
    const hsize_t extent[2] = {bytes.size() / element_bytes, element_bytes};
    const Handle space = own(H5Screate_simple(2, extent, nullptr), H5Sclose, path);
    const Handle creation = own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path);
    check(H5Pset_obj_track_times(creation.get(), false), path);
    if (!bytes.empty()) {
      // With a check sum: a run must not go on from a state that the disk has changed.
      const hsize_t rows = std::max<hsize_t>(1, kChunkBytes / element_bytes);
      const hsize_t chunk[2] = {std::min(extent[0], rows), element_bytes};
      check(H5Pset_chunk(creation.get(), 2, chunk), path);
      check(H5Pset_fletcher32(creation.get()), path);
    }
    const Handle dataset = own(H5Dcreate2(impl_->h5.get(), path.c_str(), H5T_STD_U8LE, space.get(),
                                          impl_->links.get(), creation.get(), H5P_DEFAULT),
                               H5Dclose, path);
    if (!bytes.empty())
      check(H5Dwrite(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
            path);
  } catch (const RunError&) {
    if (impl_->file->error().empty()) throw;
    throw RunError{impl_->file->error()};
  }
}

void StateSaver::finish() {
  h5::quiet();
  const herr_t flushed = H5Fflush(impl_->h5.get(), H5F_SCOPE_GLOBAL);
  impl_->h5 = {};
  if (!impl_->file->error().empty()) throw RunError{impl_->file->error()};
  check(flushed, impl_->name);
  impl_->file->commit();
  impl_->file->finish();
}

struct StateLoader::Impl {
  std::string name;
  std::string group;
  std::optional<JournaledFile> file;
  Handle h5;

  void read(const std::string& path, std::size_t element_bytes,
            std::vector<std::byte>& bytes) const;

  explicit Impl(const std::filesystem::path& path) : name{path.string()} {
    h5::quiet();
    try {
      file.emplace(JournaledFile::open(path));
      h5 = h5::open_file(name, *file, h5::Access::Read);
      check_format(h5.get(), name);
    } catch (const RunError& error) {
      throw InputError{name, "holds no saved states that can be read", error.what()};
    }
  }
};

StateLoader::StateLoader(const std::filesystem::path& path, SimTime time)
    : impl_{std::make_unique<Impl>(path)} {
  impl_->group = group_of(time);
  if (H5Lexists(impl_->h5.get(), impl_->group.c_str(), H5P_DEFAULT) <= 0)
    throw InputError{impl_->name, "holds no state at " + std::to_string(time) + " us"};
}

StateLoader::~StateLoader() {
  h5::quiet();
}

void StateLoader::transfer(const std::string& name, std::size_t element_bytes,
                           std::vector<std::byte>& bytes) {
  try {
    impl_->read(impl_->group + "/" + name, element_bytes, bytes);
  } catch (const RunError& error) {
    throw InputError{impl_->name, std::string{"is damaged: "} + error.what(),
                     "remove it and run the case anew"};
  }
}

void StateLoader::Impl::read(const std::string& path, std::size_t element_bytes,
                             std::vector<std::byte>& bytes) const {
  const Handle dataset = own(H5Dopen2(h5.get(), path.c_str(), H5P_DEFAULT), H5Dclose, path);
  const h5::Stored stored = h5::stored(dataset.get());
  if (stored.type != Type::U8 || stored.extent.size() != 2 || stored.extent[1] != element_bytes)
    throw RunError{path + ": the saved state has elements of another size"};
  const std::uint64_t size = stored.extent[0] * element_bytes;
  if (stored.extent[0] > file->size() || size > file->size())
    throw RunError{path + ": claims more values than the file can hold"};
  bytes.resize(size);
  if (size > 0)
    check(H5Dread(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), path);
}

std::vector<SimTime> saved_times(const std::filesystem::path& path) {
  // Any loader opens the file; the time is not looked up.
  h5::quiet();
  std::vector<SimTime> times;
  try {
    JournaledFile file = JournaledFile::open(path);
    const Handle h5 = h5::open_file(path.string(), file, h5::Access::Read);
    check_format(h5.get(), path.string());
    const Handle root = own(H5Gopen2(h5.get(), "/", H5P_DEFAULT), H5Gclose, path.string());
    for (const std::string& name : h5::children(root.get())) {
      SimTime time = 0;
      if (name.starts_with("at_") &&
          std::from_chars(name.data() + 3, name.data() + name.size(), time).ec == std::errc{})
        times.push_back(time);
    }
  } catch (const RunError& error) {
    throw InputError{path.string(), "holds no saved states that can be read", error.what()};
  }
  std::sort(times.begin(), times.end());
  return times;
}

}  // namespace muster::trace
