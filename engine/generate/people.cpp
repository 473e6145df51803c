// SPDX-License-Identifier: MIT
// People over blocks and hamlets.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/base/elementary.hpp"
#include "engine/base/random.hpp"
#include "engine/generate/district.hpp"

namespace muster::generate {
namespace {

constexpr Purpose kCrowd{"generate.people"};

/// Whole numbers in proportion to the weights that sum to `total` (largest remainders, ties in
/// order).
std::vector<std::int64_t> share_out(std::int64_t total, const std::vector<double>& weights) {
  std::vector<std::int64_t> shares(weights.size(), 0);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return shares;
  std::vector<std::pair<double, std::size_t>> rest;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * weights[i] / sum;
    shares[i] = static_cast<std::int64_t>(std::floor(exact));
    given += shares[i];
    rest.emplace_back(static_cast<double>(shares[i]) - exact, i);
  }
  std::sort(rest.begin(), rest.end());
  for (std::size_t k = 0; given < total; k = (k + 1) % rest.size()) {
    if (weights[rest[k].second] <= 0) continue;
    ++shares[rest[k].second];
    ++given;
  }
  return shares;
}

}  // namespace

std::vector<Home> settle(const Spec& spec, const Valley& valley, const Land& land,
                         const Layout& layout) {
  const PeopleSpec& people = spec.district.people;
  const Stream crowd{spec.seed, kCrowd};
  std::vector<Home> town, country;
  std::vector<double> town_weights, country_weights;
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    const Block& block = layout.blocks[i];
    const Point p = block.middle;
    if (land.at(land.hill, p) > 0.4F || land.at(land.above_bank, p) < 0.8F ||
        land.at(land.off_m, p) < 45 ||
        land.at(land.creek_m, p) < 55) {  // homes spread 30 m round the middle
      continue;
    }
    // Homes differ from block to block: towers here, yards there.
    const double kind = elementary::exp(0.5 * crowd.normal(0, 1, i, 0));
    town.push_back({p, 0, 0});
    town_weights.push_back(std::min(block.area_m2, 4e4) * valley.density(p) * kind);
  }
  for (const Village& village : layout.villages) {
    for (std::size_t k = 0; k < village.hamlets.size(); ++k) {
      country.push_back({village.hamlets[k], 0, village.group});
      country_weights.push_back(
          (village.low ? 1.6 : 1.0) *
          (0.6 + crowd.uniform((1ull << 40) + village.group, static_cast<std::uint32_t>(k))));
    }
  }
  std::int64_t in_country =
      country.empty() ? 0 : std::llround(static_cast<double>(people.count) * people.village_share);
  if (town.empty()) in_country = people.count;
  const std::vector<std::int64_t> urban = share_out(people.count - in_country, town_weights);
  const std::vector<std::int64_t> rural = share_out(in_country, country_weights);
  std::vector<Home> homes;
  for (std::size_t i = 0; i < town.size(); ++i) {
    town[i].persons = urban[i];
    if (urban[i] > 0) homes.push_back(town[i]);
  }
  for (std::size_t i = 0; i < country.size(); ++i) {
    country[i].persons = rural[i];
    if (rural[i] > 0) homes.push_back(country[i]);
  }
  return homes;
}

}  // namespace muster::generate
