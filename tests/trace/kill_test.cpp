// SPDX-License-Identifier: MIT
// A run that is killed at any moment leaves the trace as of its last keyframe.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <mutex>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/trace/journaled_file.hpp"
#include "engine/trace/reader.hpp"
#include "sample_run.hpp"

namespace {

/// What this program's pwrite does, so that a test can stop a writer inside any single write.
struct WriteTap {
  std::uint64_t count = 0;
  std::uint64_t kill_at = 0;  // 0: never
  bool after_half = false;    // half of the bytes reach the file
  std::vector<ino_t>* files = nullptr;
} tap;
std::mutex tap_turn;

}  // namespace

extern "C" ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset) {
  {
    const std::lock_guard lock{tap_turn};  // a trace and a state may be written at once
    ++tap.count;
    if (tap.files != nullptr) {
      struct stat status {};
      ::fstat(descriptor, &status);
      tap.files->push_back(status.st_ino);
    }
    if (tap.count == tap.kill_at) {
      if (tap.after_half) ::syscall(SYS_pwrite64, descriptor, data, size / 2, offset);
      ::raise(SIGKILL);
    }
  }
  return ::syscall(SYS_pwrite64, descriptor, data, size, offset);
}

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;
using test::SampleSize;

constexpr SampleSize kSize{200, 100, 30, 40, 30, 5, 2000};

/// The whole run and how each write of it belongs to the file or to the journal.
class KilledRun : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<ino_t> files;
    tap = {};
    tap.files = &files;
    SampleRun{kSize}.write(folder_ / "whole.h5");
    tap = {};
    struct stat status {};
    ASSERT_EQ(::stat((folder_ / "whole.h5").c_str(), &status), 0);
    for (const ino_t file : files) in_journal_.push_back(file != status.st_ino);
    whole_ = std::make_unique<Reader>(folder_ / "whole.h5");
  }

  std::filesystem::path killed_path() const { return folder_ / "killed.h5"; }

  /// Runs in a child that dies in its write number `at` (from 1); with 0, after `delay_us`.
  void run_and_kill(std::uint64_t at, bool after_half, unsigned delay_us = 0) {
    const pid_t child = ::fork();
    if (child == 0) {
      tap = {0, at, after_half, nullptr};
      SampleRun{kSize}.write(killed_path());
      ::_exit(0);
    }
    if (at == 0) {
      ::usleep(delay_us);
      ::kill(child, SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) || at == 0);
  }

  /// The killed trace is a prefix of the whole one that ends at a keyframe. Returns its keyframes.
  std::uint64_t expect_prefix() {
    const Reader killed{killed_path()};
    EXPECT_FALSE(killed.live());
    const std::uint64_t keyframes = killed.rows("keyframes");
    const TableInfo& info = *find_table(*whole_, "keyframes");
    const std::vector<std::string> counted = find_column(info, "row_offset")->names;
    const auto offsets = column<std::int64_t>(*whole_, "keyframes", "row_offset",
                                              keyframes == 0 ? 0 : keyframes - 1, 1);
    for (std::size_t t = 0; t < counted.size(); ++t) {
      const auto rows = static_cast<std::uint64_t>(keyframes == 0 ? 0 : offsets.at(t));
      if (counted[t].starts_with("fields/")) {
        const std::string field = counted[t].substr(7);
        EXPECT_EQ(killed.field_times(field).size(), rows) << field;
        for (std::uint64_t step = 0; step < rows; ++step)
          EXPECT_EQ(killed.stored_step(field, step), whole_->stored_step(field, step))
              << field << step;
        continue;
      }
      EXPECT_EQ(killed.rows(counted[t]), rows) << counted[t];
      for (const ColumnInfo& column : find_table(*whole_, counted[t])->columns)
        EXPECT_TRUE(same_bits(killed.read(counted[t], column.name),
                              whole_->read(counted[t], column.name, 0, rows)))
            << counted[t] << column.name;
    }
    return keyframes;
  }

  /// Equal, NaN to NaN too.
  static bool same_bits(const Values& a, const Values& b) {
    const auto* numbers_a = std::get_if<std::vector<double>>(&a);
    const auto* numbers_b = std::get_if<std::vector<double>>(&b);
    if (numbers_a == nullptr || numbers_b == nullptr) return a == b;
    return std::ranges::equal(*numbers_a, *numbers_b, [](double x, double y) {
      return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    });
  }

  Folder folder_;
  std::vector<bool> in_journal_;  // by write
  std::unique_ptr<Reader> whole_;
};

