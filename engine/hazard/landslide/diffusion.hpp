// SPDX-License-Identifier: MIT
// Pressure diffusion in saturated ground: answers to a step of flux and to a step of load.
#pragma once

#include <span>

namespace muster::hazard::landslide {

/// Integral of erfc from x >= 0 to infinity: exp(-x^2)/sqrt(pi) - x erfc(x). Absolute error 1e-16.
double integral_erfc(double x);

/// Pressure head, m, at `depth_m` that unit flux (I/K_s = 1) through the surface causes `time_s`
/// after it began; no flow through the base at `basement_m` >= depth_m, which may be infinite.
/// Diffusivity is along the vertical: D_0/cos^2(slope). 0 for time <= 0.
///
/// Until a quarter of the basement's diffusion time d^2/D by images (Baum, Savage & Godt 2008, OFR
/// 2008-1159, eq. 2; the first image is Iverson 2000, eq. 27, the infinite depth), later by
/// eigenfunctions (Carslaw & Jaeger 1959, section 3.8, eq. 3). At most seven images or four
/// eigenfunctions: what is left out is below 1e-17 of d (either series' next term at the
/// change-over). Cost: about 10-40 ns.
double flux_response_m(double depth_m, double basement_m, double diffusivity_m2_s, double time_s);

/// Adds the answer to a flux of `flux` (I/K_s) at each depth to `heads_m`.
void add_flux_response(double flux, std::span<const double> depths_m, double basement_m,
                       double diffusivity_m2_s, double time_s, std::span<double> heads_m);

/// Share of a load at the top of a layer that has reached `depth_m` below its top; the layer is
/// `thickness_m` >= depth_m thick, lets no water through its base and may be infinite. 0 for time
/// <= 0. OFR 2008-1159, eq. 12 (to confirm); Carslaw & Jaeger 1959, section 3.4; the same rule for
/// the end of its series.
double load_response(double depth_m, double thickness_m, double diffusivity_m2_s, double time_s);

}  // namespace muster::hazard::landslide
