// SPDX-License-Identifier: MIT
// Whether a path names a file that can be read from beginning to end.
#pragma once

#include <filesystem>
#include <string>

namespace muster::input {

/// What is wrong with it ("no such file", "this is a folder", ...), or nothing. Pipes and devices
/// are refused: reading them may never end.
std::string plain_file_fault(const std::filesystem::path& path);

}  // namespace muster::input
