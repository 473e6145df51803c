// SPDX-License-Identifier: MIT
// Pages in memory, the journal and its checksum, and the locks.
#include "engine/trace/journaled_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"

namespace muster::trace {

namespace {

constexpr std::uint64_t kMagic = 0x314c4e4a5254534dull;  // "MSTRJNL1"

/// The journal starts with this; page numbers and then pages follow.
struct JournalHeader {
  std::uint64_t magic = kMagic;
  std::uint64_t generation = 0;
  std::uint64_t size = 0;        // of the file after the commit
  std::uint64_t pages = 0;       // 0: nothing to do
  std::uint64_t first_page = 0;  // hash of the file's page 0 before the commit: is it this file?
  std::uint64_t content = 0;     // hash of page numbers and pages
  std::uint64_t header = 0;      // hash of the words above
};

std::uint64_t hash(const void* data, std::size_t bytes) {
  return XXH3_64bits(data, bytes);
}

std::uint64_t header_hash(const JournalHeader& header) {
  return hash(&header, offsetof(JournalHeader, header));
}

bool read_all(int descriptor, std::uint64_t address, std::span<std::byte> into) {
  while (!into.empty()) {
    const ssize_t got = ::pread(descriptor, into.data(), into.size(), static_cast<off_t>(address));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into = into.subspan(static_cast<std::size_t>(got));
    address += static_cast<std::uint64_t>(got);
  }
  return true;
}

std::uint64_t size_of_file(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// True where nobody holds a lock that excludes `mode`, or where the file system knows no locks.
bool try_lock(int descriptor, int mode) {
  return ::flock(descriptor, mode | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

}  // namespace

std::filesystem::path JournaledFile::journal_of(const std::filesystem::path& path) {
  return path.string() + ".journal";
}

JournaledFile::JournaledFile(JournaledFile&& other) noexcept
    : path_{std::move(other.path_)},
      file_{std::exchange(other.file_, -1)},
      journal_{std::exchange(other.journal_, -1)},
      live_{other.live_},
      abandoned_{other.abandoned_},
      committed_{other.committed_},
      end_{other.end_},
      allocated_{other.allocated_},
      generation_{other.generation_},
      pages_{std::move(other.pages_)},
      error_{std::move(other.error_)} {}

JournaledFile::~JournaledFile() {
  if (journal_ >= 0) ::close(journal_);
  if (file_ >= 0) ::close(file_);
}

bool JournaledFile::fail(const char* what) {
  error_ = path_.string() + ": " + what + ": " + std::strerror(errno);
  return false;
}

JournaledFile JournaledFile::create(const std::filesystem::path& path) {
  JournaledFile file{path};
  const int old = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (old >= 0) {
    const bool written = !try_lock(old, LOCK_SH);
    ::close(old);
    if (written) throw RunError{path.string() + ": another run is writing it"};
  }
  // What was there is unlinked, not cut: programs that read it keep it. Its journal goes first, so
  // that it is never taken for that of the new file.
  const std::filesystem::path journal = journal_of(path);
  std::error_code ignored;
  std::filesystem::remove(journal, ignored);
  std::filesystem::remove(path, ignored);
  file.file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file.file_ >= 0)
    file.journal_ = ::open(journal.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file.file_ < 0 || file.journal_ < 0 || !try_lock(file.file_, LOCK_EX) ||
      !file.clear_journal()) {
    if (file.error_.empty()) file.fail("cannot be written");
    throw RunError{file.error_};
  }
  return file;
}

JournaledFile JournaledFile::open_to_add(const std::filesystem::path& path) {
  JournaledFile file{path};
  const std::filesystem::path journal = journal_of(path);
  file.file_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file.file_ >= 0) file.journal_ = ::open(journal.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file.file_ < 0 || file.journal_ < 0) {
    file.fail("cannot be written");
    throw RunError{file.error_};
  }
  if (!try_lock(file.file_, LOCK_EX)) throw RunError{path.string() + ": another program uses it"};
  if (file.load_journal() && !file.apply()) throw RunError{file.error_};
  if (!file.clear_journal()) throw RunError{file.error_};
  file.pages_.clear();
  file.end_ = file.committed_ = size_of_file(file.file_);
  return file;
}

JournaledFile JournaledFile::open(const std::filesystem::path& path) {
  JournaledFile file{path};
  file.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.file_ < 0) {
    file.fail("cannot be read");
    throw RunError{file.error_};
  }
  const std::filesystem::path journal = journal_of(path);
  file.journal_ = ::open(journal.c_str(), O_RDONLY | O_CLOEXEC);
  file.live_ = !try_lock(file.file_, LOCK_SH);
  if (file.live_) return file;
  file.end_ = size_of_file(file.file_);
  if (file.load_journal()) {
    const int writable = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    const int writable_journal = ::open(journal.c_str(), O_RDWR | O_CLOEXEC);
    if (writable >= 0 && writable_journal >= 0 && try_lock(file.file_, LOCK_EX)) {
      const int read_only = std::exchange(file.file_, writable);
      const int read_only_journal = std::exchange(file.journal_, writable_journal);
      if (file.apply()) file.clear_journal();
      file.file_ = read_only;
      file.journal_ = read_only_journal;
      try_lock(file.file_, LOCK_SH);
    }
    if (writable >= 0) ::close(writable);
    if (writable_journal >= 0) ::close(writable_journal);
  }
  return file;
}

bool JournaledFile::read_raw(std::uint64_t address, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got =
        ::pread(file_, into.data() + done, into.size() - done, static_cast<off_t>(address + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail("cannot be read");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  std::fill(into.begin() + static_cast<std::ptrdiff_t>(done), into.end(), std::byte{});
  return true;
}

bool JournaledFile::write_raw(int descriptor, std::uint64_t address,
                              std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t done =
        ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(address));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return fail("cannot be written");
    bytes = bytes.subspan(static_cast<std::size_t>(done));
    address += static_cast<std::uint64_t>(done);
  }
  return true;
}

bool JournaledFile::read(std::uint64_t address, std::span<std::byte> into) {
  if (!read_raw(address, into)) return false;
  const std::uint64_t end = address + into.size();
  for (auto page = pages_.lower_bound(address / kPage); page != pages_.end(); ++page) {
    const std::uint64_t start = page->first * kPage;
    if (start >= end) break;
    const std::uint64_t from = std::max(start, address), to = std::min(start + kPage, end);
    std::memcpy(into.data() + (from - address), page->second.data() + (from - start), to - from);
  }
  return true;
}

bool JournaledFile::write(std::uint64_t address, std::span<const std::byte> bytes) {
  if (abandoned_) return true;
  end_ = std::max(end_, address + bytes.size());
  while (!bytes.empty()) {
    const std::uint64_t number = address / kPage, start = number * kPage;
    if (start >= committed_) return write_raw(file_, address, bytes);
    auto [page, is_new] = pages_.try_emplace(number);
    if (is_new && !read_raw(start, page->second)) return false;
    const std::size_t length = std::min<std::uint64_t>(bytes.size(), start + kPage - address);
    std::memcpy(page->second.data() + (address - start), bytes.data(), length);
    bytes = bytes.subspan(length);
    address += length;
  }
  return true;
}

bool JournaledFile::write_journal() {
  JournalHeader header;
  header.generation = generation_;
  header.size = allocated_;
  header.pages = pages_.size();
  Page first{};
  if (!read_raw(0, first)) return false;
  header.first_page = hash(first.data(), first.size());
  std::vector<std::byte> content(pages_.size() * (sizeof(std::uint64_t) + kPage));
  std::byte* number_at = content.data();
  std::byte* page_at = content.data() + pages_.size() * sizeof(std::uint64_t);
  for (const auto& [number, page] : pages_) {
    std::memcpy(number_at, &number, sizeof number);
    std::memcpy(page_at, page.data(), kPage);
    number_at += sizeof number;
    page_at += kPage;
  }
  header.content = hash(content.data(), content.size());
  header.header = header_hash(header);
  return write_raw(journal_, sizeof header, content) &&
         write_raw(journal_, 0, std::as_bytes(std::span{&header, 1}));
}

bool JournaledFile::clear_journal() {
  JournalHeader header;
  header.generation = ++generation_;
  header.header = header_hash(header);
  return write_raw(journal_, 0, std::as_bytes(std::span{&header, 1})) &&
         (::ftruncate(journal_, sizeof header) == 0 || fail("cannot be cut"));
}

bool JournaledFile::apply() {
  std::vector<std::byte> together;  // neighbours in one call
  for (auto page = pages_.begin(); page != pages_.end();) {
    const std::uint64_t first = page->first;
    together.clear();
    for (std::uint64_t next = first; page != pages_.end() && page->first == next; ++page, ++next)
      together.insert(together.end(), page->second.begin(), page->second.end());
    if (!write_raw(file_, first * kPage, together)) return false;
  }
  return true;
}

bool JournaledFile::load_journal() {
  JournalHeader header;
  if (journal_ < 0 || !read_all(journal_, 0, std::as_writable_bytes(std::span{&header, 1})))
    return false;
  if (header.magic != kMagic || header.header != header_hash(header) || header.pages == 0)
    return false;
  constexpr std::uint64_t kEach = sizeof(std::uint64_t) + kPage;
  if (header.pages > size_of_file(journal_) / kEach) return false;
  std::vector<std::byte> content(header.pages * kEach);
  if (!read_all(journal_, sizeof header, content)) return false;
  if (hash(content.data(), content.size()) != header.content) return false;
  for (std::uint64_t i = 0; i < header.pages; ++i) {
    std::uint64_t number = 0;
    std::memcpy(&number, content.data() + i * sizeof number, sizeof number);
    std::memcpy(pages_[number].data(), content.data() + header.pages * sizeof number + i * kPage,
                kPage);
  }
  // Page 0 of the file is that from before the commit or, cut short, any mixture with that from
  // after it; a system copies the 96 bytes of an HDF5 superblock in one go.
  Page now{};
  if (!read_raw(0, now)) return false;
  const auto after = pages_.find(0);
  const bool mine =
      hash(now.data(), now.size()) == header.first_page ||
      (after != pages_.end() && std::equal(now.begin(), now.begin() + 96, after->second.begin()));
  if (!mine) {
    pages_.clear();
    return false;
  }
  generation_ = header.generation;
  end_ = std::max(end_, header.size);
  return true;
}

std::uint64_t JournaledFile::size() const {
  return live_ ? size_of_file(file_) : end_;
}

void JournaledFile::commit() {
  if (abandoned_) return;
  ::flock(journal_, LOCK_EX);
  const bool done =
      (allocated_ <= size_of_file(file_) ||
       ::ftruncate(file_, static_cast<off_t>(allocated_)) == 0 || fail("cannot be written")) &&
      (pages_.empty() || write_journal()) && apply() && clear_journal();
  ::flock(journal_, LOCK_UN);
  if (!done) throw RunError{error_};
  pages_.clear();
  committed_ = std::max<std::uint64_t>(allocated_, 1);
}

void JournaledFile::finish() {
  if (abandoned_) return;
  if (::ftruncate(file_, static_cast<off_t>(allocated_)) != 0) {
    fail("cannot be cut");
    throw RunError{error_};
  }
  std::error_code ignored;
  std::filesystem::remove(journal_of(path_), ignored);
}

std::uint64_t JournaledFile::generation() const {
  JournalHeader header;
  if (journal_ < 0 || !read_all(journal_, 0, std::as_writable_bytes(std::span{&header, 1})))
    return 0;
  return header.generation;
}

bool JournaledFile::writer_gone() const {
  return try_lock(file_, LOCK_SH);
}

JournaledFile::ReadGuard::ReadGuard(const JournaledFile& file)
    : descriptor_{file.live_ ? file.journal_ : -1} {
  if (descriptor_ >= 0) ::flock(descriptor_, LOCK_SH);
}

JournaledFile::ReadGuard::~ReadGuard() {
  if (descriptor_ >= 0) ::flock(descriptor_, LOCK_UN);
}

}  // namespace muster::trace
