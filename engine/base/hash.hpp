// SPDX-License-Identifier: MIT
// Hashes that make up the fingerprint of a run.
#pragma once

#include <cstdint>

namespace muster {

/// Finaliser of splitmix64 (Steele, Lea, Flood 2014): a bijection of 64 bits that mixes them well.
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ull;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

/// Order-dependent combination of two words.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return mix(mix(a) + 0x9e3779b97f4a7c15ull + b);
}

}  // namespace muster
