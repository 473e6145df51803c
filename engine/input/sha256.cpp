// SPDX-License-Identifier: MIT
#include "engine/input/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <new>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/input/plain_file.hpp"

namespace muster::input {

namespace {

class Hasher {
 public:
  Hasher() {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
      throw std::bad_alloc{};
    }
  }
  void add(std::string_view bytes) {
    MUSTER_VERIFY(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  std::string hex() {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::array<unsigned char, 32> digest{};
    MUSTER_VERIFY(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    std::string text;
    for (const unsigned char byte : digest) {
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
    return text;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return hasher.hex();
}

cases::InputFile hash_input(const std::string& path_as_named, const std::string& absolute) {
  if (const std::string fault = plain_file_fault(absolute); !fault.empty()) {
    throw InputError{path_as_named, fault};
  }
  std::ifstream file{absolute, std::ios::binary};
  Hasher hasher;
  cases::InputFile input{path_as_named, "", 0};
  std::vector<char> block(std::size_t{1} << 20);
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    const std::streamsize count = file.gcount();
    hasher.add({block.data(), static_cast<std::size_t>(count)});
    input.bytes += count;
  }
  if (file.bad()) throw InputError{path_as_named, "cannot be read to its end"};
  input.sha256 = hasher.hex();
  return input;
}

}  // namespace muster::input
