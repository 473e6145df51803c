// SPDX-License-Identifier: MIT
// Quantisation keeps its stated error; no value stays no value; chunks are what HDF5's filters
// make.
#include "engine/trace/encode.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "engine/base/hash.hpp"

namespace muster::trace {
namespace {

std::uint16_t quantise(double value, double scale_factor, double add_offset) {
  std::uint16_t code = 0;
  trace::quantise({&value, 1}, scale_factor, add_offset, &code);
  return code;
}

TEST(Quantise, ErrorIsAtMostHalfTheFactor) {
  for (const auto& [scale, offset] : {std::pair{0.001, 0.0}, {0.01, -300.0}, {0.25, 100.0}})
    for (std::uint64_t i = 0; i < 20000; ++i) {
      const double value = offset + static_cast<double>(mix(i) % 65534'000) * 1e-3 * scale;
      const double back = restore(quantise(value, scale, offset), scale, offset);
      // The result is a float: its own rounding comes on top.
      EXPECT_LE(std::fabs(back - value), scale / 2 + 6e-8 * std::fabs(value) + 1e-12) << value;
    }
}

TEST(Quantise, CodesComeBackAsThemselves) {
  for (std::uint32_t code = 0; code < kNoValue; ++code)
    EXPECT_EQ(quantise(code * 0.001 + 2.5, 0.001, 2.5), code);
}

TEST(Quantise, NoValueAndEnds) {
  EXPECT_EQ(quantise(std::numeric_limits<double>::quiet_NaN(), 0.001, 0), kNoValue);
  EXPECT_TRUE(std::isnan(restore(kNoValue, 0.001, 0)));
  EXPECT_EQ(quantise(-1.0, 0.001, 0), 0);
  EXPECT_EQ(quantise(1000.0, 0.001, 0), kNoValue - 1);
  EXPECT_EQ(quantise(std::numeric_limits<double>::infinity(), 0.001, 0), kNoValue - 1);
  EXPECT_EQ(quantise(-std::numeric_limits<double>::infinity(), 0.001, 0), 0);
}

TEST(Encode, InflateAndUnshuffleGiveTheChunk) {
  std::vector<std::uint32_t> values(5000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint32_t>(i * i);
  const auto encoded = encode(std::as_bytes(std::span{values}), 4);
  EXPECT_LT(encoded.size(), values.size() * 4);
  std::vector<std::byte> shuffled(values.size() * 4);
  uLongf length = shuffled.size();
  ASSERT_EQ(uncompress(reinterpret_cast<Bytef*>(shuffled.data()), &length,
                       reinterpret_cast<const Bytef*>(encoded.data()), encoded.size()),
            Z_OK);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint32_t value = 0;
    for (std::size_t b = 0; b < 4; ++b)
      value |= std::to_integer<std::uint32_t>(shuffled[b * values.size() + i]) << (8 * b);
    ASSERT_EQ(value, values[i]);
  }
}

}  // namespace
}  // namespace muster::trace