TEST_F(KilledRun, InsideEveryWriteOfAFlush) {
  // The third flush: from the first write to the journal after the second flush's until the next.
  std::vector<std::uint64_t> journal_writes;
  for (std::uint64_t w = 0; w < in_journal_.size(); ++w)
    if (in_journal_[w]) journal_writes.push_back(w + 1);
  // One at creation, then content, header, clearing of each flush.
  ASSERT_EQ(journal_writes.size(), 1 + 3 * (kSize.barriers / kSize.keyframe_every + 1 + 1));
  const std::uint64_t content = journal_writes[1 + 3 * 2], cleared = journal_writes[1 + 3 * 2 + 2];
  ASSERT_GT(cleared, content + 2);
  for (std::uint64_t w = content - 2; w <= cleared + 1; ++w)
    for (const bool half : {false, true}) {
      run_and_kill(w, half);
      const std::uint64_t keyframes = expect_prefix();
      EXPECT_EQ(keyframes, w <= content + 1 ? 2u : 3u) << w;
    }
}

TEST_F(KilledRun, AJournalIsReadWhereTheFileCannotBeRepaired) {
  std::vector<std::uint64_t> journal_writes;
  for (std::uint64_t w = 0; w < in_journal_.size(); ++w)
    if (in_journal_[w]) journal_writes.push_back(w + 1);
  run_and_kill(journal_writes[1 + 3 * 2 + 1] + 2, true);  // the journal is whole, the file is torn
  const std::string torn = test::bytes_of(killed_path());
  const int other = ::open(killed_path().c_str(), O_RDONLY);
  ASSERT_EQ(::flock(other, LOCK_SH), 0);  // another reader: nobody may repair the file now
  EXPECT_EQ(expect_prefix(), 3u);
  EXPECT_TRUE(torn == test::bytes_of(killed_path()));
  ::close(other);
  EXPECT_EQ(expect_prefix(), 3u);
  EXPECT_FALSE(torn == test::bytes_of(killed_path()));
}

TEST_F(KilledRun, AJournalOfAnotherFileIsIgnored) {
  std::vector<std::uint64_t> journal_writes;
  for (std::uint64_t w = 0; w < in_journal_.size(); ++w)
    if (in_journal_[w]) journal_writes.push_back(w + 1);
  run_and_kill(journal_writes[1 + 3 * 2 + 1] + 2, true);
  const std::string whole = test::bytes_of(folder_ / "whole.h5");
  std::ofstream{killed_path(), std::ios::binary}
      << whole;  // copied over it, the journal left behind
  EXPECT_TRUE(Reader{killed_path()}.header().complete);
  EXPECT_TRUE(whole == test::bytes_of(killed_path()));
}

TEST_F(KilledRun, InsideAnyWrite) {
  for (std::uint64_t i = 0; i < 40; ++i) {
    const std::uint64_t w = 1 + mix(i, 1) % in_journal_.size();
    run_and_kill(w, i % 2 == 0);
    try {
      expect_prefix();
    } catch (const InputError& error) {
      // Before the first flush there is nothing to see.
      EXPECT_NE(std::string{error.what()}.find("ended before anything was recorded"),
                std::string::npos)
          << error.what();
      std::uint64_t journal_writes = 0;
      for (std::uint64_t before = 0; before + 1 < w; ++before)
        journal_writes += in_journal_[before];
      EXPECT_LE(journal_writes, 3u);
    }
  }
}

TEST_F(KilledRun, BetweenFlushesTheFileNeedsNoJournal) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    const std::uint64_t w = 1 + mix(i, 2) % in_journal_.size();
    std::uint64_t journal_writes = 0;
    for (std::uint64_t before = 0; before < w; ++before) journal_writes += in_journal_[before];
    if (journal_writes < 4 || (journal_writes - 1) % 3 != 0 || in_journal_[w - 1]) continue;
    run_and_kill(w, true);
    std::filesystem::remove(JournaledFile::journal_of(killed_path()));
    EXPECT_EQ(expect_prefix(), (journal_writes - 1) / 3);
    if (i > 30) break;
  }
}

TEST_F(KilledRun, AtRandomTimes) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    run_and_kill(0, false, static_cast<unsigned>(mix(i, 3) % 120'000));
    try {
      expect_prefix();
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_TRUE(what.find("ended before anything was recorded") != std::string::npos ||
                  what.find("No such file") != std::string::npos)
          << what;
    }
    std::filesystem::remove(killed_path());
  }
}

}  // namespace
}  // namespace muster::trace
