// SPDX-License-Identifier: MIT
#include "engine/input/plain_file.hpp"

#include <unistd.h>

#include <system_error>

namespace muster::input {

std::string plain_file_fault(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none) return "cannot be read: " + error.message();
  if (!fs::exists(status)) return "no such file";
  if (fs::is_directory(status)) return "this is a folder";
  if (!fs::is_regular_file(status)) return "not a plain file";
  return access(path.c_str(), R_OK) == 0 ? "" : "cannot be read: no permission";
}

}  // namespace muster::input
