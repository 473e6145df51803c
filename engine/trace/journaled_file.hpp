// SPDX-License-Identifier: MIT
// A file that changes from one committed state to the next as a whole, even if its process is
// killed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace muster::trace {

/// HDF5 overwrites its metadata in place, so a process that is killed while it flushes leaves a
/// torn file. Here, writes beyond the committed end go straight to the file (nothing committed
/// points there); writes below it stay in memory, by pages, until `commit` has put them, with a
/// checksum, into PATH.journal and then into the file. Whoever opens the file after a kill rolls a
/// journal that is whole forward and ignores one that is not. This holds when the process dies, not
/// when the machine does (no fsync).
///
/// A writer holds an exclusive lock on the file; the journal's lock is held exclusively during a
/// commit and shared by readers during a read (`ReadGuard`), so that a file can be read while it
/// grows.
///
/// Not thread-safe. Memory: the pages overwritten since the last commit.
class JournaledFile {
 public:
  static std::filesystem::path journal_of(const std::filesystem::path& path);

  /// An empty file. Throws RunError.
  static JournaledFile create(const std::filesystem::path& path);
  /// To change what is at `path`, from its last committed state on. Throws RunError.
  static JournaledFile open_to_add(const std::filesystem::path& path);
  /// For reading: the last committed state. Rolls a whole journal forward in the file where it may,
  /// else in memory. Throws RunError.
  static JournaledFile open(const std::filesystem::path& path);

  JournaledFile(JournaledFile&& other) noexcept;
  JournaledFile& operator=(JournaledFile&&) = delete;
  ~JournaledFile();  // leaves the file as of the last commit

  // False with `error()` set where the system refuses. Reads beyond the end give zeros.
  bool read(std::uint64_t address, std::span<std::byte> into);
  bool write(std::uint64_t address, std::span<const std::byte> bytes);

  /// The length that the committed file must have at least.
  void allocate(std::uint64_t end) { allocated_ = end; }
  std::uint64_t allocated() const { return allocated_; }

  /// Makes the writes so far permanent. Throws RunError.
  void commit();
  /// After the last commit: cuts the file to what is allocated and removes the journal. Throws
  /// RunError.
  void finish();
  /// From now on writes are dropped and succeed.
  void abandon() { abandoned_ = true; }

  std::uint64_t size() const;  // with what is written but not committed
  const std::string& error() const { return error_; }

  /// Another process (or another object of this one) writes the file.
  bool live() const { return live_; }
  /// The writer of a live file has ended, one way or another: open it again.
  bool writer_gone() const;
  /// The writer's commits so far; changes when a live file does. 0 where there is no journal.
  std::uint64_t generation() const;
  /// Keeps the writer from committing while it exists; nothing where the file is not live.
  class ReadGuard {
   public:
    explicit ReadGuard(const JournaledFile& file);
    ~ReadGuard();
    ReadGuard(const ReadGuard&) = delete;
    ReadGuard& operator=(const ReadGuard&) = delete;

   private:
    int descriptor_;
  };

 private:
  static constexpr std::size_t kPage = 4096;
  using Page = std::array<std::byte, kPage>;

  explicit JournaledFile(std::filesystem::path path) : path_{std::move(path)} {}
  bool fail(const char* what);
  bool read_raw(std::uint64_t address, std::span<std::byte> into);
  bool write_raw(int descriptor, std::uint64_t address, std::span<const std::byte> bytes);
  bool write_journal();
  bool clear_journal();
  bool apply();
  bool load_journal();

  std::filesystem::path path_;
  int file_ = -1;
  int journal_ = -1;
  bool live_ = false;
  bool abandoned_ = false;
  std::uint64_t committed_ = 1;  // page 0, the superblock, is always written by a commit
  std::uint64_t end_ = 0;
  std::uint64_t allocated_ = 0;
  std::uint64_t generation_ = 0;
  std::map<std::uint64_t, Page> pages_;  // by page number
  std::string error_;
};

}  // namespace muster::trace
