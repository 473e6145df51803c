// SPDX-License-Identifier: MIT
// Writes are seen by their writer at once and by others after a commit.
#include "engine/trace/journaled_file.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using Bytes = std::vector<std::byte>;

/// `file` against a plain array that has had the same writes.
void expect_content(JournaledFile& file, const Bytes& expected) {
  Bytes seen(expected.size());
  ASSERT_TRUE(file.read(0, seen));
  EXPECT_TRUE(seen == expected);
}

TEST(JournaledFile, WritesOfAnySizeAtAnyPlace) {
  const Folder folder;
  Bytes model(60'000), committed;
  {
    JournaledFile file = JournaledFile::create(folder / "file");
    for (std::uint64_t i = 0; i < 400; ++i) {
      const std::size_t at = mix(i, 1) % 50'000, length = 1 + mix(i, 2) % (i % 7 == 0 ? 9000 : 200);
      const Bytes bytes(length, static_cast<std::byte>(i));
      ASSERT_TRUE(file.write(at, bytes));
      std::copy(bytes.begin(), bytes.end(), model.begin() + static_cast<std::ptrdiff_t>(at));
      expect_content(file, model);
      if (i % 50 != 49) continue;
      file.allocate(model.size());
      file.commit();
      committed = model;
    }
    ASSERT_TRUE(file.write(10, Bytes(20'000, std::byte{0xee})));
    JournaledFile reader = JournaledFile::open(folder / "file");
    EXPECT_TRUE(reader.live());
    expect_content(reader, committed);
  }
  JournaledFile reader = JournaledFile::open(folder / "file");
  EXPECT_FALSE(reader.live());
  expect_content(reader, committed);
}

TEST(JournaledFile, FinishLeavesOneFileOfTheStatedLength) {
  const Folder folder;
  JournaledFile file = JournaledFile::create(folder / "file");
  ASSERT_TRUE(file.write(0, Bytes(9000, std::byte{7})));
  file.allocate(5000);
  file.commit();
  file.finish();
  EXPECT_EQ(std::filesystem::file_size(folder / "file"), 5000u);
  EXPECT_FALSE(std::filesystem::exists(JournaledFile::journal_of(folder / "file")));
}

TEST(JournaledFile, ReadersKeepWhatANewWriterReplaces) {
  const Folder folder;
  {
    JournaledFile file = JournaledFile::create(folder / "file");
    ASSERT_TRUE(file.write(0, Bytes(100, std::byte{1})));
    file.allocate(100);
    file.commit();
    file.finish();
  }
  JournaledFile reader = JournaledFile::open(folder / "file");
  const JournaledFile next = JournaledFile::create(folder / "file");
  EXPECT_THROW(JournaledFile::create(folder / "file"), RunError);
  expect_content(reader, Bytes(100, std::byte{1}));
}

}  // namespace
}  // namespace muster::trace
