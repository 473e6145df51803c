// SPDX-License-Identifier: MIT
// Villages, the roads that lead to them and their lanes.
#include "engine/generate/villages.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

#include "engine/base/elementary.hpp"
#include "engine/base/random.hpp"
#include "engine/generate/ways.hpp"

namespace muster::generate {
namespace {

using world::RoadClass;

constexpr Purpose kPlace{"generate.village"};
constexpr std::uint32_t kAttempts = 2000;
constexpr Purpose kLane{"generate.lane"};

/// Distance along an edge of the place nearest to p.
double nearest_along(const Line& line, Point p) {
  double best = std::numeric_limits<double>::max();
  double at = 0;
  double before = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point ab = line[i + 1] - line[i];
    const double size2 = std::max(1e-9, dot(ab, ab));
    const double t = std::clamp(dot(p - line[i], ab) / size2, 0.0, 1.0);
    const double away = distance(p, line[i] + ab * t);
    if (away < best) {
      best = away;
      at = before + t * std::sqrt(size2);
    }
    before += std::sqrt(size2);
  }
  return at;
}

std::uint32_t join(Network& network, Ways& ways, std::uint32_t e, Point p) {
  const Line line = line_of(network, network.edges[e]);
  const double at = nearest_along(line, p);
  const double all = length(line);
  if (at < 25) return network.edges[e].a;
  if (at > all - 25) return network.edges[e].b;
  const std::uint32_t node = split(network, e, at);
  ways.mark(network, static_cast<std::uint32_t>(network.edges.size() - 1), true);
  return node;
}

/// Builds villages one after another; each finds the roads of those before it.
class Settler {
 public:
  Settler(const Spec& spec, const Valley& valley, const Land& land, Network& network)
      : spec_{spec}, valley_{valley}, land_{land}, network_{network}, ways_{land, network} {}

  std::vector<Village> settle() {
    std::vector<Village> villages;
    for (int k = 0; k < spec_.district.village_groups; ++k) {
      Village village;
      village.group = static_cast<std::uint32_t>(villages.size() + 1);
      village.low = k < spec_.district.low_village_groups;
      const auto entity = static_cast<std::uint64_t>(k);
      if (!find_place(villages, entity, village)) continue;
      if (build(entity, village)) villages.push_back(std::move(village));
    }
    return villages;
  }

 private:
  bool find_place(const std::vector<Village>& others, std::uint64_t entity, Village& village) const;
  bool fits(const Village& village, int gap) const;
  bool build(std::uint64_t entity, Village& village);
  Line lane(Point start, double angle, double reach_m, std::uint64_t id) const;

