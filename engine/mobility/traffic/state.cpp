// SPDX-License-Identifier: MIT
// What a saved run holds of traffic.
#include "engine/mobility/traffic/traffic.hpp"

namespace muster::mobility::traffic {

void Traffic::state(StateArchive& archive, kernel::Engine& engine) {
  std::vector<std::uint32_t> hole_link;
  std::vector<SimTime> hole_time;
  std::uint64_t traversals = counts().traversals;
  std::vector<std::uint8_t> lanes = lanes_;
  if (!archive.loading()) {
    for (std::uint32_t l = 0; l < links_; ++l) {
      const HolePool& pool = parts_[entry_scheduler(engine, l).partition()].holes;
      pool.for_each(up_[l].holes, [&](SimTime time) {
        hole_link.push_back(l);
        hole_time.push_back(time);
      });
    }
  }
  archive("hole_link", hole_link);
  archive("hole_time", hole_time);
  archive("lanes", lanes);
  archive("up", up_);
  archive("down", down_);
  archive("stalled", stalled_);
  archive("held", held_);
  archive("blocked_since", blocked_since_);
  archive("gridlocks", gridlocks_);
  archive("abandoned", abandoned_);
  archive("traversals", traversals);
  if (!archive.loading()) return;
  const std::vector<Up> up = up_;
  const std::vector<Down> down = down_;
  for (std::uint32_t l = 0; l < links_; ++l) {
    if (lanes[l] != lanes_[l]) derive(l, lanes[l]);
  }
  up_ = up;
  down_ = down;
  for (Up& half : up_) half.holes = {};
  parts_ = std::vector<PerPartition>(engine.partitions());
  parts_[0].traversals = traversals;
  for (std::size_t i = 0; i < hole_link.size(); ++i) {
    const std::uint32_t l = hole_link[i];
    parts_[entry_scheduler(engine, l).partition()].holes.insert(up_[l].holes, hole_time[i]);
  }
}

}  // namespace muster::mobility::traffic
