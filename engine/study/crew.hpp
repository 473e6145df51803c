// SPDX-License-Identifier: MIT
// Worker processes of this machine: each makes one run after another, as a process of its own.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace muster::study {

/// What a worker needs to know. Run files `name`.* in the results folder are made anew.
struct Task {
  std::string name;                // path of the run's files without their ends
  std::string case_sha256;         // goes into a failure's file
  std::string folder;              // where the program runs
  std::vector<std::string> words;  // this program's arguments
};

/// As one text, for pipes and messages; never empty.
std::string packed(const Task& task);
Task unpacked(const std::string& text);

/// The workers are forked when the crew is made, which must come before threads and before
/// MPI_Init: after it, Open MPI advises against fork (InfiniBand registers memory that children
/// would share). They end with the crew, or when this process dies.
class Crew {
 public:
  explicit Crew(int workers);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  bool has_idle() const;
  bool has_busy() const;
  /// To an idle worker. Throws RunError where none is left.
  void give(const std::string& packed_task);
  /// Waits for runs to end, or so long, or for a signal. Returns how many ended.
  int wait(int milliseconds);
  /// Has the runs that go on close their traces and end.
  void stop();

 private:
  struct Worker {
    pid_t process = 0;
    int socket = -1;  // -1: the worker is lost
    bool busy = false;
  };
  std::vector<Worker> workers_;
};

}  // namespace muster::study
