// SPDX-License-Identifier: MIT
// The processes that an MPI launcher started for one sweep; without one, this process alone.
#pragma once

#include <functional>
#include <string>

namespace muster::study {

/// Rank 0 hands out the runs one by one, since they differ in length; the others ask it. Called
/// from the main thread only. There is one in a process at most, made after its Crew.
class Ranks {
 public:
  /// Throws RunError where several processes were started and the program is built without MPI:
  /// each would make every run.
  Ranks();
  /// Waits until every rank is here, without spinning.
  ~Ranks();  // NOLINT(performance-trivially-destructible): with MPI it has work to do
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  /// An MPI launcher started this process.
  static bool launched();
  int rank() const { return rank_; }
  int size() const { return size_; }

  /// Rank 0: answers those who ask now with what `next` gives. Returns how many of their runs ended
  /// since.
  int answer(const std::function<std::string()>& next);
  /// Rank 0: the others ask no more.
  bool alone() const { return left_ == size_ - 1; }

  /// Other ranks: a packed task; empty: there is none any more. `ended`: own runs since last time.
  std::string ask(int ended);
  void leave(int ended);
  /// Ends every rank.
  [[noreturn]] void abort(int code);

 private:
  int rank_ = 0;
  int size_ = 1;
  int left_ = 0;
};

}  // namespace muster::study
