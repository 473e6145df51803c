// SPDX-License-Identifier: MIT
// Ranks without MPI.
#include <cstdlib>

#include "engine/base/error.hpp"
#include "engine/study/ranks.hpp"

namespace muster::study {

Ranks::Ranks() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    const char* size = std::getenv(name);
    if (size && std::atoi(size) > 1) {
      throw RunError{"started as " + std::string{size} +
                     " processes, but built without MPI: build the preset mpi, or use --part"};
    }
  }
}

Ranks::~Ranks() = default;

bool Ranks::launched() {
  return false;
}

int Ranks::answer(const std::function<std::string()>&) {
  return 0;
}

std::string Ranks::ask(int) {
  return {};
}

void Ranks::leave(int) {}

void Ranks::abort(int code) {
  std::exit(code);
}

}  // namespace muster::study
