// SPDX-License-Identifier: MIT
// Known answers of SHA-256 (FIPS 180-4, examples of NIST) and of files.
#include "engine/input/sha256.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/input/scratch.hpp"

namespace muster::input {
namespace {

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, FileIsItsBytes) {
  const test::Scratch folder;
  const std::string bytes = std::string(3'000'000, 'x') + '\0' + "end";
  const std::string path = folder.write("data.bin", bytes);
  const cases::InputFile input = hash_input("data.bin", path);
  EXPECT_EQ(input.path, "data.bin");
  EXPECT_EQ(input.bytes, static_cast<std::int64_t>(bytes.size()));
  EXPECT_EQ(input.sha256, sha256(bytes));
}

TEST(Sha256, MissingFileIsBadInput) {
  EXPECT_THROW(hash_input("gone", "/nonexistent/gone"), InputError);
  const test::Scratch folder;
  EXPECT_THROW(hash_input("folder", folder.folder()), InputError);
}

}  // namespace
}  // namespace muster::input
