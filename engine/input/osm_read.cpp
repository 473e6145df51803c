// SPDX-License-Identifier: MIT
// OpenStreetMap files through libosmium.
#include <algorithm>
#include <exception>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

#include "engine/input/network.hpp"
#include "engine/input/osm_data.hpp"

namespace muster::input {
namespace {

OsmTags copy(const osmium::TagList& tags) {
  OsmTags result;
  for (const osmium::Tag& tag : tags) result.list.emplace_back(tag.key(), tag.value());
  return result;
}

template <class Visit>
void read(const std::string& path, osmium::osm_entity_bits::type kinds, Visit&& visit) {
  osmium::io::Reader reader(osmium::io::File(path), kinds, osmium::io::read_meta::no);
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const osmium::memory::Item& item : buffer) visit(item);
  }
  reader.close();
}

/// Restrictions that hold for cars at all times; others are counted.
void take_restriction(const osmium::Relation& relation, OsmData& data) {
  const osmium::TagList& tags = relation.tags();
  const char* kind = tags.get_value_by_key("restriction");
  if (const char* cars = tags.get_value_by_key("restriction:motorcar")) kind = cars;
  const std::string except = tags.get_value_by_key("except", "");
  if (!kind || except.find("motorcar") != std::string::npos ||
      except.find("motor_vehicle") != std::string::npos) {
    ++data.conditional_restrictions;
    return;
  }
  OsmRestriction restriction;
  restriction.id = relation.id();
  restriction.kind = kind;
  for (const osmium::RelationMember& member : relation.members()) {
    const std::string_view role = member.role();
    const bool way = member.type() == osmium::item_type::way;
    if (role == "from" && way) restriction.from.push_back(member.ref());
    if (role == "to" && way) restriction.to.push_back(member.ref());
    if (role == "via" && way) ++restriction.via_ways;
    if (role == "via" && member.type() == osmium::item_type::node) {
      restriction.via_nodes.push_back(member.ref());
    }
  }
  data.restrictions.push_back(std::move(restriction));
}

void take_way(const osmium::Way& way, OsmData& data) {
  const char* highway = way.tags().get_value_by_key("highway");
  const bool road = highway && road_class_of(highway);
  data.other_highways += highway && !road;
  data.ferries += way.tags().has_tag("route", "ferry");
  OsmWay kept;
  kept.tags = copy(way.tags());
  if (!road && place_tag(kept.tags).empty()) return;
  kept.id = way.id();
  for (const osmium::NodeRef& node : way.nodes()) kept.nodes.push_back(node.ref());
  (road ? data.roads : data.areas).push_back(std::move(kept));
}

template <class T>
void sort_by_id(std::vector<T>& list) {
  std::stable_sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
  // a file with history holds an object in several versions, oldest first: the last one counts
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i + 1 < list.size() && list[i + 1].id == list[i].id) continue;
    if (kept != i) list[kept] = std::move(list[i]);
    ++kept;
  }
  list.resize(kept);
}

}  // namespace

std::uint32_t OsmData::index_of(std::int64_t node_id) const {
  const auto it = std::lower_bound(nodes.begin(), nodes.end(), node_id,
                                   [](const OsmNode& n, std::int64_t id) { return n.id < id; });
  return it == nodes.end() || it->id != node_id ? kNone
                                                : static_cast<std::uint32_t>(it - nodes.begin());
}

bool read_osm_file(const std::string& path, OsmData& data, Import& import) {
  if (!import.take(path)) return false;
  try {
    read(path, osmium::osm_entity_bits::relation, [&](const osmium::memory::Item& item) {
      if (item.type() != osmium::item_type::relation) return;
      const auto& relation = static_cast<const osmium::Relation&>(item);
      const std::string_view type = relation.tags().get_value_by_key("type", "");
      if (type.starts_with("restriction")) {
        take_restriction(relation, data);
      } else if (!place_tag(copy(relation.tags())).empty()) {
        ++data.place_relations;
      }
    });
    read(path, osmium::osm_entity_bits::way, [&](const osmium::memory::Item& item) {
      if (item.type() == osmium::item_type::way)
        take_way(static_cast<const osmium::Way&>(item), data);
    });
    sort_by_id(data.restrictions);
    sort_by_id(data.roads);
    sort_by_id(data.areas);
    std::vector<std::int64_t> wanted;
    for (const auto* list : {&data.roads, &data.areas}) {
      for (const OsmWay& way : *list)
        wanted.insert(wanted.end(), way.nodes.begin(), way.nodes.end());
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    read(path, osmium::osm_entity_bits::node, [&](const osmium::memory::Item& item) {
      if (item.type() != osmium::item_type::node) return;
      const auto& node = static_cast<const osmium::Node&>(item);
      if (!node.location().valid()) return;
      const bool on_way = std::binary_search(wanted.begin(), wanted.end(), node.id());
      bool place = false;
      if (!node.tags().empty()) {
        OsmTags tags = copy(node.tags());
        place = !place_tag(tags).empty();
        if (on_way && !tags["barrier"].empty()) data.barriers.push_back({node.id(), tags});
        if (place) data.places.push_back({node.id(), std::move(tags)});
      }
      if (on_way || place) {
        data.nodes.push_back({node.id(), node.location().lon(), node.location().lat()});
      }
    });
    sort_by_id(data.nodes);
    sort_by_id(data.barriers);
    sort_by_id(data.places);
  } catch (const std::exception& error) {
    import.diagnostics.error(path, std::string("is no whole OpenStreetMap file: ") + error.what(),
                             "fetch or export it again; .osm.pbf, .osm and .osm.bz2 are read");
    return false;
  }
  return true;
}

}  // namespace muster::input
