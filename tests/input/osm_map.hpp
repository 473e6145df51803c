// SPDX-License-Identifier: MIT
// Tiny OpenStreetMap files, written by hand and read.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "engine/input/network.hpp"
#include "tests/input/scratch.hpp"

namespace muster::input::test {

inline constexpr const char* kCrs = "EPSG:31982";  // SIRGAS 2000 / UTM 22S

/// Writes .osm text. Nodes lie on a grid of 0.001 degrees (about 97 m east, 111 m north).
struct Map {
  std::ostringstream xml;
  Map() { xml << "<osm version=\"0.6\">\n"; }
  using Tags = std::map<std::string, std::string>;
  void tags(const Tags& list) {
    for (const auto& [k, v] : list) xml << "<tag k=\"" << k << "\" v=\"" << v << "\"/>";
  }
  Map& node(int id, double x, double y, const Tags& list = {}) {
    char at[96];
    std::snprintf(at, sizeof at, "<node id=\"%d\" lon=\"%.7f\" lat=\"%.7f\">", id,
                  -51.2 + 0.001 * x, -30.0 + 0.001 * y);
    xml << at;
    tags(list);
    xml << "</node>\n";
    return *this;
  }
  Map& way(int id, const std::vector<int>& nodes, const Tags& list) {
    xml << "<way id=\"" << id << "\">";
    for (const int n : nodes) xml << "<nd ref=\"" << n << "\"/>";
    tags(list);
    xml << "</way>\n";
    return *this;
  }
  Map& restriction(int id, const std::string& kind, int from, int via, int to,
                   const char* via_type = "node") {
    xml << "<relation id=\"" << id << "\"><member type=\"way\" ref=\"" << from
        << "\" role=\"from\"/><member type=\"" << via_type << "\" ref=\"" << via
        << "\" role=\"via\"/><member type=\"way\" ref=\"" << to << "\" role=\"to\"/>";
    tags({{"type", "restriction"}, {"restriction", kind}});
    xml << "</relation>\n";
    return *this;
  }
  std::string text() const { return xml.str() + "</osm>\n"; }
};

struct Imported {
  Scratch scratch;
  Books books;
  std::optional<Network> network;
  explicit Imported(const Map& map, double split_above_m = 1e6, const std::string& crs = kCrs) {
    cases::RoadSpec spec;
    spec.osm = scratch.write("map.osm", map.text());
    spec.split_above_m = split_above_m;
    network = read_osm(spec, crs, books.import);
  }
  const world::Roads& roads() const { return network->roads; }
  NodeId node(std::int64_t source) const {
    for (std::uint32_t n = 0; n < roads().nodes(); ++n) {
      if (roads().node_source[NodeId{n}] == source) return NodeId{n};
    }
    return {};
  }
  LinkId link(std::int64_t from, std::int64_t to) const {
    for (const LinkId l : roads().out(node(from))) {
      if (roads().to[l] == node(to)) return l;
    }
    return {};
  }
};

inline const Map::Tags kStreet{{"highway", "residential"}};

}  // namespace muster::input::test
