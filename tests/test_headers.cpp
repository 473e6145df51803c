// SPDX-License-Identifier: MIT
// The source that CMake needs to build the precompiled header that the test programs share.
