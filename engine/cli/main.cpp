// SPDX-License-Identifier: MIT
// The program `muster`.
#include <cstdio>
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

}  // namespace

int main(int count, char** words) {
  const int code = run_guarded(count, words);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    std::fputs("muster: the output could not be written\n", stderr);
    return code == muster::cli::kDone ? muster::cli::kFailed : code;
  }
  return code;
}
