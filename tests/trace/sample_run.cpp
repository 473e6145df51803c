// SPDX-License-Identifier: MIT
// The made-up run.
#include "sample_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace muster::trace::test {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

FieldInfo depth_field(const SampleSize& size) {
  return {"flood_depth",
          "m",
          "water depth",
          {size.rows, size.cols, {500, 10, 0, 9000, 0, -10}},
          Type::U16,
          0.001,
          0};
}

FieldInfo speed_field(const SampleSize& size) {
  return {"flood_speed",
          "m s-1",
          "water speed",
          {size.rows, size.cols, {500, 10, 0, 9000, 0, -10}},
          Type::F32};
}

}  // namespace

Folder::Folder() {
  static std::atomic<int> count{0};
  std::string name = "muster-trace-";
  name += std::to_string(::getpid()) + "-" + std::to_string(count++);
  path_ = std::filesystem::temp_directory_path() / name;
  std::filesystem::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Header SampleRun::header() {
  Header header;
  header.name = "sample 坪";
  header.start = "2024-07-01T06:00:00+08:00";
  header.horizon_us = 3600 * kSecond;
  header.seed = 0xfedcba9876543210ull;
  header.crs = "EPSG:4546";
  header.record = "movements of all movers";
  return header;
}

Schema SampleRun::schema() const {
  Schema schema;
  schema.tables = {table("trips"),
                   table("movements"),
                   table("tracks"),
                   with_names(table("events"), "kind", {"warning", "order", "closure"}),
                   table("decisions"),
                   link_table("speed_factor", Type::F32, "1", "speed over free-flow speed"),
                   link_table("closed", Type::U8, "1", "closed to entry"),
                   state_table("units", {"idle", "moving", "busy"}),
                   series_table("sheltered", "1", "persons in shelters"),
                   series_table("by_zone", "1", "persons left", {"north", "south", "west"})};
  schema.fields = {depth_field(size_), speed_field(size_)};
  FieldInfo largest = depth_field(size_);
  largest.long_name = "largest water depth so far";
  schema.maxima = {largest};
  return schema;
}

double SampleRun::depth(std::uint32_t b, std::size_t cell) const {
  if (cell % 7 == 3) return kNan;
  return std::fabs(std::fmod(static_cast<double>(cell) * 0.0137 + b * 0.21, 4.0));
}

void SampleRun::write_static(Writer& writer) const {
  writer.write_text("case", R"({"name":"sample"})", "resolved case");
  const std::vector<std::string> paths{"case.json", "道路.osm"}, hashes(2, std::string(64, 'a'));
  const std::vector<std::int64_t> bytes{120, 4096};
  writer.write_table(table("inputs"), {std::span{paths}, std::span{hashes}, std::span{bytes}});
  std::vector<double> x(size_.links + 1), y(x.size(), 9000.0);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = 500.0 + 2.0 * static_cast<double>(i);
  const std::vector<float> z(x.size(), 5.0f);
  writer.write_table(table("world/nodes"),
                     {std::span<const double>{x}, std::span<const double>{y}, std::span{z}});
  std::vector<std::uint32_t> from(size_.links), to(from), first(from);
  for (std::uint32_t l = 0; l < size_.links; ++l) from[l] = l, to[l] = l + 1, first[l] = l;
  const std::vector<std::uint32_t> count(size_.links, 2);
  const std::vector<float> length(size_.links, 2.0f), speed(size_.links, 13.9f),
      capacity(size_.links, 1800.0f);
  const std::vector<std::uint8_t> lanes(size_.links, 1), road_class(size_.links, 2);
  const std::vector<std::uint16_t> flags(size_.links, 0);
  writer.write_table(
      table("world/links"),
      {std::span<const std::uint32_t>{from}, std::span<const std::uint32_t>{to}, std::span{length},
       std::span{speed}, std::span{lanes}, std::span{capacity}, std::span{road_class},
       std::span{flags}, std::span<const std::uint32_t>{first}, std::span{count}});
  writer.write_table(table("world/shapes"),
                     {std::span<const double>{x}, std::span<const double>{y}});
  std::vector<double> elevation(std::size_t{size_.rows} * size_.cols);
  for (std::size_t i = 0; i < elevation.size(); ++i) elevation[i] = static_cast<double>(i % 97);
  FieldInfo terrain = depth_field(size_);
  terrain.long_name = "terrain height";
  terrain.storage = Type::F32;
  writer.write_raster("world/terrain/elevation_m", terrain, elevation);
  const std::vector<std::uint32_t> ids(size_.movers, 4);
  const std::vector<std::uint16_t> sizes(size_.movers, 3);
  const std::vector<double> home(size_.movers, 512.5);
  const std::vector<std::uint8_t> unknown(size_.movers, 0);
  const std::vector<std::uint32_t> nowhere(size_.movers, kNone);
  const std::vector<std::uint16_t> nobody(size_.movers, 0);
  const std::vector<float> none(size_.movers, 0);
  writer.write_table(table("parties"),
                     {std::span{ids}, std::span{ids}, std::span{ids}, std::span{sizes},
                      std::span{home}, std::span{home}, std::span{unknown}, std::span{nowhere},
                      std::span{unknown}, std::span{nobody}, std::span{none}});
}

void SampleRun::barrier(Writer& writer, std::uint32_t b) {
  if (movers_.empty()) movers_.resize(size_.movers);
  const SimTime end = time_of(b), start = end - 60 * kSecond;
  const std::uint32_t n = b == 0 ? 0 : size_.movements_a_barrier;
  std::vector<SimTime> time;
  std::vector<std::uint32_t> mover, link, factor_link;
  std::vector<SimTime> track_time;
  std::vector<std::uint32_t> track_mover;
  std::vector<double> x, y;
  std::vector<float> factor;
  std::vector<SimTime> factor_time;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint64_t draw = mix(b, i);
    const SimTime t = start + (60 * kSecond * (i + 1)) / n;
    const auto who = static_cast<std::uint32_t>(draw % size_.movers);
    if (draw % 11 == 0) {  // off the network
      track_time.push_back(t);
      track_mover.push_back(who);
      const bool ends = draw % 3 == 0 && movers_[who].off_road;
      x.push_back(ends ? kNan : static_cast<double>(draw >> 40));
      y.push_back(ends ? kNan : static_cast<double>(draw >> 44));
      movers_[who] = ends ? Mover{} : Mover{kNone, t, true, x.back(), y.back()};
      continue;
    }
    time.push_back(t);
    mover.push_back(who);
    const bool leaves = draw % 29 == 0 && movers_[who].link != kNone;
    link.push_back(leaves ? kNone : static_cast<std::uint32_t>((draw >> 20) % size_.links));
    movers_[who] = leaves ? Mover{} : Mover{link.back(), t, false, 0, 0};
    if (draw % 5 == 0) {
      factor_time.push_back(t);
      factor_link.push_back(link.back() % size_.links);
      factor.push_back(static_cast<float>((draw >> 50) % 100) / 100.0f);
    }
  }
  const TableId movements = writer.table("movements"), tracks = writer.table("tracks");
  for (std::size_t at = 0; at < time.size(); at += batch_) {
    const std::size_t count = std::min<std::size_t>(batch_, time.size() - at);
    writer.append(movements, {std::span<const SimTime>{time}.subspan(at, count),
                              std::span<const std::uint32_t>{mover}.subspan(at, count),
                              std::span<const std::uint32_t>{link}.subspan(at, count)});
  }
  writer.append(tracks,
                {std::span<const SimTime>{track_time}, std::span<const std::uint32_t>{track_mover},
                 std::span<const double>{x}, std::span<const double>{y}});
  writer.append(writer.table("links/speed_factor"),
                {std::span<const SimTime>{factor_time}, std::span<const std::uint32_t>{factor_link},
                 std::span<const float>{factor}});
  const SimTime times[2] = {end, end};
  const std::uint16_t kinds[2] = {0, 2};
  const std::uint32_t subjects[2] = {b, b + 1}, objects[2] = {kNone, 7};
  const double values[3] = {b * 1.5, -1.0, 0.25};
  writer.append(writer.table("events"),
                {std::span<const SimTime>{times}, std::span<const std::uint16_t>{kinds},
                 std::span<const std::uint32_t>{subjects}, std::span<const std::uint32_t>{objects},
                 std::span<const double>{values}.first(2)});
  if (b % 9 == 4) {
    const std::string role[1] = {"director"}, order[1] = {R"({"open":"学校"})"};
    const std::uint8_t accepted[1] = {1};
    writer.append(writer.table("decisions"),
                  {std::span<const SimTime>{times, 1}, std::span<const std::string>{role},
                   std::span<const std::string>{order}, std::span<const std::uint8_t>{accepted}});
    writer.append(writer.table("links/closed"),
                  {std::span<const SimTime>{times, 1}, std::span<const std::uint32_t>{subjects, 1},
                   std::span<const std::uint8_t>{accepted}});
    const std::uint8_t state[1] = {static_cast<std::uint8_t>(b % 3)};
    writer.append(writer.table("states_of/units"),
                  {std::span<const SimTime>{times, 1}, std::span<const std::uint32_t>{subjects, 1},
                   std::span<const std::uint8_t>{state}, std::span<const double>{values, 1}});
  }
  writer.append(writer.table("series/by_zone"),
                {std::span<const SimTime>{times, 1}, std::span<const double>{values}});
  writer.append(writer.table("series/sheltered"),
                {std::span<const SimTime>{times, 1}, std::span<const double>{values, 1}});
  if (b % 2 == 0) {
    std::vector<double> depths(std::size_t{size_.rows} * size_.cols);
    for (std::size_t i = 0; i < depths.size(); ++i) depths[i] = depth(b, i);
    writer.append_field(writer.field("flood_depth"), end, depths);
    if (b % 4 == 0) writer.append_field(writer.field("flood_speed"), end, depths);
    for (double& value : depths) value += 1.0;
    writer.set_maximum(writer.maximum("flood_depth"), depths);
  }
  if (b % size_.keyframe_every == 0) {
    Movers now;
    for (std::uint32_t m = 0; m < movers_.size(); ++m) {
      const Mover& one = movers_[m];
      if (one.link == kNone && !one.off_road) continue;
      now.mover.push_back(m);
      now.link.push_back(one.link);
      now.entry_us.push_back(one.entry_us);
      now.x.push_back(one.off_road ? one.x : kNan);
      now.y.push_back(one.off_road ? one.y : kNan);
    }
    writer.keyframe(end, now);
  }
}

void SampleRun::finish(Writer& writer) const {
  const std::vector<std::uint8_t> outcome(size_.movers, 2);
  writer.rewrite("parties", "outcome", std::span{outcome});
  const std::vector<std::string> subject{"", "north"}, name{"cleared", "cleared"}, unit{"s", "s"};
  const std::vector<double> value{1800.5, 900.25};
  writer.write_table(table("summary"),
                     {std::span{subject}, std::span{name}, std::span{value}, std::span{unit}});
  writer.close(time_of(size_.barriers), 0x123456789abcdef0ull, true);
}

void SampleRun::write(const std::filesystem::path& path, WriterOptions options) {
  Writer writer{path, header(), schema(), options};
  write_static(writer);
  for (std::uint32_t b = 0; b <= size_.barriers; ++b) barrier(writer, b);
  finish(writer);
}

}  // namespace muster::trace::test
