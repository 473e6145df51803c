// SPDX-License-Identifier: MIT
// What is written is read; the bytes depend on the data alone; failures reach the caller.
#include "engine/trace/writer.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>

#include "engine/trace/reader.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

TEST(Writer, RowsComeBack) {
  const Folder folder;
  SampleRun run;
  run.write(folder / "run.h5");
  const Reader reader{folder / "run.h5"};
  EXPECT_EQ(reader.header().name, "sample 坪");
  EXPECT_EQ(reader.header().seed, 0xfedcba9876543210ull);
  EXPECT_EQ(reader.header().fingerprint, 0x123456789abcdef0ull);
  EXPECT_TRUE(reader.header().complete);
  EXPECT_EQ(reader.text("case"), R"({"name":"sample"})");
  EXPECT_EQ(column<std::string>(reader, "inputs", "path").at(1), "道路.osm");
  EXPECT_EQ(reader.rows("events"), 2u * 61);
  const auto subject = column<std::uint32_t>(reader, "events", "subject");
  for (std::uint32_t b = 0; b <= 60; ++b) EXPECT_EQ(subject[2 * b + 1], b + 1);
  EXPECT_EQ(column<std::string>(reader, "decisions", "order").at(0), R"({"open":"学校"})");
  const auto by_zone = column<double>(reader, "series/by_zone", "value", 2, 1);
  EXPECT_EQ(by_zone, (std::vector<double>{3.0, -1.0, 0.25}));
  EXPECT_EQ(column<std::uint8_t>(reader, "parties", "outcome"), std::vector<std::uint8_t>(500, 2));
  EXPECT_EQ(column<double>(reader, "summary", "value").at(1), 900.25);
}

TEST(Writer, SameDataGiveSameBytesWhateverTheBatches) {
  const Folder folder;
  SampleRun{}.write(folder / "a.h5");
  ::usleep(1'100'000);  // HDF5's time stamps, were they on, count seconds
  SampleRun{}.write(folder / "b.h5");
  SampleRun{{}, 17}.write(folder / "c.h5", {1000});
  const std::string a = test::bytes_of(folder / "a.h5");
  EXPECT_GT(a.size(), 100000u);
  EXPECT_TRUE(a == test::bytes_of(folder / "b.h5"));
  EXPECT_TRUE(a == test::bytes_of(folder / "c.h5"));
}

}  // namespace
}  // namespace muster::trace
