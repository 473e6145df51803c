// SPDX-License-Identifier: MIT
// Shuffle, deflate and quantisation.
#include "engine/trace/encode.hpp"

#include <zlib.h>

#include <cmath>
#include <limits>

#include "engine/base/error.hpp"

namespace muster::trace {

std::vector<std::byte> encode(std::span<const std::byte> raw, std::size_t element_bytes) {
  const std::size_t elements = raw.size() / element_bytes;
  MUSTER_EXPECT(elements * element_bytes == raw.size());
  std::vector<std::byte> shuffled(raw.size());
  for (std::size_t b = 0; b < element_bytes; ++b) {
    std::byte* out = shuffled.data() + b * elements;
    const std::byte* in = raw.data() + b;
    for (std::size_t i = 0; i < elements; ++i) out[i] = in[i * element_bytes];
  }
  uLongf length = compressBound(static_cast<uLong>(raw.size()));
  std::vector<std::byte> result(length);
  const int status = compress2(reinterpret_cast<Bytef*>(result.data()), &length,
                               reinterpret_cast<const Bytef*>(shuffled.data()),
                               static_cast<uLong>(shuffled.size()), 1);
  MUSTER_VERIFY(status == Z_OK);
  result.resize(length);
  result.shrink_to_fit();
  return result;
}

std::uint16_t quantise(double value, double scale_factor, double add_offset) {
  if (std::isnan(value)) return kNoValue;
  const double code = std::floor((value - add_offset) / scale_factor + 0.5);
  if (!(code > 0)) return 0;
  return code < kNoValue - 1 ? static_cast<std::uint16_t>(code) : kNoValue - 1;
}

float restore(std::uint16_t code, double scale_factor, double add_offset) {
  if (code == kNoValue) return std::numeric_limits<float>::quiet_NaN();
  return static_cast<float>(code * scale_factor + add_offset);
}

}  // namespace muster::trace
