// SPDX-License-Identifier: MIT
// What an HDF5 file of a trace holds, found by walking it. Internal: includes HDF5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/trace/hdf5.hpp"
#include "engine/trace/source.hpp"

namespace muster::trace {

/// Tables by ascending path; `rasters` carry the path of their dataset as name.
struct Contents {
  Header header;
  std::vector<TableInfo> tables;
  std::vector<std::uint64_t> rows;
  std::vector<FieldInfo> fields;
  std::vector<std::vector<SimTime>> field_times;
  std::vector<FieldInfo> rasters;
};

/// Throws InputError for a file that is no trace or one of another version, RunError for a damaged
/// one.
Contents read_contents(hid_t file, const std::string& name, std::uint64_t file_bytes);

/// The block of `count` entries of the first dimension from `first`, all of the others. Refuses, by
/// RunError, sizes that the stored bytes cannot yield, before memory is taken for them.
std::vector<std::byte> read_block(hid_t dataset, const h5::Stored& stored, std::uint64_t first,
                                  std::uint64_t count, std::uint64_t file_bytes,
                                  const std::string& path);
Values as_values(const h5::Stored& stored, const std::vector<std::byte>& bytes);

}  // namespace muster::trace
