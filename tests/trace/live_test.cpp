// SPDX-License-Identifier: MIT
// A trace can be read while it grows, and a whole journal is rolled forward even where nothing may
// be written.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "engine/base/error.hpp"
#include "engine/trace/reader.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

/// Repeats `done` until it is true; the writer thread needs a moment.
template <class Done>
bool wait_for(Done done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (std::chrono::steady_clock::now() < end) {
    if (done()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return false;
}

TEST(LiveTrace, ShowsEachFlushAsAWholeAndThenTheEnd) {
  const Folder folder;
  SampleRun{}.write(folder / "whole.h5");
  const Reader whole{folder / "whole.h5"};
  const auto links = column<std::uint32_t>(whole, "movements", "link");
  auto expect_prefix = [&](const Reader& reader) {
    const auto seen = column<std::uint32_t>(reader, "movements", "link");
    ASSERT_EQ(seen.size(), reader.rows("movements"));
    ASSERT_LE(seen.size(), links.size());
    EXPECT_TRUE(std::equal(seen.begin(), seen.end(), links.begin()));
    EXPECT_EQ(reader.stored_step("flood_depth", 0), whole.stored_step("flood_depth", 0));
  };

  SampleRun run;
  auto writer = std::make_unique<Writer>(folder / "run.h5", SampleRun::header(), run.schema());
  run.write_static(*writer);
  EXPECT_THROW(Reader{folder / "run.h5"}, InputError);
  run.barrier(*writer, 0);
  std::unique_ptr<Reader> reader;
  ASSERT_TRUE(wait_for([&] {
    try {
      reader = std::make_unique<Reader>(folder / "run.h5");
    } catch (const InputError&) {
    }
    return reader != nullptr;
  }));
  EXPECT_TRUE(reader->live());
  for (std::uint32_t b = 1; b <= run.barriers(); ++b) {
    run.barrier(*writer, b);
    expect_prefix(*reader);  // while the writer thread is at work
    if (b % 10 != 0) continue;
    ASSERT_TRUE(wait_for([&] {
      reader->refresh();
      return reader->rows("keyframes") == b / 10 + 1;
    }));
    expect_prefix(*reader);
  }
  run.finish(*writer);
  writer.reset();
  expect_prefix(*reader);
  reader->refresh();
  EXPECT_FALSE(reader->live());
  EXPECT_TRUE(reader->header().complete);
  EXPECT_EQ(reader->rows("movements"), links.size());
}

TEST(LiveTrace, OutlivesItsWriter) {
  const Folder folder;
  std::unique_ptr<Reader> reader;
  {
    SampleRun run;
    Writer writer{folder / "run.h5", SampleRun::header(), run.schema()};
    run.write_static(writer);
    for (std::uint32_t b = 0; b <= 15; ++b) run.barrier(writer, b);
    ASSERT_TRUE(wait_for([&] {
      try {
        reader = std::make_unique<Reader>(folder / "run.h5");
      } catch (const InputError&) {
        return false;
      }
      return reader->rows("keyframes") == 2;
    }));
    EXPECT_TRUE(reader->live());
  }
  EXPECT_EQ(column<SimTime>(*reader, "keyframes", "time_us").back(), SampleRun::time_of(10));
  EXPECT_FALSE(reader->live());
}

}  // namespace
}  // namespace muster::trace
