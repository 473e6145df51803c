// SPDX-License-Identifier: MIT
// Sites from every source, attached to the roads.
#include "engine/input/sites.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "engine/input/crs.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/rim.hpp"

namespace muster::input {
namespace {

using world::Site;
using world::SiteKind;

constexpr double kMostPersons = 1e8;

/// Finds nodes: one that cars and walkers of the main part share, else cars', else walkers'.
class Attacher {
 public:
  Attacher(const world::Roads& roads, const world::Components& cars,
           const world::Components& walkers)
      : both_among_{both(cars.main, walkers.main)},
        both_{roads, world::kCar, both_among_},
        cars_{roads, world::kCar, cars.main},
        walkers_{roads, world::kWalk, walkers.main} {}

  NodeId nearest(double x, double y, double reach_m) const {
    for (const world::NodeIndex* index : {&both_, &cars_, &walkers_}) {
      if (const NodeId node = index->nearest(x, y, reach_m)) return node;
    }
    return {};
  }

 private:
  static std::vector<std::uint8_t> both(const std::vector<std::uint8_t>& a,
                                        const std::vector<std::uint8_t>& b) {
    std::vector<std::uint8_t> result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] && b[i];
    return result;
  }
  std::vector<std::uint8_t> both_among_;
  world::NodeIndex both_, cars_, walkers_;
};

std::string whole(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", value);
  return text;
}

class SiteReader {
 public:
  SiteReader(const cases::SitesSpec& spec, const Network& network, const world::Components& cars,
             const world::Components& walkers, world::World& world, Import& import)
      : spec_{spec},
        network_{network},
        cars_{cars},
        world_{world},
        import_{import},
        attacher_{world.roads, cars, walkers} {}

  void read() {
    for (std::size_t i = 0; i < spec_.list.size(); ++i) {
      add_listed(spec_.list[i], "#/world/sites/list/" + std::to_string(i));
    }
    for (const cases::Layer& layer : spec_.layers) {
      layer.columns.contains("schools") ? add_counted(layer) : add_layer(layer);
    }
    for (const MappedPlace& place : network_.places) add_mapped(place);
    for (const Site& exit : network_.exits) add(exit, "#/world/roads");
    for (Site& exit : rim_exits(spec_.rim_exits, world_, cars_, import_))
      add(std::move(exit), "#/world/sites/rim_exits");
    import_.find("places of the map too far from any road", far_mapped_, "left out");
    import_.find("shelters inferred", inferred_, "schools, stadiums or halls, as the case asks");
    import_.find("sites", static_cast<std::int64_t>(world_.sites.size()));
  }

 private:
  static std::string row_of(const cases::Layer& layer, const Table& table, std::size_t row) {
    return layer.path + ":" + std::to_string(table.line(row));
  }

  void add(Site site, const std::string& where) {
    const auto [before, fresh] = stated_.try_emplace(site.id, where);
    if (!fresh) {
      import_.diagnostics.error(where, "the id '" + site.id + "' occurs twice",
                                "the other is at " + before->second);
      return;
    }
    world_.sites.push_back(std::move(site));
  }

  /// Capacity from the area where none is stated.
  void complete(Site& site) const {
    if (site.kind == SiteKind::Shelter && site.capacity_persons == 0 && site.area_m2 > 0) {
      site.capacity_persons = static_cast<std::int64_t>(
          std::floor(site.area_m2 / spec_.infer_shelters.area_m2_per_person));
    }
  }

  /// Attaches what stands at `where`, or reports by fail(what, hint).
  template <class Fail>
  void place(Site site, const std::string& where, Fail&& fail) {
    site.node = attacher_.nearest(site.x, site.y, spec_.reach_m);
    if (!site.node) {
      const NodeId nearest = attacher_.nearest(site.x, site.y, 1e7);
      std::string what = "'";
      what += site.name.empty() ? site.id : site.name;
      what += "' ";
      if (nearest) {
        const double dx = world_.roads.x[nearest] - site.x, dy = world_.roads.y[nearest] - site.y;
        what += "is " + whole(std::sqrt(dx * dx + dy * dy)) +
                " m from the nearest road that leads anywhere";
      } else {
        what += "has no road";
      }
      fail(what, "mend its coordinates or its crs, or raise sites.reach_m (" +
                     whole(spec_.reach_m) + " m)");
      return;
    }
    complete(site);
    add(std::move(site), where);
  }

