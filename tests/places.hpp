// SPDX-License-Identifier: MIT
// Where the tests find files. Only places.cpp depends on where the checkout lies, so that checkouts
// share every other compiled test in ccache.
#pragma once

#include <string>

namespace muster::tests {

/// A file of the repository, named from its root.
std::string source_path(const std::string& name);

/// A file of the folder `shared` beside the repository, which may be absent.
std::string shared_path(const std::string& name);

/// What the build made, named from its folder.
std::string build_path(const std::string& name);

}  // namespace muster::tests
