// SPDX-License-Identifier: MIT
#include "engine/input/starter_case.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "engine/input/crs.hpp"
#include "engine/input/json_value.hpp"
#include "engine/input/osm_data.hpp"
#include "engine/input/raster.hpp"
#include "engine/input/table.hpp"

namespace muster::input {

namespace {

namespace fs = std::filesystem;

/// Where the roads lie, and where people may live.
struct Roads {
  std::vector<double> x;  // of every node; degrees where `degrees`, else metres
  std::vector<double> y;
  std::vector<std::size_t> homes;  // nodes of residential streets, ascending
  bool degrees = true;
  std::string crs;  // that the file states, of its metres
};

std::optional<Roads> osm_roads(const std::string& path, Import& import) {
  OsmData data;
  if (!read_osm_file(path, data, import)) return std::nullopt;
  Roads roads;
  std::vector<std::uint8_t> on_road(data.nodes.size(), 0);
  for (const OsmWay& way : data.roads) {
    const std::string_view highway = way.tags["highway"];
    const bool residential =
        highway == "residential" || highway == "living_street" || highway == "unclassified";
    for (const std::int64_t id : way.nodes) {
      const std::uint32_t node = data.index_of(id);
      if (node != OsmData::kNone) on_road[node] |= residential ? 3 : 1;
    }
  }
  for (std::size_t i = 0; i < data.nodes.size(); ++i) {
    if (on_road[i] == 0) continue;
    if (on_road[i] == 3) roads.homes.push_back(roads.x.size());
    roads.x.push_back(data.nodes[i].lon);
    roads.y.push_back(data.nodes[i].lat);
  }
  return roads;
}

std::optional<Roads> gmns_roads(const std::string& folder, Diagnostics& diagnostics) {
  const std::string path = (fs::path{folder} / "node.csv").string();
  std::optional<std::string> text = read_text(path, kMostTableBytes, diagnostics);
  if (!text) return std::nullopt;
  const Table table =
      parse_table(std::move(*text), path, {"node_id", "x_coord", "y_coord"}, true, diagnostics);
  const int x = table.column("x_coord"), y = table.column("y_coord");
  if (x < 0 || y < 0) diagnostics.error(path, "has no columns x_coord and y_coord");
  if (!diagnostics.ok()) return std::nullopt;
  Roads roads;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto east = to_number(table.cell(row, x)), north = to_number(table.cell(row, y));
    if (!east || !north) continue;  // `muster check` says which
    roads.degrees = roads.degrees && std::abs(*east) <= 180 && std::abs(*north) <= 90;
    roads.homes.push_back(roads.x.size());
    roads.x.push_back(*east);
    roads.y.push_back(*north);
  }
  const std::string config = (fs::path{folder} / "config.csv").string();
  if (fs::exists(config) && !roads.degrees) {
    text = read_text(config, kMostTableBytes, diagnostics);
    if (!text) return std::nullopt;
    const Table stated = parse_table(std::move(*text), config, {"crs"}, true, diagnostics);
    if (stated.rows() > 0) roads.crs = std::string(stated.cell(0, stated.column("crs")));
  }
  return roads;
}

/// Least and greatest corner.
struct Box {
  double west, south, east, north;
};

Box box_of(const std::vector<double>& x, const std::vector<double>& y) {
  const auto [west, east] = std::minmax_element(x.begin(), x.end());
  const auto [south, north] = std::minmax_element(y.begin(), y.end());
  return {*west, *south, *east, *north};
}

/// EPSG code of the UTM zone on WGS 84.
std::string utm_zone(double lon, double lat) {
  const int zone = std::clamp(static_cast<int>(std::floor((lon + 180) / 6)) + 1, 1, 60);
  return "EPSG:" + std::to_string((lat < 0 ? 32700 : 32600) + zone);
}

/// A name that may stand in a file name, from the road file's.
std::string case_name(const std::string& road_file) {
  std::string name = fs::path{road_file}.lexically_normal().filename().string();
  if (name.empty()) name = fs::path{road_file}.lexically_normal().parent_path().filename().string();
  name = name.substr(0, name.find('.', 1));
  return name.empty() || name.front() == '.' || name.front() == '-' ? "case" : name;
}

std::string quoted(const std::string& text) {
  return to_text(Json{text});
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  file.close();
  if (file) return;
  std::error_code ignored;
  fs::remove(path, ignored);  // half a case would be in the way of the next try
  throw RunError{path.string() + " cannot be written: is the disk full?"};
}

class Starter {
 public:
  Starter(const StarterOptions& options, const Roads& roads)
      : options_{options}, roads_{roads}, folder_{fs::absolute(options.out).lexically_normal()} {
    const Box box = box_of(roads.x, roads.y);
    crs_ = roads.crs;
    if (roads.degrees) crs_ = utm_zone((box.west + box.east) / 2, (box.south + box.north) / 2);
  }