  void add_listed(const cases::SiteSpec& listed, const std::string& where) {
    Site site;
    site.id = listed.id;
    const std::optional<SiteKind> kind = world::site_kind(listed.kind);
    if (!kind) {
      import_.diagnostics.error(where, "kind '" + listed.kind + "' is none");
      return;
    }
    site.kind = *kind;
    site.name = listed.name;
    site.capacity_persons = static_cast<std::int64_t>(listed.capacity_persons);
    site.tier = listed.tier;
    site.area_m2 = listed.area_m2;
    site.floor_above_ground_m = listed.floor_above_ground_m;
    site.rate_veh_h = listed.rate_veh_h;
    site.parking_vehicles = static_cast<std::int64_t>(listed.parking_vehicles);
    site.responsible = listed.responsible;
    if (listed.lon && listed.lat) {
      double x[1] = {*listed.lon}, y[1] = {*listed.lat};
      const Projector projector("EPSG:4326", world_.crs, where, import_.diagnostics);
      if (!projector.good()) return;
      if (projector.forward(x, y) != 0) {
        import_.diagnostics.error(where, "cannot be projected to " + world_.crs);
        return;
      }
      site.x = x[0];
      site.y = y[0];
    } else if (listed.x_m && listed.y_m) {
      site.x = *listed.x_m;
      site.y = *listed.y_m;
    } else {
      import_.diagnostics.error(where, "has no place", "give lon and lat, or x_m and y_m");
      return;
    }
    place(std::move(site), where, [&](const std::string& what, const std::string& hint) {
      import_.diagnostics.error(where, what, hint);
    });
  }

  /// Where a row's shape is.
  static void set_position(const Shape& shape, Site& site) {
    if (shape.kind == Shape::Kind::Polygon) {
      const Polygon polygon(shape.parts);
      std::tie(site.x, site.y) = polygon.centroid();
      site.area_m2 = polygon.area_m2();
    } else {
      std::tie(site.x, site.y) = shape.parts[0][0];
    }
  }

  void add_layer(const cases::Layer& layer) {
    const std::optional<LayerRows> rows = read_layer(layer, world_.crs, import_);
    if (!rows) return;
    const Table& table = rows->table;
    const std::size_t errors = import_.diagnostics.errors();
    const auto column = [&](const char* name) {
      return find_column(table, name, layer.columns, import_.diagnostics);
    };
    const int id = column("id"), name = column("name"), kind = column("kind");
    const int responsible = column("responsible");
    constexpr std::array kNumbers{"capacity_persons",     "area_m2",    "tier",
                                  "floor_above_ground_m", "rate_veh_h", "parking_vehicles"};
    std::array<int, kNumbers.size()> numbers{};
    for (std::size_t k = 0; k < kNumbers.size(); ++k) numbers[k] = column(kNumbers[k]);
    if (import_.diagnostics.errors() != errors) return;
    const std::string stem = std::filesystem::path(layer.path).stem().string();
    RowProblems problems(import_.diagnostics, layer.path);
    for (std::size_t r = 0; r < table.rows(); ++r) {
      const auto fail = [&](const std::string& what, const std::string& hint) {
        problems.error(table.line(r), what, hint);
      };
      Site site;
      site.id = std::string(table.cell(r, id));
      site.name = std::string(table.cell(r, name));
      if (site.id.empty()) {
        site.id = site.name.empty() ? stem + "-" + std::to_string(r + 1) : site.name;
      }
      const std::string kind_name =
          table.cell(r, kind).empty() ? spec_.layer_kind : std::string(table.cell(r, kind));
      // a kind column of the office's own words does not make the rows sites of those kinds
      const std::optional<SiteKind> own = world::site_kind(kind_name);
      const std::optional<SiteKind> usual = world::site_kind(spec_.layer_kind);
      if (!own && (layer.columns.contains("kind") || !usual)) {
        fail("kind '" + kind_name + "' is none",
             "shelter, exit, hospital, school, depot, fire_station, police, "
             "command_post, cistern, monitor, gate, other");
        continue;
      }
      site.kind = own.value_or(usual.value_or(SiteKind::Other));
      site.responsible = std::string(table.cell(r, responsible));
      set_position(rows->shape[r], site);
      std::array<double, kNumbers.size()> value{};
      bool good = true;
      for (std::size_t k = 0; k < kNumbers.size(); ++k) {
        const std::string_view cell = table.cell(r, numbers[k]);
        if (cell.empty()) continue;
        const std::optional<double> number = to_number(cell);
        if (!number || !(*number >= 0 && *number <= kMostPersons)) {
          fail(std::string(kNumbers[k]) + " must be a number from 0 on (is '" + std::string(cell) +
                   "')",
               "");
          good = false;
        }
        value[k] = number.value_or(0);
      }
      if (!good || !rows->placed) continue;
      site.capacity_persons = static_cast<std::int64_t>(value[0]);
      if (value[1] > 0) site.area_m2 = value[1];
      site.tier = static_cast<int>(std::min(value[2], 9.0));
      site.floor_above_ground_m = value[3];
      site.rate_veh_h = value[4];
      site.parking_vehicles = static_cast<std::int64_t>(value[5]);
      place(std::move(site), row_of(layer, table, r), fail);
    }
  }