  const Spec& spec_;
  const Valley& valley_;
  const Land& land_;
  Network& network_;
  Ways ways_;
};

/// `gap`: cells between a low village and the next street.
bool Settler::fits(const Village& village, int gap) const {
  const Point p = village.middle;
  const double above_bank = land_.at(land_.above_bank, p);
  const float hill = land_.at(land_.hill, p);
  if (land_.at(land_.creek_m, p) < 60 || !ways_.open(ways_.cell_of(p))) return false;
  // Hill villages keep away from town; low ones only need a gap between streets.
  if (!village.low) return hill > 0.9F && !ways_.road_within(p, 5);
  return hill < 0.1F && above_bank > 1.5 &&
         above_bank < spec_.district.flood.crest_above_bank_m - 0.5 && !ways_.road_within(p, gap);
}

bool Settler::find_place(const std::vector<Village>& others, std::uint64_t entity,
                         Village& village) const {
  const DistrictSpec& d = spec_.district;
  const Stream place{spec_.seed, kPlace};
  const double apart = std::min(400.0, 0.35 * std::sqrt(d.width_m * d.height_m / d.village_groups));
  for (std::uint32_t attempt = 0; attempt < kAttempts; ++attempt) {
    const double x = d.width_m * (0.04 + 0.92 * place.uniform(entity, 2 * attempt));
    const double v = place.uniform(entity, 2 * attempt + 1);
    if (village.low) {
      const int side = valley_.is_lake() || v < 0.5 ? 1 : -1;
      village.middle = {x, valley_.bank_y(x, side) + side * (60 + 700 * std::fabs(2 * v - 1))};
    } else {
      village.middle = {x, d.height_m * (0.04 + 0.92 * v)};
    }
    if (fits(village, attempt < kAttempts / 2 ? 1 : 0) &&
        std::none_of(others.begin(), others.end(), [&](const Village& other) {
          return distance(other.middle, village.middle) < apart;
        })) {
      return true;
    }
  }
  return false;
}

/// Step by step along the contour, until the ground gets wet or built upon.
Line Settler::lane(Point start, double angle, double reach_m, std::uint64_t id) const {
  constexpr double kPace = 20;
  constexpr double kTurns[] = {0, 0.35, -0.35};
  constexpr double kSector = 0.8;  // lanes of one village do not meet
  const Stream draw{spec_.seed, kLane};
  Line line{start};
  double heading = angle;
  for (std::uint32_t step = 0; step * kPace < reach_m; ++step) {
    Point best{};
    double least = 1e9;
    double taken = heading;
    for (std::uint32_t k = 0; k < 3; ++k) {
      const double turned = heading + kTurns[k];
      if (std::fabs(turned - angle) > kSector) continue;
      const Point q = line.back() + Point{elementary::cos(turned), elementary::sin(turned)} * kPace;
      const double climb = std::fabs(height(land_.ground, q) - height(land_.ground, line.back()));
      const double cost = climb + 1.2 * draw.uniform(id, 4 + 4 * step + k);
      if (cost >= least) continue;
      least = cost;
      best = q;
      taken = turned;
    }
    if (std::min(best.x, best.y) < 20 || best.x > valley_.width_m() - 20 ||
        best.y > valley_.height_m() - 20)
      break;
    const std::uint32_t cell = ways_.cell_of(best);
    if (!ways_.open(cell) || land_.at(land_.creek_m, best) < 30) break;
    if (step > 1 && ways_.road(cell) != Ways::kNone) break;
    heading = taken;
    line.push_back(best);
  }
  return line;
}

bool Settler::build(std::uint64_t entity, Village& village) {
  const std::vector<std::uint32_t> way = ways_.way_to_road(village.middle);
  if (way.size() < 2) return false;
  const std::uint32_t hub = network_.add_node(village.middle);
  Line line{village.middle};
  for (std::size_t i = 1; i + 1 < way.size(); ++i) line.push_back(ways_.centre(way[i]));
  const std::uint32_t end = join(network_, ways_, ways_.road(way.back()), line.back());
  line.push_back(network_.nodes[end]);
  line = simplify(round_corners(round_corners(simplify(line, 12))), 1.5);
  const auto add = [&](std::uint32_t to, RoadClass road_class, const Line& shape) {
    Edge edge;
    edge.a = hub;
    edge.b = to;
    edge.road_class = road_class;
    set_line(edge, shape);
    network_.edges.push_back(std::move(edge));
    return static_cast<std::uint32_t>(network_.edges.size() - 1);
  };
  ways_.mark(network_, add(end, RoadClass::Unclassified, line));

  // Lanes spread from the middle, away from the road that leads there.
  const Stream draw{spec_.seed, kLane};
  const double road = elementary::atan2(line[1].y - line[0].y, line[1].x - line[0].x);
  const int lanes = village.low ? 2 : 4;
  std::vector<std::uint32_t> made;
  village.hamlets.push_back(village.middle);
  for (int i = 0; i < lanes; ++i) {
    const std::uint64_t id = entity * 8 + static_cast<std::uint64_t>(i);
    const double angle =
        road + 2 * std::numbers::pi * (i + 1) / (lanes + 1) + 0.5 * (draw.uniform(id, 0) - 0.5);
    const double reach = village.low ? 60 : 110 + 150 * draw.uniform(id, 1);
    const Line bends = lane(village.middle, angle, reach, id);
    if (bends.size() < 3) continue;
    made.push_back(add(network_.add_node(bends.back()), RoadClass::Service, simplify(bends, 1.5)));
    village.hamlets.push_back(bends.back());
  }
  for (const std::uint32_t edge : made) ways_.mark(network_, edge);
  return true;
}

}  // namespace

std::vector<Village> build_villages(const Spec& spec, const Valley& valley, const Land& land,
                                    Network& network) {
  return Settler{spec, valley, land, network}.settle();
}

}  // namespace muster::generate