  void write(Diagnostics& diagnostics) {
    const std::optional<Box> area = planar_box(diagnostics);
    if (!area) return;
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw InputError{options_.out, "the folder cannot be made: " + error.message()};
    write_file(folder_ / "case.json", case_text());
    write_file(folder_ / "world.json", world_text());
    write_file(folder_ / "event.json", event_text());
    write_file(folder_ / "plan.json", plan_text(*area));
    if (options_.people > 0) write_file(folder_ / "people.csv", people_text());
  }

 private:
  /// The roads' extent in the case's CRS, 100 m wider.
  std::optional<Box> planar_box(Diagnostics& diagnostics) const {
    std::vector<double> x = roads_.x, y = roads_.y;
    if (roads_.degrees) {
      const Projector projector{"EPSG:4326", crs_, options_.osm + options_.gmns, diagnostics};
      if (!projector.good()) return std::nullopt;
      projector.forward(x, y);
      std::erase_if(x, [](double value) { return std::isnan(value); });
      std::erase_if(y, [](double value) { return std::isnan(value); });
    }
    if (x.empty() || y.empty()) {
      diagnostics.error(options_.osm + options_.gmns, "no node lies anywhere on the map");
      return std::nullopt;
    }
    const Box box = box_of(x, y);
    return Box{std::floor(box.west) - 100, std::floor(box.south) - 100, std::ceil(box.east) + 100,
               std::ceil(box.north) + 100};
  }

  /// The path as the case names it.
  std::string path_text(const std::string& path) const {
    if (fs::path{path}.is_absolute()) return quoted(path);
    return quoted(fs::absolute(path).lexically_normal().lexically_relative(folder_).string());
  }

  std::string case_text() const {
    return "{\n  \"name\": " + quoted(case_name(options_.osm + options_.gmns)) +
           ",\n"
           "  \"start\": \"2025-01-01T06:00:00Z\",  // local time and its offset\n"
           "  \"horizon_s\": 43200,\n"
           "  \"world\": \"world.json\",\n"
           "  \"event\": \"event.json\",\n"
           "  \"plan\": \"plan.json\"\n}\n";
  }

  std::string world_text() const {
    std::string text = "{\n";
    if (!crs_.empty()) text += "  \"crs\": \"" + crs_ + "\",\n";
    if (!options_.dem.empty()) {
      text += "  \"terrain\": {\"dem\": [";
      for (std::size_t i = 0; i < options_.dem.size(); ++i) {
        text += (i > 0 ? ", " : "") + path_text(options_.dem[i]);
      }
      text += "]},\n";
    }
    text += "  \"roads\": {";
    if (!options_.osm.empty()) {
      text += "\"osm\": " + path_text(options_.osm) + "},\n";
    } else {
      text += "\"gmns\": " + path_text(options_.gmns);
      text += roads_.degrees ? ", \"crs\": \"EPSG:4326\"},\n" : "},\n";
    }
    if (options_.people > 0) {
      text +=
          "  // people.csv spreads people evenly over streets: put counts that you know in its "
          "place.\n";
      text += "  \"people\": {\"layers\": [{\"path\": \"people.csv\"";
      text += roads_.degrees ? ", \"crs\": \"EPSG:4326\"}]},\n" : "}]},\n";
    } else {
      text +=
          "  // Nobody lives here yet: a table with lon, lat and persons, or polygons with "
          "persons.\n"
          "  // \"people\": {\"layers\": [{\"path\": \"people.csv\", \"crs\": \"EPSG:4326\"}]},\n";
    }
    text +=
        "  \"sites\": {\n"
        "    \"list\": [],  // {\"id\": \"hall\", \"lon\": 0, \"lat\": 0, \"capacity_persons\": "
        "500}\n";
    if (!options_.osm.empty()) {
      text += "    \"infer_shelters\": {\"schools\": true, \"stadiums\": true, \"halls\": true},\n";
    }
    return text +
           "    \"rim_exits\": [\"motorway\", \"trunk\", \"primary\", \"secondary\"]  // ways out "
           "of the "
           "area\n  }\n}\n";
  }