  /// A layer that counts schools: each row with one or more becomes one shelter.
  void add_counted(const cases::Layer& layer) {
    if (!spec_.infer_shelters.schools) return;
    const std::optional<LayerRows> rows = read_layer(layer, world_.crs, import_);
    if (!rows || !rows->placed) return;
    const Table& table = rows->table;
    const std::size_t errors = import_.diagnostics.errors();
    const int schools = find_column(table, "schools", layer.columns, import_.diagnostics);
    const int id = find_column(table, "id", layer.columns, import_.diagnostics);
    if (import_.diagnostics.errors() != errors) return;
    RowProblems problems(import_.diagnostics, layer.path);
    std::int64_t far = 0;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      const std::optional<double> count = to_number(table.cell(r, schools));
      if (!count || !(*count >= 0 && *count <= 1e6)) {
        problems.error(table.line(r), "the count of schools must be a number from 0 on (is '" +
                                          std::string(table.cell(r, schools)) + "')");
        continue;
      }
      const double whole_count = std::floor(*count + 0.5);
      if (whole_count < 1) continue;
      Site site;
      const std::string own(table.cell(r, id));
      site.id = "school-" + (own.empty() ? std::to_string(r + 1) : own);
      site.name = whole(whole_count) + (whole_count > 1 ? " schools" : " school");
      site.kind = SiteKind::Shelter;
      site.inferred = true;
      site.capacity_persons = static_cast<std::int64_t>(
          whole_count * std::floor(spec_.infer_shelters.capacity_persons_each));
      set_position(rows->shape[r], site);
      site.area_m2 = 0;  // the cell's, not the schools'
      site.node = attacher_.nearest(site.x, site.y, spec_.reach_m);
      if (!site.node) {
        ++far;
        continue;
      }
      ++inferred_;
      add(std::move(site), row_of(layer, table, r));
    }
    import_.find("rows with schools too far from any road", far, "left out");
  }

  void add_mapped(const MappedPlace& place) {
    const cases::InferShelters& infer = spec_.infer_shelters;
    const bool school = place.tag == "amenity=school";
    const bool stadium = place.tag.starts_with("leisure=");
    const bool hall = place.tag == "amenity=community_centre" || place.tag == "amenity=townhall" ||
                      place.tag == "amenity=place_of_worship";
    Site site;
    site.inferred =
        (school && infer.schools) || (stadium && infer.stadiums) || (hall && infer.halls);
    if (site.inferred) {
      site.kind = SiteKind::Shelter;
      site.capacity_persons =
          place.area_m2 > 0
              ? static_cast<std::int64_t>(std::floor(place.area_m2 / infer.area_m2_per_person))
              : static_cast<std::int64_t>(infer.capacity_persons_each);
    } else if (const auto kind = world::site_kind(place.tag.substr(place.tag.find('=') + 1));
               kind && *kind != SiteKind::Shelter) {
      site.kind = *kind;  // a mountain hut or a pavilion (amenity=shelter) is no emergency shelter
    } else {
      return;
    }
    // points and areas number their ids apart
    site.id =
        "osm-" + std::string(place.area_m2 > 0 ? "way-" : "node-") + std::to_string(place.source);
    site.name = place.name;
    site.x = place.x;
    site.y = place.y;
    site.area_m2 = place.area_m2;
    site.node = attacher_.nearest(site.x, site.y, spec_.reach_m);
    if (!site.node) {
      ++far_mapped_;
      return;
    }
    inferred_ += site.inferred;
    add(std::move(site), "#/world/roads");
  }

  const cases::SitesSpec& spec_;
  const Network& network_;
  const world::Components& cars_;
  world::World& world_;
  Import& import_;
  Attacher attacher_;
  std::unordered_map<std::string, std::string> stated_;  // where each id stands
  std::int64_t far_mapped_ = 0;
  std::int64_t inferred_ = 0;
};

}  // namespace

void read_sites(const cases::SitesSpec& spec, const Network& network, const world::Components& cars,
                const world::Components& walkers, world::World& world, Import& import) {
  SiteReader(spec, network, cars, walkers, world, import).read();
}

}  // namespace muster::input
