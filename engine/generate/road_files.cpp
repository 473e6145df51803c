// SPDX-License-Identifier: MIT
// GMNS tables and OSM XML.
#include "engine/generate/road_files.hpp"

#include <filesystem>

#include "engine/generate/text.hpp"

namespace muster::generate {

using world::RoadClass;

Offer offer(RoadClass road_class) {
  // Capacities a lane as in MATSim's OSM reader; speeds and lanes as usual in Chinese towns
  // (assumption).
  switch (road_class) {
    case RoadClass::Trunk:
      return {"trunk", 3, 70, 1800};
    case RoadClass::Primary:
      return {"primary", 2, 60, 1500};
    case RoadClass::Secondary:
      return {"secondary", 2, 50, 800};
    case RoadClass::Tertiary:
      return {"tertiary", 1, 40, 600};
    case RoadClass::Unclassified:
      return {"unclassified", 1, 30, 600};
    case RoadClass::LivingStreet:
      return {"living_street", 1, 15, 300};
    case RoadClass::Service:
      return {"service", 1, 15, 300};
    default:
      return {"residential", 1, 30, 600};
  }
}

void write_gmns(const Network& network, const std::string& folder, const std::string& crs,
                double origin_x_m, double origin_y_m) {
  std::filesystem::create_directories(folder);
  Text config;
  config << "dataset_name,long_length,speed,crs\ngenerated,m,km/h," << crs << "\n";
  write_file(folder + "/config.csv", config.str());

  Text nodes;
  nodes << "node_id,x_coord,y_coord\n";
  for (std::size_t n = 0; n < network.nodes.size(); ++n) {
    nodes << n + 1 << ',';
    nodes.fixed(origin_x_m + network.nodes[n].x, 2) << ',';
    nodes.fixed(origin_y_m + network.nodes[n].y, 2) << '\n';
  }
  write_file(folder + "/node.csv", nodes.str());

  Text links;
  links
      << "link_id,from_node_id,to_node_id,directed,length,facility_type,lanes,free_speed,capacity,"
         "allowed_uses,bridge,tunnel,underpass,layer,geometry\n";
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    const Offer road = offer(edge.road_class);
    const Line line = line_of(network, edge);
    links << e + 1 << ',' << edge.a + 1 << ',' << edge.b + 1 << ',' << (edge.one_way ? 1 : 0)
          << ',';
    links.fixed(length(line), 2) << ',' << road.highway << ',' << road.lanes << ',';
    links.fixed(road.speed_km_h, 0) << ',';
    links.fixed(road.capacity_veh_h_lane, 0)
        << ",\"auto,walk\"," << (edge.flags & world::kBridge ? 1 : 0) << ','
        << (edge.flags & world::kTunnel ? 1 : 0) << ',' << (edge.flags & world::kUnderpass ? 1 : 0)
        << ',' << static_cast<int>(edge.layer) << ',';
    if (line.size() > 2) {
      links << "\"LINESTRING (";
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) links << ", ";
        links.fixed(origin_x_m + line[i].x, 2) << ' ';
        links.fixed(origin_y_m + line[i].y, 2);
      }
      links << ")\"";
    }
    links << '\n';
  }
  write_file(folder + "/link.csv", links.str());
}

void write_osm(const Network& network, const std::string& path,
               const TransverseMercator& projection, double origin_x_m, double origin_y_m) {
  Text osm;
  osm << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"muster\">\n";
  const auto put_node = [&](std::size_t id, Point p) {
    const LonLat at = projection.geographic(origin_x_m + p.x, origin_y_m + p.y);
    osm << "<node id=\"" << id << "\" lat=\"";
    osm.fixed(at.lat, 7) << "\" lon=\"";
    osm.fixed(at.lon, 7) << "\"/>\n";
  };
  for (std::size_t n = 0; n < network.nodes.size(); ++n) put_node(n + 1, network.nodes[n]);
  std::size_t next = network.nodes.size() + 1;
  for (const Edge& edge : network.edges) {
    for (const Point& p : edge.between) put_node(next++, p);
  }
  next = network.nodes.size() + 1;
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    const Offer road = offer(edge.road_class);
    osm << "<way id=\"" << e + 1 << "\">";
    osm << "<nd ref=\"" << edge.a + 1 << "\"/>";
    for (std::size_t i = 0; i < edge.between.size(); ++i) osm << "<nd ref=\"" << next++ << "\"/>";
    osm << "<nd ref=\"" << edge.b + 1 << "\"/>";
    const auto put_tag = [&](const char* key, const auto& value) {
      osm << "<tag k=\"" << key << "\" v=\"" << value << "\"/>";
    };
    put_tag("highway", road.highway);
    put_tag("lanes", road.lanes * (edge.one_way ? 1 : 2));
    put_tag("maxspeed", static_cast<int>(road.speed_km_h));
    if (edge.one_way) put_tag("oneway", "yes");
    if (edge.flags & world::kBridge) put_tag("bridge", "yes");
    if (edge.flags & world::kTunnel) put_tag("tunnel", "yes");
    if (edge.flags & world::kUnderpass) put_tag("cutting", "yes");
    if (edge.layer != 0) put_tag("layer", static_cast<int>(edge.layer));
    osm << "</way>\n";
  }
  osm << "</osm>\n";
  write_file(path, osm.str());
}

}  // namespace muster::generate
