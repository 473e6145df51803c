// SPDX-License-Identifier: MIT
// Fields come back within their quantisation; files that are no whole trace are refused with a
// reason.
#include "engine/trace/reader.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstring>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/trace/playback.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

std::string refusal(const std::filesystem::path& path) {
  try {
    const Reader reader{path};
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Reader, FieldsAndMaxima) {
  const Folder folder;
  SampleRun run;
  run.write(folder / "run.h5");
  const Reader reader{folder / "run.h5"};
  ASSERT_EQ(reader.fields().size(), 2u);
  const auto times = reader.field_times("flood_depth");
  ASSERT_EQ(times.size(), 31u);
  EXPECT_EQ(nearest_step(times, 0), 0u);
  EXPECT_EQ(nearest_step(times, 61 * kSecond), 1u);
  EXPECT_EQ(nearest_step(times, 60 * kSecond), 0u);
  EXPECT_EQ(nearest_step(times, 1'000'000 * kSecond), 30u);
  EXPECT_EQ(step_at(times, 119 * kSecond), 0u);
  EXPECT_EQ(step_at(times, -1), std::nullopt);
  for (const std::uint64_t step : {0u, 11u, 30u}) {
    const auto depth = reader.field_step("flood_depth", step);
    for (std::size_t i = 0; i < depth.size(); ++i) {
      const double expected = run.depth(static_cast<std::uint32_t>(2 * step), i);
      ASSERT_EQ(std::isnan(depth[i]), std::isnan(expected));
      if (!std::isnan(expected)) {
        ASSERT_NEAR(depth[i], expected, 0.000501);
      }
    }
  }
  const auto speed = reader.field_step("flood_speed", 3);
  for (std::size_t i = 0; i < speed.size(); ++i)
    if (i % 7 != 3) {
      ASSERT_EQ(speed[i], static_cast<float>(run.depth(12, i)));
    }
  const auto largest = reader.raster("fields_max/flood_depth");
  EXPECT_NEAR(largest[8], run.depth(60, 8) + 1.0, 0.000501);
  EXPECT_TRUE(std::isnan(largest[3]));
  EXPECT_EQ(reader.raster("world/terrain/elevation_m")[98], 1.0f);
  EXPECT_THROW(reader.field_step("flood_depth", 31), InputError);
  EXPECT_THROW(reader.field_step("smoke", 0), InputError);
  EXPECT_THROW(reader.read("movements", "colour"), InputError);
  EXPECT_EQ(column<SimTime>(reader, "movements", "time_us", 1u << 30, 5).size(), 0u);
}

TEST(Reader, GridsLargerThanATile) {
  const Folder folder;
  const FieldInfo info{"stage", "m", "water level", {300, 517, {0, 5, 0, 0, 0, -5}}, Type::U16,
                       0.01,    -20};
  std::vector<double> values(info.grid.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i % 1000) * 0.37;
  {
    Writer writer{folder / "run.h5", {}, {{}, {info}, {}}};
    writer.append_field(writer.field("stage"), 5, values);
    writer.keyframe(5, {});
    writer.close(5, 1, true);
  }
  const auto back = Reader{folder / "run.h5"}.field_step("stage", 0);
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_NEAR(back[i], values[i], 0.00502) << i;
}

TEST(Reader, RefusesWhatIsNoTrace) {
  const Folder folder;
  EXPECT_NE(refusal(folder / "missing.h5").find("No such file"), std::string::npos);
  write_bytes(folder / "text.h5", "time,link\n0,1\n");
  EXPECT_NE(refusal(folder / "text.h5").find("is not a trace"), std::string::npos);
  write_bytes(folder / "empty.h5", "");
  EXPECT_NE(refusal(folder / "empty.h5").find("is empty"), std::string::npos);
  write_bytes(folder / "short.h5", std::string("\x89HDF\r\n\x1a\n", 8));
  EXPECT_NE(refusal(folder / "short.h5"), "accepted");
}

TEST(Reader, RefusesAnotherFormatAndVersion) {
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  std::string bytes = test::bytes_of(folder / "run.h5");
  std::string other = bytes;
  other.replace(other.find("muster-trace"), 6, "mister");
  write_bytes(folder / "other.h5", other);
  EXPECT_NE(refusal(folder / "other.h5").find("not a trace"), std::string::npos);
  // The attribute's message: its name padded to 8 bytes, its type (16), its space (8), its value.
  const std::size_t name = bytes.find(std::string("version\0", 8));
  ASSERT_NE(name, std::string::npos);
  const std::size_t value = name + 8 + 16 + 8;
  ASSERT_EQ(bytes.substr(value, 8), std::string("\1\0\0\0\0\0\0\0", 8));
  bytes[value] = 9;
  write_bytes(folder / "newer.h5", bytes);
  EXPECT_NE(refusal(folder / "newer.h5").find("version 9"), std::string::npos)
      << refusal(folder / "newer.h5");
}

TEST(Reader, RefusesAFileThatIsCutShort) {
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  const std::string bytes = test::bytes_of(folder / "run.h5");
  for (const std::size_t length :
       {bytes.size() - 1, bytes.size() / 2, std::size_t{4096}, std::size_t{100}}) {
    write_bytes(folder / "cut.h5", bytes.substr(0, length));
    EXPECT_NE(refusal(folder / "cut.h5").find("is cut short"), std::string::npos) << length;
  }
}

TEST(Reader, TakesNoMemoryForRowsThatCannotBe) {
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  std::string bytes = test::bytes_of(folder / "run.h5");
  const std::uint64_t rows = Reader{folder / "run.h5"}.rows("movements");
  // Extents of the three columns: rows, unlimited.
  std::string extent(16, '\xff'), forged = extent;
  const std::uint64_t many = 1'250'000'000'000;
  std::memcpy(extent.data(), &rows, 8);
  std::memcpy(forged.data(), &many, 8);
  int columns = 0;
  for (std::size_t at = bytes.find(extent); at != std::string::npos;
       at = bytes.find(extent, at + 16), ++columns)
    bytes.replace(at, 16, forged);
  ASSERT_EQ(columns, 3);
  write_bytes(folder / "forged.h5", bytes);
  const Reader reader{folder / "forged.h5"};
  EXPECT_THROW(reader.read("movements", "time_us"), InputError);
  EXPECT_EQ(column<SimTime>(reader, "movements", "time_us", 0, 3).size(), 3u);
}

TEST(Reader, DamagedFilesEndInAnErrorOrInValues) {
  const Folder folder;
  SampleRun{{20, 20, 10, 10, 8, 2, 50}}.write(folder / "run.h5");
  const std::string bytes = test::bytes_of(folder / "run.h5");
  const pid_t child = ::fork();
  if (child == 0) {
    for (std::uint64_t i = 0; i < 150; ++i) {
      std::string damaged = bytes;
      for (std::uint64_t b = 0; b < 1 + i % 8; ++b)
        damaged[mix(i, b) % damaged.size()] = static_cast<char>(mix(i, b + 100));
      write_bytes(folder / "damaged.h5", damaged);
      try {
        const Reader reader{folder / "damaged.h5"};
        for (const TableInfo& table : reader.tables())
          for (const ColumnInfo& column : table.columns) reader.read(table.path, column.name);
        for (const FieldInfo& field : reader.fields())
          for (std::uint64_t s = 0; s < reader.field_times(field.name).size(); ++s)
            reader.field_step(field.name, s);
        Playback playback{reader};
        playback.seek(300 * kSecond);
      } catch (const InputError&) {
      } catch (const RunError&) {
      }
    }
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "signal " << WTERMSIG(status);
}

}  // namespace
}  // namespace muster::trace
