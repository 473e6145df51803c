// SPDX-License-Identifier: MIT
// The one list of the trace's tables.
#include "engine/trace/schema.hpp"

#include <stdexcept>
#include <utility>

namespace muster::trace {

namespace {

ColumnInfo time_us(std::string_view what = "simulated time since the start") {
  return {"time_us", Type::I64, "us", std::string{what}};
}

std::vector<TableInfo> make_tables() {
  using enum Type;
  using enum Growth;
  return {
      {"inputs",
       "files that the case was read from",
       Static,
       {{"path", Text, "text", "path as the case names it", 0},
        {"sha256", Text, "text", "SHA-256 of the content, hexadecimal", 64},
        {"bytes", I64, "byte", "size of the content"}}},
      {"world/nodes",
       "junctions",
       Static,
       {{"x", F64, "m", "easting in the case's CRS"},
        {"y", F64, "m", "northing in the case's CRS"},
        {"z", F32, "m", "terrain height"}}},
      {"world/links",
       "directed road segments",
       Static,
       {{"from", U32, "1", "node where the link starts"},
        {"to", U32, "1", "node where the link ends"},
        {"length_m", F32, "m", "length"},
        {"speed_m_s", F32, "m s-1", "free-flow speed"},
        {"lanes", U8, "1", "lanes as built"},
        {"capacity_veh_h", F32, "h-1", "vehicles that may leave in an hour"},
        {"class", U8, "1", "road class"},
        {"flags", U16, "1", "bits: bridge, tunnel, underpass, roundabout, opposing"},
        {"shape_first", U32, "1", "first row of the link in world/shapes"},
        {"shape_count", U32, "1", "rows of the link in world/shapes, ends included"}}},
      {"world/shapes",
       "points of the links' lines",
       Static,
       {{"x", F64, "m", "easting in the case's CRS"},
        {"y", F64, "m", "northing in the case's CRS"}}},
      {"world/sites",
       "places on the network",
       Static,
       {{"id", Text, "text", "id in the case", 0},
        {"kind", U8, "1", "kind of site"},
        {"name", Text, "text", "name", 0},
        {"x", F64, "m", "easting in the case's CRS"},
        {"y", F64, "m", "northing in the case's CRS"},
        {"node", U32, "1", "junction where the roads reach it"},
        {"capacity", U32, "1", "persons"},
        {"responsible", Text, "text", "who is responsible", 0}}},
      {"world/zones",
       "zones of the plan",
       Static,
       {{"id", Text, "text", "id in the case", 0},
        {"name", Text, "text", "name", 0},
        {"vertex_first", U32, "1", "first row of the zone in world/zone_vertices"},
        {"vertex_count", U32, "1", "rows of the zone in world/zone_vertices"}}},
      {"world/zone_vertices",
       "corners of the zones",
       Static,
       {{"ring", U32, "1", "ring within its zone; 0 is an outer ring"},
        {"x", F64, "m", "easting in the case's CRS"},
        {"y", F64, "m", "northing in the case's CRS"}}},
      {"parties",
       "people who travel together; the last five columns are known at the end of the run",
       Static,
       {{"household", U32, "1", "household"},
        {"group", U32, "1", "village group or source place"},
        {"zone", U32, "1", "zone of the home"},
        {"size", U16, "1", "persons"},
        {"home_x", F64, "m", "easting of the home"},
        {"home_y", F64, "m", "northing of the home"},
        {"outcome", U8, "1", "what became of it", 1, {}, true},
        {"place", U32, "1", "site where it ended", 1, {}, true},
        {"reason", U8, "1", "why", 1, {}, true},
        {"overcome", U16, "1", "persons whom water, debris or fire overcame", 1, {}, true},
        {"home_loss", F32, "1", "share of the home that is lost", 1, {}, true}}},
      {"trips",
       "journeys that ended, in the order of their ends; those under way when the run ended come "
       "last",
       Fast,
       {{"mover", U32, "1", "mover"},
        {"subject", U32, "1", "party or unit that travels"},
        {"purpose", U8, "1", "purpose"},
        {"origin", U32, "1", "node or site of departure"},
        {"destination", U32, "1", "node or site aimed at"},
        {"depart_us", I64, "us", "simulated time of departure"},
        {"arrive_us", I64, "us",
         "simulated time of arrival; 9223372036854775807 where it never arrived"}}},
      {"movements",
       "a mover enters a link; link 4294967295 means that it leaves the network",
       Fast,
       {time_us(), {"mover", U32, "1", "mover"}, {"link", U32, "1", "link that it enters"}}},
      {"tracks",
       "positions of movers away from the network; x = NaN means that the track ends",
       Fast,
       {time_us(),
        {"mover", U32, "1", "mover"},
        {"x", F64, "m", "easting in the case's CRS"},
        {"y", F64, "m", "northing in the case's CRS"}}},
      {"events",
       "warnings, calls, orders, incidents, missions, deliveries, closures, refusals",
       Slow,
       {time_us(),
        {"kind", U16, "1", "kind of event"},
        {"subject", U32, "1", "who or what it is about"},
        {"object", U32, "1", "who or what else takes part"},
        {"value", F64, "1", "quantity in the unit of the kind"}}},
      {"decisions",
       "the log that reproduces a drill or an external policy",
       Slow,
       {time_us(),
        {"role", Text, "text", "role that decided", kMostRoleBytes},
        {"order", Text, "text", "order, JSON text", kMostOrderBytes},
        {"accepted", U8, "1", "1 where the role had the authority, else 0"}}},
      {"reports",
       "what each command post was told, when",
       Slow,
       {time_us("simulated time when the report arrived"),
        {"sent_us", I64, "us", "simulated time when it was sent"},
        {"post", U32, "1", "site of the command post"},
        {"kind", U16, "1", "kind of report"},
        {"subject", U32, "1", "who or what it is about"},
        {"value", F64, "1", "quantity in the unit of the kind"}}},
      {"hazards/steps",
       "the hazards at each of their periods",
       Slow,
       {time_us(),
        {"fingerprint", I64, "1", "hash of their fields, 64 bits read as a signed number"},
        {"stored", F64, "m3", "water on the ground; NaN in all four where none is computed"},
        {"came_in", F64, "m3", "water that came in so far"},
        {"left", F64, "m3", "water that left so far"},
        {"residual", F64, "1", "what the sums do not explain, over all water there ever was"}}},
      {"hazards/outcomes",
       "what the hazards came to",
       Static,
       {{"subject", Text, "text", "works, or empty for the whole case", 0},
        {"name", Text, "text", "measure", 0},
        {"value", F64, "1", "value in the row's unit"},
        {"unit", Text, "text", "unit", 0}}},
      {"members",
       "what the members of an ensemble drew",
       Static,
       {{"member", U32, "1", "number of the member"},
        {"driver", Text, "text", "pointer into the case", 0},
        {"value", F64, "1", "value of the driver, in its own unit"}}},
      {"summary",
       "the score card",
       Static,
       {{"subject", Text, "text", "zone, group, site, post, or empty for the whole case", 0},
        {"name", Text, "text", "measure", 0},
        {"value", F64, "1", "value in the row's unit"},
        {"unit", Text, "text", "unit", 0}}},
  };
}

}  // namespace

const std::vector<TableInfo>& tables() {
  static const std::vector<TableInfo> all = make_tables();
  return all;
}

const TableInfo& table(std::string_view path) {
  for (const TableInfo& info : tables())
    if (info.path == path) return info;
  throw std::out_of_range{"no trace table has the fixed name " + std::string{path}};
}

TableInfo with_names(TableInfo info, std::string_view column, std::vector<std::string> names) {
  for (ColumnInfo& one : info.columns) {
    if (one.name != column) continue;
    one.names = std::move(names);
    return info;
  }
  throw std::out_of_range{info.path + " has no column " + std::string{column}};
}

TableInfo link_table(std::string_view name, Type type, std::string_view units,
                     std::string_view long_name, std::vector<std::string> names) {
  return {"links/" + std::string{name},
          std::string{long_name} + "; changes only",
          Growth::Fast,
          {time_us(),
           {"link", Type::U32, "1", "link that changes"},
           {"value", type, std::string{units}, std::string{long_name}, 1, std::move(names)}}};
}

TableInfo state_table(std::string_view name, std::vector<std::string> state_names) {
  return {"states_of/" + std::string{name},
          "states of " + std::string{name} + "; changes only",
          Growth::Fast,
          {time_us(),
           {"subject", Type::U32, "1", "whose state changes"},
           {"state", Type::U8, "1", "new state", 1, std::move(state_names)},
           {"value", Type::F64, "1", "quantity in the unit of the state"}}};
}

TableInfo series_table(std::string_view name, std::string_view units, std::string_view long_name,
                       std::vector<std::string> value_names) {
  const auto width = static_cast<std::uint32_t>(value_names.empty() ? 1 : value_names.size());
  return {"series/" + std::string{name},
          std::string{long_name},
          Growth::Slow,
          {time_us(),
           {"value", Type::F64, std::string{units}, std::string{long_name}, width,
            std::move(value_names)}}};
}

std::vector<TableInfo> keyframe_tables(const std::vector<std::string>& counted) {
  const auto width = static_cast<std::uint32_t>(counted.empty() ? 1 : counted.size());
  return {{"keyframes",
           "where to start reading for the state at a time",
           Growth::Slow,
           {time_us(),
            {"mover_first", Type::I64, "1", "first row of the keyframe in keyframes/movers"},
            {"row_offset", Type::I64, "1", "rows that each table had", width, counted}}},
          {"keyframes/movers",
           "movers on their way at the keyframe",
           Growth::Fast,
           {{"mover", Type::U32, "1", "mover"},
            {"link", Type::U32, "1", "link that it is on; 4294967295 off the network"},
            {"entry_us", Type::I64, "us", "simulated time when it entered the link"},
            {"x", Type::F64, "m", "easting off the network, else NaN"},
            {"y", Type::F64, "m", "northing off the network, else NaN"}}}};
}

std::size_t size_of(Type type) {
  switch (type) {
    case Type::I64:
    case Type::F64:
      return 8;
    case Type::U32:
    case Type::F32:
      return 4;
    case Type::U16:
      return 2;
    case Type::U8:
    case Type::Text:
      return 1;
  }
  return 0;
}

std::size_t row_bytes(const ColumnInfo& column) {
  return size_of(column.type) * column.width;
}

std::string_view name_of(Type type) {
  constexpr std::array<std::string_view, 7> kNames{"i64", "u32", "u16", "u8", "f32", "f64", "text"};
  return kNames[static_cast<std::size_t>(type)];
}

}  // namespace muster::trace
