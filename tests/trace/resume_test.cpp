// SPDX-License-Identifier: MIT
// A run that was saved, killed and resumed leaves the file of the unbroken run.
#include "engine/trace/resume.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/trace/state_file.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

/// `saved_at`: the barrier after which the state is saved; `killed_at`: the last barrier before the
/// kill.
void expect_same_file(std::uint32_t saved_at, std::uint32_t killed_at) {
  const Folder folder;
  SampleRun{}.write(folder / "whole.h5");
  const auto states = states_of(folder / "run.h5");
  SampleRun model;
  {
    SampleRun run;
    Writer writer{folder / "run.h5", SampleRun::header(), run.schema()};
    run.write_static(writer);
    for (std::uint32_t b = 0; b <= killed_at; ++b) {
      run.barrier(writer, b);
      if (b != saved_at) continue;
      StateSaver saver{states, SampleRun::time_of(b)};
      writer.state(saver);
      saver.finish();
      model = run;
    }
  }  // without close, as a kill would
  {
    const Reader old{folder / "run.h5"};
    EXPECT_FALSE(old.header().complete);
    StateLoader loader{states, SampleRun::time_of(saved_at)};
    Writer writer{folder / "run.h5.new", SampleRun::header(), model.schema()};
    model.write_static(writer);
    resume(writer, old, loader);
    for (std::uint32_t b = saved_at + 1; b <= model.barriers(); ++b) model.barrier(writer, b);
    model.finish(writer);
  }
  std::filesystem::rename(folder / "run.h5.new", folder / "run.h5");
  EXPECT_TRUE(test::bytes_of(folder / "run.h5") == test::bytes_of(folder / "whole.h5"))
      << "saved after barrier " << saved_at;
}

TEST(Resume, BetweenKeyframes) {
  expect_same_file(27, 44);
}
TEST(Resume, RightAfterAKeyframe) {
  expect_same_file(30, 30);
}
TEST(Resume, RightBeforeAKeyframe) {
  expect_same_file(29, 59);
}
TEST(Resume, BeforeTheSecondKeyframe) {
  expect_same_file(3, 12);
}

TEST(Resume, RefusesATraceThatEndsBeforeTheState) {
  const Folder folder;
  const auto write_until = [&](const char* name, std::uint32_t last, const char* states) {
    SampleRun run;
    Writer writer{folder / name, SampleRun::header(), run.schema()};
    run.write_static(writer);
    for (std::uint32_t b = 0; b <= last; ++b) run.barrier(writer, b);
    if (states) {
      StateSaver saver{folder / states, 1};
      writer.state(saver);
      saver.finish();
    }
    writer.close(last * kSecond, 0, false);  // without it nothing need have reached the disk
  };
  write_until("early.h5", 15, nullptr);
  write_until("run.h5", 40, "run.states.h5");

  const Reader early{folder / "early.h5"};
  StateLoader loader{folder / "run.states.h5", 1};
  SampleRun run;
  Writer writer{folder / "new.h5", SampleRun::header(), run.schema()};
  run.write_static(writer);
  EXPECT_THROW(resume(writer, early, loader), InputError);
}

}  // namespace
}  // namespace muster::trace
