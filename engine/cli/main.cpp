// SPDX-License-Identifier: MIT
// The program `muster`.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "engine/base/error.hpp"
#include "engine/cli/command_line.hpp"
#include "engine/cli/commands.hpp"

namespace {

int run_guarded(int count, const char* const* words) {
  using namespace muster;
  try {
    return cli::parse_command_line(count, words)();
  } catch (const InputError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return cli::kBadInput;
  } catch (const std::bad_alloc&) {
    std::fputs("muster: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "muster: %s\n", error.what());
  }
  return cli::kFailed;
}

/// Idle threads of the OpenMP library spin before they sleep. Where other programs have work for
/// the processor, that makes a run several times longer; where not, sleeping at once costs it
/// little. The library reads its settings when it is loaded, so they are set for a second start of
/// the same program. Whoever has set either is obeyed.
void sleep_when_idle(char** words) {
  if (std::getenv("GOMP_SPINCOUNT") != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("OMP_WAIT_POLICY", "passive", 1);
  execv("/proc/self/exe", words);  // where that fails the program goes on as it is
}

}  // namespace

int main(int count, char** words) {
  sleep_when_idle(words);
  const int code = run_guarded(count, words);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    std::fputs("muster: the output could not be written\n", stderr);
    return code == muster::cli::kDone ? muster::cli::kFailed : code;
  }
  return code;
}
