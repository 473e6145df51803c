// SPDX-License-Identifier: MIT
// Replays the old trace from keyframe to keyframe, so that the new file is flushed as the old one
// was.
#include "engine/trace/resume.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::trace {

namespace {

void replay_rows(Writer& writer, const Reader& old, const std::string& path, std::uint64_t first,
                 std::uint64_t count) {
  const TableInfo* info = find_table(old, path);
  if (info == nullptr) throw InputError{old.path().string(), "has no table " + path};
  // The writer's order of columns, not the file's.
  std::vector<Values> values;
  for (const ColumnInfo& column : writer.info(writer.table(path)).columns)
    values.push_back(old.read(path, column.name, first, count));
  std::vector<Column> columns;
  for (const Values& one : values)
    std::visit([&](const auto& list) { columns.emplace_back(std::span{list}); }, one);
  writer.append(writer.table(path), columns);
}

Movers movers_of(const Reader& old, std::uint64_t first, std::uint64_t count) {
  const std::string path = "keyframes/movers";
  return {column<std::uint32_t>(old, path, "mover", first, count),
          column<std::uint32_t>(old, path, "link", first, count),
          column<SimTime>(old, path, "entry_us", first, count),
          column<double>(old, path, "x", first, count),
          column<double>(old, path, "y", first, count)};
}

}  // namespace

void resume(Writer& writer, const Reader& old, StateArchive& archive) {
  archive.enter("trace");
  std::uint64_t keyframes = 0;
  archive("keyframes", keyframes);
  archive.leave();

  const std::string name = old.path().string();
  const Header &mine = writer.header(), &its = old.header();
  if (mine.name != its.name || mine.start != its.start || mine.horizon_us != its.horizon_us ||
      mine.seed != its.seed || mine.crs != its.crs || mine.record != its.record)
    throw InputError{
        name, "is the trace of another case: name, start, horizon, seed, crs or record differ",
        "resume with the case and the seed of that run"};
  const auto times = column<SimTime>(old, "keyframes", "time_us");
  if (times.size() < keyframes)
    throw InputError{name, "ends before the saved state", "resume from an earlier state"};
  const TableInfo* info = find_table(old, "keyframes");
  const ColumnInfo* counted = find_column(*info, "row_offset");
  if (counted == nullptr || counted->names != writer.counted())
    throw InputError{name, "does not record the same tables as the case asks for",
                     "use the same record settings"};
  const auto offsets = column<std::uint64_t>(old, "keyframes", "row_offset");
  auto mover_first = column<std::uint64_t>(old, "keyframes", "mover_first");
  mover_first.push_back(old.rows("keyframes/movers"));

  std::vector<std::uint64_t> done(counted->names.size(), 0);
  for (std::uint64_t k = 0; k < keyframes; ++k) {
    for (std::size_t t = 0; t < counted->names.size(); ++t) {
      const std::string& path = counted->names[t];
      const std::uint64_t until = offsets.at(k * counted->width + t);
      if (until < done[t]) throw RunError{name + ": keyframes/row_offset goes back"};
      if (path.starts_with("fields/")) {
        const std::string field = path.substr(7);
        for (std::uint64_t step = done[t]; step < until; ++step)
          writer.append_stored(writer.field(field), old.field_times(field)[step],
                               old.stored_step(field, step));
      } else if (until > done[t]) {
        replay_rows(writer, old, path, done[t], until - done[t]);
      }
      done[t] = until;
    }
    writer.keyframe(times[k], movers_of(old, mover_first[k], mover_first[k + 1] - mover_first[k]));
  }
  writer.state(archive);
}

}  // namespace muster::trace