  static std::string event_text() {
    return "{\n"
           "  // No hazard yet. For a river that rises from 0 m to 3 m above the terrain's zero in "
           "6\n"
           "  // hours (needs a terrain; mind the height of the place):\n"
           "  // {\"kind\": \"flood\", \"boundaries\": [{\"id\": \"river\", \"kind\": \"stage\",\n"
           "  //   \"area\": {\"seed_lon_lat\": [0, 0], \"fill_to_m\": 1},\n"
           "  //   \"stage_m\": {\"values\": [[0, 0], [21600, 3]]}}]}\n"
           "  \"hazards\": []\n}\n";
  }

  static std::string plan_text(const Box& area) {
    char ring[256];
    std::snprintf(ring, sizeof ring, "[[%.0f, %.0f], [%.0f, %.0f], [%.0f, %.0f], [%.0f, %.0f]]",
                  area.west, area.south, area.east, area.south, area.east, area.north, area.west,
                  area.north);
    return std::string{"{\n  \"zones\": [{\"id\": \"all\", \"ring\": "} + ring +
           "}],\n"
           "  \"orders\": [{\n"
           "    \"id\": \"leave\", \"zones\": [\"all\"],\n"
           "    \"when\": {\"clock_s\": 3600},  // or a stage, a depth, rain\n"
           "    \"diffusion\": {\"kind\": \"rogers_sorensen\"},\n"
           "    \"preparation\": {\"kind\": \"rayleigh\"}\n"
           "  }],\n"
           "  \"behaviour\": {\"destination\": \"nearest_any\"}\n}\n";
  }

  /// The people in equal parts, at up to a thousand places chosen evenly from the list.
  std::string people_text() const {
    constexpr std::size_t kMostPlaces = 1000;
    const std::size_t places =
        std::min({kMostPlaces, roads_.homes.size(), static_cast<std::size_t>(options_.people)});
    std::string text = roads_.degrees ? "lon,lat,persons\n" : "east,north,persons\n";
    const auto parts = static_cast<std::int64_t>(places);
    for (std::size_t i = 0; i < places; ++i) {
      const std::size_t node = roads_.homes[i * roads_.homes.size() / places];
      const std::int64_t count = options_.people / parts +
                                 (static_cast<std::int64_t>(i) < options_.people % parts ? 1 : 0);
      char line[96];
      std::snprintf(line, sizeof line, "%.7f,%.7f,%lld\n", roads_.x[node], roads_.y[node],
                    static_cast<long long>(count));
      text += line;
    }
    return text;
  }

  const StarterOptions& options_;
  const Roads& roads_;
  fs::path folder_;
  std::string crs_;
};

}  // namespace

void write_starter_case(const StarterOptions& options, Diagnostics& diagnostics) {
  if (fs::exists(fs::path{options.out} / "case.json")) {
    diagnostics.error(options.out, "holds a case already", "name another folder");
  }
  for (const std::string& dem : options.dem) {
    if (!fs::exists(dem)) diagnostics.error(dem, "no such file");
  }
  if (!diagnostics.ok()) return;
  std::vector<Finding> findings;
  std::vector<cases::InputFile> inputs;
  Import import{diagnostics, findings, inputs};
  for (const std::string& dem : options.dem) open_raster(dem, "", import);  // says what is wrong
  const std::optional<Roads> roads =
      options.osm.empty() ? gmns_roads(options.gmns, diagnostics) : osm_roads(options.osm, import);
  if (!roads || !diagnostics.ok()) return;
  const std::string source = options.osm + options.gmns;
  if (roads->x.empty()) {
    diagnostics.error(source, "holds no road");
  } else if (options.people > 0 && roads->homes.empty()) {
    diagnostics.error(source, "holds no residential street to put people at", "leave out --people");
  } else {
    Starter{options, *roads}.write(diagnostics);
  }
}

}  // namespace muster::input
