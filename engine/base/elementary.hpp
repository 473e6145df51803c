// SPDX-License-Identifier: MIT
// Elementary functions whose results are the same bits on every x86-64 machine.
#pragma once

/// Model code calls these instead of the C library's, which picks its code, and so its last bit, by
/// processor. Angles in radians. Within 1 unit in the last place (erfc 1.5), special values as in
/// C; 10-80 ns a call. sqrt, fabs, floor, ceil, trunc and fmod of the C library are exact: use
/// those.
namespace muster::elementary {

[[gnu::const]] double exp(double x);
[[gnu::const]] double expm1(double x);
[[gnu::const]] double log(double x);
[[gnu::const]] double log1p(double x);
[[gnu::const]] double log10(double x);
[[gnu::const]] double pow(double x, double y);
[[gnu::const]] double cbrt(double x);
[[gnu::const]] double hypot(double x, double y);
[[gnu::const]] double sin(double x);
[[gnu::const]] double cos(double x);
[[gnu::const]] double tan(double x);
[[gnu::const]] double asin(double x);
[[gnu::const]] double acos(double x);
[[gnu::const]] double atan(double x);
[[gnu::const]] double atan2(double y, double x);
[[gnu::const]] double tanh(double x);
[[gnu::const]] double erf(double x);
[[gnu::const]] double erfc(double x);

}  // namespace muster::elementary
