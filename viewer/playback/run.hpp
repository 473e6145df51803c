// SPDX-License-Identifier: MIT
// What a trace says that does not change while it plays: roads, sites, zones, people, terrain,
// names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/trace/source.hpp"
#include "viewer/map/camera.hpp"
#include "viewer/playback/time_text.hpp"

namespace muster::viewer {

/// Nodes and links as plain arrays; shape points of link l are [shape_first[l], shape_first[l] +
/// shape_count[l]).
struct Roads {
  std::vector<std::uint32_t> from, to;
  std::vector<float> length_m, speed_m_s, capacity_veh_h;
  std::vector<std::uint8_t> lanes, road_class;
  std::vector<std::uint16_t> flags;
  std::vector<std::uint32_t> shape_first, shape_count;
  std::vector<double> x, y;  // shape points
  std::vector<double> node_x, node_y;
  std::vector<std::string> class_names;
  std::uint32_t size() const { return static_cast<std::uint32_t>(from.size()); }
};

// Bits of Roads::flags, as the trace's schema states them.
inline constexpr std::uint16_t kBridge = 1;
inline constexpr std::uint16_t kTunnel = 2;
inline constexpr std::uint16_t kUnderpass = 4;
inline constexpr std::uint16_t kOpposing = 16;

struct Site {
  std::string id, kind, name, responsible;
  double x = 0, y = 0;
  std::uint32_t capacity = 0;
};

struct Zone {
  std::string id, name;
  std::vector<std::vector<Point>> rings;
};

struct Parties {
  std::vector<double> x, y;  // homes
  std::vector<std::uint16_t> size;
  std::uint32_t count() const { return static_cast<std::uint32_t>(x.size()); }
};

struct Terrain {
  trace::GridInfo grid;
  std::vector<float> elevation_m;  // NaN where there is none
};

/// Built once a trace. Cost: the reading of its static tables; memory about that of the same.
struct Run {
  explicit Run(const trace::Source& source);

  const trace::Source& source;
  trace::Header header;
  /// The last moment that the trace shows.
  SimTime end = 0;
  WallClock wall_clock;
  bool has_movements = false;
  std::vector<SimTime> keyframes;  // ascending
  Roads roads;
  std::vector<Site> sites;
  std::vector<Zone> zones;
  Parties parties;
  Terrain terrain;
  Bounds bounds;  // of everything that is drawn
};

/// The point at `share` (0..1) of a link's line, moved to the right of its direction by `right_m`.
Point point_on_link(const Roads& roads, std::uint32_t link, double share, double right_m = 0);

/// True for an axis-aligned, north-up grid, the only kind that is drawn.
bool north_up(const trace::GridInfo& grid);
Bounds bounds_of(const trace::GridInfo& grid);
/// Row-major index of the cell at `p`, or -1 outside.
std::int64_t cell_at(const trace::GridInfo& grid, Point p);

}  // namespace muster::viewer
