// SPDX-License-Identifier: MIT
// Elementary functions whose results are the same bits on every x86-64 machine.
#pragma once

// SLEEF's deterministic family in plain C ("cinz": no fused multiply-add, no choice by processor;
// Shibata and Petrogalli, IEEE TPDS 31(6), 2020). Declared here because <sleef.h> pulls in every vector
// intrinsic; tests/base checks the declarations against it.
extern "C" {
[[gnu::const]] double Sleef_cinz_expd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_expm1d1_u10purec(double);
[[gnu::const]] double Sleef_cinz_logd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_log1pd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_log10d1_u10purec(double);
[[gnu::const]] double Sleef_cinz_powd1_u10purec(double, double);
[[gnu::const]] double Sleef_cinz_cbrtd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_hypotd1_u05purec(double, double);
[[gnu::const]] double Sleef_cinz_sind1_u10purec(double);
[[gnu::const]] double Sleef_cinz_cosd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_tand1_u10purec(double);
[[gnu::const]] double Sleef_cinz_asind1_u10purec(double);
[[gnu::const]] double Sleef_cinz_acosd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_atand1_u10purec(double);
[[gnu::const]] double Sleef_cinz_atan2d1_u10purec(double, double);
[[gnu::const]] double Sleef_cinz_tanhd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_erfd1_u10purec(double);
[[gnu::const]] double Sleef_cinz_erfcd1_u15purec(double);
}

/// Model code calls these instead of the C library's, which picks its code, and so its last bit, by
/// processor. Angles in radians. Within 1 unit in the last place (erfc 1.5), special values as in C;
/// 5-40 ns a call. sqrt, fabs, floor, ceil, trunc and fmod of the C library are exact: use those.
namespace muster::elementary {

inline double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
inline double expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
inline double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
inline double log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
inline double log10(double x) { return Sleef_cinz_log10d1_u10purec(x); }
inline double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
inline double cbrt(double x) { return Sleef_cinz_cbrtd1_u10purec(x); }
inline double hypot(double x, double y) { return Sleef_cinz_hypotd1_u05purec(x, y); }
inline double sin(double x) { return Sleef_cinz_sind1_u10purec(x); }
inline double cos(double x) { return Sleef_cinz_cosd1_u10purec(x); }
inline double tan(double x) { return Sleef_cinz_tand1_u10purec(x); }
inline double asin(double x) { return Sleef_cinz_asind1_u10purec(x); }
inline double acos(double x) { return Sleef_cinz_acosd1_u10purec(x); }
inline double atan(double x) { return Sleef_cinz_atand1_u10purec(x); }
inline double atan2(double y, double x) { return Sleef_cinz_atan2d1_u10purec(y, x); }
inline double tanh(double x) { return Sleef_cinz_tanhd1_u10purec(x); }
inline double erf(double x) { return Sleef_cinz_erfd1_u10purec(x); }
inline double erfc(double x) { return Sleef_cinz_erfcd1_u15purec(x); }

}  // namespace muster::elementary
