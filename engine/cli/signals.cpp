// SPDX-License-Identifier: MIT
#include "engine/cli/signals.hpp"

#include <csignal>

namespace muster::cli {

namespace {

void on_signal(int signal) {
  if (signal == SIGUSR1) {
    requests().save = true;
  } else {
    requests().stop = true;
  }
}

}  // namespace

simulation::Requests& requests() {
  static simulation::Requests all;
  return all;
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
