// SPDX-License-Identifier: MIT
// Any four texts as a GMNS network: they end in a network or in problems, never in a crash.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/input/network.hpp"

namespace {

/// The input cut at form feeds: node, link, config, geometry.
std::array<std::string, 4> tables_of(const std::string& text) {
  std::array<std::string, 4> tables;
  std::size_t begin = 0;
  for (std::string& table : tables) {
    const std::size_t end = text.find('\f', begin);
    table = text.substr(begin, end == std::string::npos ? end : end - begin);
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  return tables;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muster;
  if (size > 16384) return 0;
  const auto [node, link, config, geometry] =
      tables_of(std::string(reinterpret_cast<const char*>(data), size));
  Diagnostics diagnostics;
  std::vector<input::Finding> findings;
  std::vector<cases::InputFile> inputs;
  input::Import import{diagnostics, findings, inputs};
  cases::RoadSpec roads;
  roads.split_above_m = 250;
  const auto network =
      input::parse_gmns({"net", node, link, config, geometry}, roads, "EPSG:31982", import);
  MUSTER_VERIFY(network.has_value() == diagnostics.ok());
  if (!network) return 0;
  const world::Roads& made = network->roads;
  for (std::uint32_t l = 0; l < made.links(); ++l) {
    const LinkId link_id{l};
    MUSTER_VERIFY(made.length_m[link_id] > 0 && made.free_speed_m_s[link_id] > 0);
    MUSTER_VERIFY(made.capacity_veh_s[link_id] >= 0);
    MUSTER_VERIFY(made.reverse[made.reverse[link_id]] == link_id);
    MUSTER_VERIFY(made.from[link_id] != made.to[link_id]);
  }
  return 0;
}
