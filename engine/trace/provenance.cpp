// SPDX-License-Identifier: MIT
// A JSON object of texts, numbers and truths needs no library.
#include "engine/trace/provenance.hpp"

#include <sys/utsname.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>

#include "engine/base/error.hpp"
#include "engine/trace/hdf5.hpp"

namespace muster::trace {

namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

struct ToText {
  std::string operator()(const std::string& text) const { return json_text(text); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(double value) const {
    if (!std::isfinite(value)) return "null";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
  }
};

}  // namespace

std::filesystem::path provenance_of(const std::filesystem::path& trace) {
  return trace.string() + ".json";
}

Facts machine_facts() {
  Facts facts;
  facts.emplace_back("compiler", std::string{"GCC "} + __VERSION__);
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
  facts.emplace_back(
      "hdf5", std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release));
  utsname system{};
  if (::uname(&system) == 0) {
    facts.emplace_back("host", std::string{system.nodename});
    facts.emplace_back("system",
                       std::string{system.sysname} + " " + system.release + " " + system.machine);
  }
  return facts;
}

std::string to_json(const Facts& facts) {
  std::string text = "{";
  for (std::size_t i = 0; i < facts.size(); ++i) {
    text += i == 0 ? "\n  " : ",\n  ";
    text += json_text(facts[i].first);
    text += ": ";
    text += std::visit(ToText{}, facts[i].second);
  }
  return text + "\n}\n";
}

void write_provenance(const std::filesystem::path& trace, const Facts& facts) {
  const std::filesystem::path path = provenance_of(trace), unfinished = path.string() + ".new";
  std::ofstream out{unfinished, std::ios::binary};
  out << to_json(facts);
  out.close();
  if (!out) throw RunError{path.string() + ": cannot be written: " + std::strerror(errno)};
  std::error_code error;
  std::filesystem::rename(unfinished, path, error);
  if (error) throw RunError{path.string() + ": cannot be written: " + error.message()};
}

}  // namespace muster::trace
