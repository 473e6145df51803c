// SPDX-License-Identifier: MIT
#include "engine/study/crew.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/base/error.hpp"

namespace muster::study {

namespace {

constexpr std::size_t kMostBytes = 160'000;  // of a task; one argument has at most 128 KiB on Linux
constexpr std::size_t kMostPrinted = 4'000;  // bytes of what a failed run printed

// Of a worker.
volatile std::sig_atomic_t stopping = 0;
volatile pid_t child = 0;

void pass_on(int) {
  stopping = 1;
  if (child > 0) kill(child, SIGTERM);
}

/// In the child. A worker has one thread, so what follows may allocate.
[[noreturn]] void become(const Task& task, const std::string& log, const sigset_t& unblocked) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // a run without its worker would be made twice
  const int none = open("/dev/null", O_RDWR | O_CLOEXEC);
  const int printed = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  std::vector<char*> words{const_cast<char*>("muster")};
  for (const std::string& word : task.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  sigprocmask(SIG_SETMASK, &unblocked, nullptr);
  if (printed >= 0 && dup2(none, 0) >= 0 && dup2(none, 1) >= 0 && dup2(printed, 2) >= 0 &&
      chdir(task.folder.c_str()) == 0) {
    execv("/proc/self/exe", words.data());
  }
  const char* reason = std::strerror(errno);
  if (write(2, reason, std::strlen(reason)) < 0) _exit(127);
  _exit(126);
}

void write_failure(const Task& task, int status, const std::string& log) {
  std::string printed(kMostPrinted, '\0');
  std::ifstream in{log, std::ios::binary};
  in.read(printed.data(), static_cast<std::streamsize>(printed.size()));
  printed.resize(static_cast<std::size_t>(in.gcount()));
  std::ofstream out{task.name + ".failed", std::ios::binary};
  out << task.case_sha256 << '\n'
      << (WIFSIGNALED(status) ? "signal " : "exit ")
      << (WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)) << '\n'
      << printed;
}

void make(const Task& task) {
  const std::string log = task.name + ".log";
  std::error_code ignored;
  for (const char* end : {".h5", ".h5.json", ".failed"}) {
    std::filesystem::remove(task.name + end, ignored);
  }
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  const pid_t process = stopping ? -1 : fork();
  const int reason = errno;
  if (process == 0) become(task, log, before);
  child = process;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (process < 0) {
    if (stopping) return;
    std::ofstream{log, std::ios::binary} << "no process for the run: " << std::strerror(reason)
                                         << "; give fewer --jobs, or raise ulimit -u";
    write_failure(task, W_EXITCODE(1, 0), log);
    std::filesystem::remove(log, ignored);
    _exit(1);  // the others make the rest
  }
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  child = 0;
  // A run that was stopped has not failed: it is missing.
  if (status != 0 && !stopping) write_failure(task, status, log);
  std::filesystem::remove(log, ignored);
}

[[noreturn]] void work(int socket) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  struct sigaction action = {};
  action.sa_handler = pass_on;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
  std::string text(kMostBytes, '\0');
  while (!stopping) {
    const ssize_t bytes = recv(socket, text.data(), text.size(), 0);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes <= 0) break;
    make(unpacked(text.substr(0, static_cast<std::size_t>(bytes))));
    const char done = 1;
    if (send(socket, &done, 1, MSG_NOSIGNAL) != 1) break;
  }
  _exit(0);
}

}  // namespace

std::string packed(const Task& task) {
  std::string text = task.name + '\0' + task.case_sha256 + '\0' + task.folder + '\0';
  for (const std::string& word : task.words) text += word + '\0';
  return text;
}

Task unpacked(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t first = 0; first < text.size(); first += parts.back().size() + 1) {
    parts.emplace_back(text.c_str() + first);
  }
  return {parts.at(0), parts.at(1), parts.at(2), {parts.begin() + 3, parts.end()}};
}

Crew::Crew(int workers) {
  for (int i = 0; i < workers; ++i) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
      throw RunError{std::string{"no socket for a worker: "} + std::strerror(errno)};
    }
    const pid_t process = fork();
    if (process < 0) throw RunError{std::string{"no worker process: "} + std::strerror(errno)};
    if (process == 0) {
      // Else a worker would not see the end of its socket while another lives.
      for (const Worker& worker : workers_) close(worker.socket);
      close(ends[0]);
      work(ends[1]);
    }
    close(ends[1]);
    workers_.push_back({process, ends[0], false});
  }
}

Crew::~Crew() {
  if (has_busy()) stop();
  for (const Worker& worker : workers_) {
    if (worker.socket >= 0) close(worker.socket);
  }
  for (const Worker& worker : workers_) {
    while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
}

bool Crew::has_idle() const {
  return std::any_of(workers_.begin(), workers_.end(),
                     [](const Worker& w) { return w.socket >= 0 && !w.busy; });
}

bool Crew::has_busy() const {
  return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.busy; });
}

void Crew::give(const std::string& task) {
  if (task.size() > kMostBytes)
    throw RunError{"the values of a run are longer than a command line"};
  for (Worker& worker : workers_) {
    if (worker.socket < 0 || worker.busy) continue;
    worker.busy = send(worker.socket, task.data(), task.size(), MSG_NOSIGNAL) >= 0;
    if (worker.busy) return;
    close(worker.socket);
    worker.socket = -1;
  }
  throw RunError{"no worker is left"};
}

int Crew::wait(int milliseconds) {
  std::vector<pollfd> sockets;
  for (const Worker& worker : workers_) {
    sockets.push_back({worker.busy ? worker.socket : -1, POLLIN, 0});
  }
  int ended = 0;
  if (poll(sockets.data(), sockets.size(), milliseconds) <= 0) return 0;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (sockets[i].revents == 0) continue;
    char done = 0;
    if (recv(workers_[i].socket, &done, 1, 0) != 1) {  // the worker was killed
      close(workers_[i].socket);
      workers_[i].socket = -1;
    }
    workers_[i].busy = false;
    ++ended;
  }
  return ended;
}

void Crew::stop() {
  for (const Worker& worker : workers_) {
    if (worker.socket >= 0) kill(worker.process, SIGTERM);
  }
}

}  // namespace muster::study
