// SPDX-License-Identifier: MIT
// What is done against a fire on the ground: breaks, line that crews build, drops of water.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::fire {

/// What a break is made of. Mineral soil; a belt of trees that resist fire; a road or a river.
enum class BreakKind : std::uint8_t { Bare, GreenBelt, Road, Water };
inline constexpr std::size_t kBreakKinds = 4;

/// A strip without fuel along a line, thinner or wider than cells. It stops a front whose flames,
/// where they meet it, are no longer than its width over the factor of its kind (the practical rule
/// that a break be as wide as Byram's flame length); longer ones pass as if it were not there. One
/// that is wider than a cell has taken the fuel of the cells whose centres it covers: what it holds
/// stops at its edge, and brands that land in it go out.
struct Break {
  std::string id;
  BreakKind kind = BreakKind::Bare;
  std::vector<double> line_m;  // x0, y0, x1, y1, ... in the grid's coordinates, two points at least
  double width_m = 0;
  /// Standing from this time on; with a rate, work begins then at the first point.
  SimTime from = 0;
  double built_m_h = 0;  // rate of a crew or an engine along the line; 0: all of it at once
};

/// Metres of the line that stand at `time`.
double built_length_m(const Break& line, SimTime time);
double length_m(const Break& line);
/// When the point `along_m` from the line's start stands.
SimTime built_at(const Break& line, double along_m);

/// Wets the fuel of cells for a while. Water sticks to dead fuel: moisture by dry mass rises by
/// litres per square metre times the retained share (Parameters) over the load of dead fuel.
struct Drop {
  std::string id;
  std::vector<std::uint32_t> cells;
  double coverage_l_m2 = 0;
  SimTime from = 0;
  SimTime until = 0;  // dry again
};

/// Litres per square metre of a coverage level (US gallons per 100 square feet).
inline double coverage_l_m2(double level) {
  constexpr double kLitresPerGallon = 3.785411784, kSquareMetresPer100SquareFeet = 9.290304;
  return level * kLitresPerGallon / kSquareMetresPer100SquareFeet;
}

enum class CrewType : std::uint8_t { One, Two };
/// Line that a hand crew of 20 builds and holds, m/h, in a fuel of Anderson's 13 (NWCG Incident
/// Response Pocket Guide, p. 80 of an older edition); where the guide parts a model by vegetation,
/// the slower rate. 0 where there is none. Broyles 2011 measured lower rates.
double crew_rate_m_h(int fuel_model, CrewType type);

void check(const Break& line, const world::Grid& grid, Diagnostics& diagnostics);
void check(const Drop& drop, const world::Grid& grid, Diagnostics& diagnostics);

}  // namespace muster::hazard::fire
