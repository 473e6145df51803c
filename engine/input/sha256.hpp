// SPDX-License-Identifier: MIT
// What a file holds, as a number: names every input of a run.
#pragma once

#include <string>
#include <string_view>

#include "engine/case/case_file.hpp"

namespace muster::input {

/// SHA-256 (FIPS 180-4) of bytes in memory, in hexadecimal.
std::string sha256(std::string_view bytes);

/// Reads the file `absolute` in blocks; `path_as_named` goes into the result. Throws InputError
/// where it cannot be read. Cost: about 0.5 s/GB and the disk's.
cases::InputFile hash_input(const std::string& path_as_named, const std::string& absolute);

}  // namespace muster::input
