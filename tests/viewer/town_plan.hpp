// SPDX-License-Identifier: MIT
// The town itself and what happens in it, before it is written down.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/trace/schema.hpp"
#include "town.hpp"

namespace muster::viewer::test {

struct Street {
  std::uint32_t from, to;
  double length_m, speed_m_s;
  std::uint8_t road_class;
  bool bridge;
};

struct Home {
  double x, y;
  std::uint32_t node;
  std::uint16_t size;
};

struct Change {  // of a state or of a link, or a movement: what and when
  SimTime time;
  std::uint32_t subject;
  std::uint32_t code;
  double value = 0;
};

struct Town {
  explicit Town(const TownSize& size);

  double elevation(double x, double y) const;
  double water_level(SimTime time) const;
  double depth(double x, double y, SimTime time) const;

  TownSize size;
  double side_m;
  trace::GridInfo grid;
  std::vector<double> node_x, node_y;
  std::vector<Street> links;
  std::vector<std::uint32_t> shelter_node;
  std::vector<Home> homes;
  // ascending in time
  std::vector<Change> movements;  // subject mover, code link (kNone: leaves)
  std::vector<Change>
      party_states;  // code: 0 home, 1 preparing, 2 travelling, 3 sheltered, 4 trapped
  std::vector<Change> site_states;  // code: 0 open, 1 full; value persons
  std::vector<Change> closed;       // code 1 or 0
  std::vector<Change>
      events;  // subject, code: 0 order, 1 closure, 2 reopening, 3 shelter_full, 4 trapped

 private:
  void build_streets();
  void settle();
  void close_streets();
  void evacuate();
  double river_x(double y) const;
};

inline constexpr std::uint32_t kShelterPlaces = 400;

}  // namespace muster::viewer::test
