// SPDX-License-Identifier: MIT
// Keeps the books of an import.
#include "engine/input/import.hpp"

#include <algorithm>
#include <utility>

#include "engine/input/sha256.hpp"

namespace muster::input {

void Import::find(std::string name, std::int64_t count, std::string note) {
  if (count != 0) findings.push_back({std::move(name), count, std::move(note)});
}

bool Import::take(const std::string& path) {
  const bool known = std::any_of(inputs.begin(), inputs.end(),
                                 [&](const cases::InputFile& file) { return file.path == path; });
  if (known) return true;
  try {
    inputs.push_back(hash_input(path, path));
    return true;
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      diagnostics.error(problem.where, problem.what, problem.hint);
    }
    return false;
  }
}

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  result += text;
  result += "'";
  return result;
}

void RowProblems::error(std::size_t line, std::string what, std::string hint) {
  if (++count_ <= kMost) {
    diagnostics_.error(path_ + ":" + std::to_string(line), std::move(what), std::move(hint));
  }
}

RowProblems::~RowProblems() {
  if (count_ > kMost) {
    diagnostics_.error(path_, std::to_string(count_ - kMost) + " more rows are wrong",
                       "mend the rows above first");
  }
}

}  // namespace muster::input
