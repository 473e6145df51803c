// SPDX-License-Identifier: MIT
// What the members of an ensemble of hazards have in common.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/simulation/hazards.hpp"
#include "engine/simulation/summary.hpp"
#include "engine/simulation/world_record.hpp"

namespace muster::simulation {

/// A driver's value in a member.
struct MemberDraw {
  std::uint32_t member = 0;
  std::string driver;  // its pointer
  double value = 0;
};

/// Layers over members: of times of arrival the share of members that a cell was reached in and the
/// times that a tenth, half and nine tenths of the members had been reached by (no value: fewer
/// were); of greatest and least values the mean. Memory: 4 B a cell, member and layer of arrivals,
/// 8 B a cell and other layer. Not thread-safe.
class Ensemble {
 public:
  /// All members show the layers of the first one that is added.
  explicit Ensemble(const world::Grid& grid) : grid_{grid} {}

  /// At its end. Members in their order, so that sums are the same on any number of threads.
  void add(const Hazards& hazards);
  std::uint32_t members() const { return members_; }
  /// Writes a trace of maxima, draws and a summary. Throws RunError.
  std::vector<Measure> write(const cases::CaseFile& file, const world::World& world,
                             const RecordedCase& recorded, const std::vector<MemberDraw>& draws,
                             const std::filesystem::path& path, std::uint64_t fingerprint,
                             bool complete) const;

 private:
  struct Arrivals {
    const LayerInfo* info;
    std::vector<std::vector<float>> of_member;  // infinite: never
  };
  struct Sum {
    const LayerInfo* info;
    std::vector<double> sum;
  };

  world::Grid grid_;
  std::uint32_t members_ = 0;
  std::vector<Arrivals> arrivals_;
  std::vector<Sum> sums_;
};

}  // namespace muster::simulation
