// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace muster {

namespace {

std::string join(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += to_string(problem);
  }
  return text;
}

}  // namespace

void Diagnostics::error(std::string where, std::string what, std::string hint) {
  problems_.push_back(
      {Problem::Severity::Error, std::move(where), std::move(what), std::move(hint)});
  ++errors_;
}

void Diagnostics::warning(std::string where, std::string what, std::string hint) {
  problems_.push_back(
      {Problem::Severity::Warning, std::move(where), std::move(what), std::move(hint)});
}

void Diagnostics::note(std::string where, std::string what, std::string hint) {
  problems_.push_back(
      {Problem::Severity::Note, std::move(where), std::move(what), std::move(hint)});
}

void Diagnostics::throw_if_errors() const {
  if (!ok()) throw InputError{problems_};
}

std::string to_string(const Problem& problem) {
  std::string text = problem.where.empty() ? "" : problem.where + ": ";
  if (problem.severity == Problem::Severity::Warning) text += "warning: ";
  if (problem.severity == Problem::Severity::Note) text += "note: ";
  text += problem.what;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error{join(problems)}, problems_{std::move(problems)} {}

InputError::InputError(std::string where, std::string what, std::string hint)
    : InputError{std::vector<Problem>{
          {Problem::Severity::Error, std::move(where), std::move(what), std::move(hint)}}} {}

void contract_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: contract broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace muster
