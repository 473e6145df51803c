// SPDX-License-Identifier: MIT
// What goes wrong: problems of the user's input (collected, then thrown once) and broken contracts.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace muster {

/// One thing wrong with an input. `where` is "file:line:column: /json/pointer", "file" or
/// "file:line".
struct Problem {
  enum class Severity { Error, Warning, Note };
  Severity severity = Severity::Error;
  std::string where;
  std::string what;
  std::string hint;  // what to do; may be empty
};

/// Collects every problem of an input; the caller decides when to stop. Not thread-safe.
class Diagnostics {
 public:
  void error(std::string where, std::string what, std::string hint = {});
  void warning(std::string where, std::string what, std::string hint = {});
  void note(std::string where, std::string what, std::string hint = {});
  bool ok() const { return errors_ == 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Problem>& problems() const { return problems_; }
  /// Throws InputError with every problem so far, if one of them is an error.
  void throw_if_errors() const;

 private:
  std::vector<Problem> problems_;
  std::size_t errors_ = 0;
};

/// "where: what; hint" with "warning: " or "note: " before `what` where it is not an error.
std::string to_string(const Problem& problem);

/// Bad input: the program ends with exit code 3.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  InputError(std::string where, std::string what, std::string hint = {});
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The run itself failed (disk full, trace unreadable): exit code 1.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[noreturn]] void contract_failed(const char* condition, const char* file, int line);

}  // namespace muster

// Contracts: checked in debug builds; MUSTER_VERIFY is checked always.
#define MUSTER_VERIFY(condition) \
  ((condition) ? void(0) : ::muster::contract_failed(#condition, __FILE__, __LINE__))
#ifdef NDEBUG
#define MUSTER_EXPECT(condition) void(0)
#else
#define MUSTER_EXPECT(condition) MUSTER_VERIFY(condition)
#endif
