// SPDX-License-Identifier: MIT
// GDAL without its messages on stderr: they go into our own reports.
#pragma once

#include <cpl_error.h>

#include <string>

namespace muster::input {

/// Silences GDAL while it lives and remembers the first thing that went wrong.
class GdalQuiet {
 public:
  GdalQuiet() { CPLPushErrorHandlerEx(&GdalQuiet::handle, this); }
  ~GdalQuiet() { CPLPopErrorHandler(); }
  GdalQuiet(const GdalQuiet&) = delete;
  GdalQuiet& operator=(const GdalQuiet&) = delete;

  const std::string& message() const { return message_; }

 private:
  static void CPL_STDCALL handle(CPLErr level, CPLErrorNum, const char* text) {
    auto* self = static_cast<GdalQuiet*>(CPLGetErrorHandlerUserData());
    if (level >= CE_Failure && self && self->message_.empty()) self->message_ = text;
  }

  std::string message_;
};

}  // namespace muster::input
