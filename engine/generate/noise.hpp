// SPDX-License-Identifier: MIT
// Smooth random surfaces for terrain: the same heights for the same seed on any machine.
#pragma once

#include <cstdint>

#include "engine/base/random.hpp"

namespace muster::generate {

/// Value noise: random values on a square lattice, joined by quintic blends, octaves of half the
/// wave and half the height. No state; about 50 ns an octave.
class Noise {
 public:
  Noise(std::uint64_t seed, Purpose purpose, double wave_m, int octaves)
      : stream_{seed, purpose}, wave_m_{wave_m}, octaves_{octaves} {}

  /// In [-1, 1], mean 0.
  double operator()(double x, double y) const;
  /// In [0, 1]: 1 along crooked lines (crests), falling to both sides.
  double ridged(double x, double y) const;

 private:
  double octave(double x, double y, int k) const;

  Stream stream_;
  double wave_m_;
  int octaves_;
};

}  // namespace muster::generate
