// SPDX-License-Identifier: MIT
// What the reader of GMNS hands between its parts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/crs.hpp"
#include "engine/input/network.hpp"
#include "engine/input/road_builder.hpp"
#include "engine/input/table.hpp"

namespace muster::input {

/// Of config.csv; without one metres and km/h.
struct GmnsUnits {
  double length_m = 1;
  double speed_m_s = 1 / 3.6;
  std::string crs;
};

struct GmnsNode {
  std::int64_t id;
  double x;
  double y;
  std::size_t line;
};

/// Lengths in m, speeds in m/s; `shape` lies between the nodes, in the case's plane.
struct GmnsLink {
  std::int64_t id = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool directed = true;
  std::string highway = "unclassified";
  double length_m = 0;
  double speed_m_s = 0;
  double capacity_veh_h_lane = 0;
  int lanes = 0;
  Modes modes = 0;
  std::int8_t layer = 0;
  LinkFlags flags = 0;
  std::vector<Point> shape;  // between the nodes
  std::size_t line = 0;
};

std::string lower_case(std::string_view text);

/// Columns of one table by name; -1 where it has none. The first `required` must be there.
std::vector<int> gmns_columns(const Table& table, const std::vector<std::string>& names,
                              std::size_t required, Import& import);

/// link.csv, sorted by id. `projector` is absent where coordinates stay as they are. Problems are
/// reported.
std::vector<GmnsLink> read_gmns_links(const GmnsTables& tables, const cases::RoadSpec& roads,
                                      const GmnsUnits& units, const std::vector<GmnsNode>& nodes,
                                      const Projector* projector, Import& import);

}  // namespace muster::input
