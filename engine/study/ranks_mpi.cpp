// SPDX-License-Identifier: MIT
// Ranks by MPI.
// The C interface alone: that of C++ needs another library.
#define OMPI_SKIP_MPICXX
#define MPICH_SKIP_MPICXX
#include <mpi.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "engine/study/ranks.hpp"

namespace muster::study {

namespace {

enum Tag { kQuestion, kAnswer };

constexpr int kLeaving = 1;
using Question = std::array<int, 2>;  // kLeaving or 0; runs that ended

/// MPI's own waiting would take a processor from the runs that go on elsewhere.
void rest() {
  std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

void send_question(Question question) {
  MPI_Send(question.data(), 2, MPI_INT, 0, kQuestion, MPI_COMM_WORLD);
}

}  // namespace

bool Ranks::launched() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMI_RANK", "PMIX_RANK"}) {
    if (std::getenv(name)) return true;
  }
  return false;
}

Ranks::Ranks() {
  if (!launched()) return;  // without a launcher MPI_Init would start a daemon of its own
  MPI_Init(nullptr, nullptr);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

Ranks::~Ranks() {
  int initialised = 0;
  MPI_Initialized(&initialised);
  if (!initialised) return;
  MPI_Request here = MPI_REQUEST_NULL;
  MPI_Ibarrier(MPI_COMM_WORLD, &here);
  for (int all = 0; !all;) {
    MPI_Test(&here, &all, MPI_STATUS_IGNORE);
    if (!all) rest();
  }
  MPI_Finalize();
}

int Ranks::answer(const std::function<std::string()>& next) {
  int ended = 0;
  while (size_ > 1) {
    int asked = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, kQuestion, MPI_COMM_WORLD, &asked, &status);
    if (!asked) break;
    Question question{};
    MPI_Recv(question.data(), 2, MPI_INT, status.MPI_SOURCE, kQuestion, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    ended += question[1];
    if (question[0] == kLeaving) {
      ++left_;
      continue;
    }
    const std::string task = next();
    MPI_Send(task.data(), static_cast<int>(task.size()), MPI_CHAR, status.MPI_SOURCE, kAnswer,
             MPI_COMM_WORLD);
  }
  return ended;
}

std::string Ranks::ask(int ended) {
  send_question({0, ended});
  MPI_Status status;
  for (int answered = 0; !answered;) {
    MPI_Iprobe(0, kAnswer, MPI_COMM_WORLD, &answered, &status);
    if (!answered) rest();
  }
  int bytes = 0;
  MPI_Get_count(&status, MPI_CHAR, &bytes);
  std::string task(static_cast<std::size_t>(bytes), '\0');
  MPI_Recv(task.data(), bytes, MPI_CHAR, 0, kAnswer, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return task;
}

void Ranks::leave(int ended) {
  send_question({kLeaving, ended});
}

void Ranks::abort(int code) {
  if (size_ > 1) MPI_Abort(MPI_COMM_WORLD, code);
  std::exit(code);
}

}  // namespace muster::study
