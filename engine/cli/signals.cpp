// SPDX-License-Identifier: MIT
#include "engine/cli/signals.hpp"

#include <unistd.h>

#include <csignal>

#include "engine/cli/commands.hpp"

namespace muster::cli {

namespace {

void on_signal(int signal) {
  if (signal == SIGUSR1) {
    requests().save = true;
  } else {
    requests().stop = true;
  }
}

void on_early_signal(int) {
  constexpr char kWord[] = "interrupted while the case was read; nothing was written\n";
  // Only what a signal handler may call; nobody can be told where stderr is shut.
  if (write(STDERR_FILENO, kWord, sizeof kWord - 1) < 0) _exit(kInterrupted);
  _exit(kInterrupted);
}

}  // namespace

simulation::Requests& requests() {
  static simulation::Requests all;
  return all;
}

void leave_on_signals() {
  struct sigaction action = {};
  action.sa_handler = on_early_signal;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

void listen_to_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaction(signal, &action, nullptr);
  // A file that grows past a limit is a failed write with a reason, not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace muster::cli
