// SPDX-License-Identifier: MIT
// What HDF5's shuffle and deflate filters do to a chunk, done on our own thread, and quantisation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace muster::trace {

/// No value, in fields stored as U16.
inline constexpr std::uint16_t kNoValue = 65535;

/// The bytes that HDF5's filters shuffle and deflate (level 1) make of `raw`, elements of
/// `element_bytes`.
std::vector<std::byte> encode(std::span<const std::byte> raw, std::size_t element_bytes);

/// See FieldInfo. NaN gives kNoValue; infinities the nearest of 0 and 65534. `codes` has room for
/// all.
void quantise(std::span<const double> values, double scale_factor, double add_offset,
              std::uint16_t* codes);
float restore(std::uint16_t code, double scale_factor, double add_offset);

}  // namespace muster::trace
