// SPDX-License-Identifier: MIT
// A full disk and wrong hand-overs reach the caller with a reason, and leave what was flushed.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/state_file.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;

/// Files of this process may not grow beyond a size: writes then fail as on a full disk, with
/// EFBIG.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, SIG_DFL);
  }

 private:
  rlimit before_{};
};

TEST(FullDisk, ReachesTheCallerAndLeavesWhatWasFlushed) {
  const Folder folder;
  SampleRun{}.write(folder / "whole.h5");
  const auto whole = std::filesystem::file_size(folder / "whole.h5");
  int seen = 0;
  for (const double share : {0.5, 0.7, 0.9, 0.99}) {
    std::string message;
    {
      const SmallFiles limit{static_cast<rlim_t>(static_cast<double>(whole) * share)};
      try {
        SampleRun{}.write(folder / "run.h5");
      } catch (const RunError& error) {
        message = error.what();
      }
    }
    EXPECT_NE(message.find("run.h5"), std::string::npos) << share;
    EXPECT_NE(message.find("File too large"), std::string::npos) << message;
    const Reader reader{folder / "run.h5"};
    EXPECT_FALSE(reader.header().complete);
    EXPECT_EQ(reader.rows("series/sheltered"), (reader.rows("keyframes") - 1) * 10 + 1);
    if (reader.rows("keyframes") > 1) ++seen;
  }
  EXPECT_GE(seen, 2);
}

TEST(FullDisk, AtTheStart) {
  const Folder folder;
  const SmallFiles limit{100};
  EXPECT_THROW(SampleRun{}.write(folder / "run.h5"), RunError);
}

TEST(FullDisk, WhileAStateIsSaved) {
  const Folder folder;
  const auto path = folder / "run.states.h5";
  std::vector<double> values(1000, 1.0), many(100'000, 2.0);
  {
    StateSaver saver{path, 1};
    saver("values", values);
    saver.finish();
  }
  const SmallFiles limit{100'000};
  EXPECT_THROW(
      {
        StateSaver saver(path, 2);
        saver("values", many);
        saver.finish();
      },
      RunError);
  EXPECT_EQ(saved_times(path), std::vector<SimTime>{1});
  StateLoader loader{path, 1};
  std::vector<double> back;
  loader("values", back);
  EXPECT_EQ(back, values);
}

TEST(Writer, RefusesAPathThatCannotBeWritten) {
  EXPECT_THROW(Writer("/nonexistent-folder/run.h5", {}, {}), RunError);
}

TEST(Writer, RefusesAFileThatAnotherWriterHolds) {
  const Folder folder;
  const Writer first{folder / "run.h5", {}, {}};
  EXPECT_THROW(Writer(folder / "run.h5", {}, {}), RunError);
}

TEST(Writer, RefusesBatchesThatDoNotFit) {
  const Folder folder;
  Writer writer{folder / "run.h5", {}, {{table("movements")}, {}, {}}};
  const std::vector<SimTime> time{1, 2};
  const std::vector<std::uint32_t> two{1, 2}, one{1};
  const TableId id = writer.table("movements");
  EXPECT_THROW(writer.append(id, {std::span{time}, std::span{two}}), std::invalid_argument);
  EXPECT_THROW(writer.append(id, {std::span{time}, std::span{two}, std::span{one}}),
               std::invalid_argument);
  EXPECT_THROW(writer.append(id, {std::span{time}, std::span{two}, std::span{time}}),
               std::invalid_argument);
  EXPECT_THROW(writer.table("tracks"), std::out_of_range);
}

}  // namespace
}  // namespace muster::trace
