// SPDX-License-Identifier: MIT
// Coordinate systems by PROJ, through OGR.
#include "engine/input/crs.hpp"

#include <ogr_spatialref.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string_view>
#include <utility>

#include "engine/base/elementary.hpp"
#include "engine/input/gdal_quiet.hpp"

namespace muster::input {
namespace {

constexpr double kGrain = 1024;  // a power of two, so that rounding is exact

enum class Shift { None, Gcj02, Bd09 };

Shift shift_of(std::string_view crs) {
  if (crs == "GCJ-02") return Shift::Gcj02;
  if (crs == "BD-09") return Shift::Bd09;
  return Shift::None;
}

/// False where OGR does not know the text.
bool import(const std::string& crs, OGRSpatialReference& into) {
  const GdalQuiet quiet;
  into.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const std::string text = shift_of(crs) == Shift::None ? crs : "EPSG:4326";
  return !text.empty() && into.SetFromUserInput(text.c_str()) == OGRERR_NONE;
}

}  // namespace

CrsFacts describe_crs(const std::string& crs) {
  CrsFacts facts;
  OGRSpatialReference system;
  if (!import(crs, system)) return facts;
  facts.known = true;
  facts.geographic = system.IsGeographic();
  facts.projected = system.IsProjected();
  facts.northing_first = system.EPSGTreatsAsNorthingEasting() || system.EPSGTreatsAsLatLong();
  if (facts.projected) facts.metres = system.GetLinearUnits();
  if (const char* name = system.GetName()) facts.name = name;
  return facts;
}

bool same_crs(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (shift_of(a) != shift_of(b)) return false;
  OGRSpatialReference first, second;
  return import(a, first) && import(b, second) && first.IsSame(&second);
}

struct Projector::Impl {
  std::unique_ptr<OGRCoordinateTransformation> transform;  // none: the systems are the same
  Shift shift = Shift::None;
};

Projector::Projector(const std::string& from, const std::string& to, const std::string& where,
                     Diagnostics& diagnostics)
    : impl_{std::make_unique<Impl>()} {
  OGRSpatialReference source, target;
  good_ = true;
  if (from.empty() && to.empty()) return;  // local metres on both sides
  for (const auto& [text, system] : {std::pair(&from, &source), std::pair(&to, &target)}) {
    if (import(*text, *system)) continue;
    good_ = false;
    if (text->empty()) {
      diagnostics.error(where, text == &to ? "needs the case's plane, but world.crs is not stated"
                                           : "its coordinate system is not stated");
    } else {
      diagnostics.error(where, "the coordinate system '" + *text + "' is not known",
                        "give an EPSG code such as EPSG:4547, or GCJ-02 or BD-09");
    }
  }
  if (!good_) return;
  impl_->shift = shift_of(from);
  if (impl_->shift == Shift::None && source.IsSame(&target)) return;
  const GdalQuiet quiet;
  impl_->transform.reset(OGRCreateCoordinateTransformation(&source, &target));
  if (!impl_->transform) {
    good_ = false;
    diagnostics.error(where,
                      "no way is known from the coordinate system '" + from + "' to '" + to + "'");
  }
}

Projector::~Projector() = default;
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;

bool Projector::identity() const {
  return impl_->shift == Shift::None && !impl_->transform;
}

std::size_t Projector::forward_exact(std::span<double> x, std::span<double> y) const {
  MUSTER_VERIFY(good_ && x.size() == y.size());
  for (std::size_t i = 0; impl_->shift != Shift::None && i < x.size(); ++i) {
    LonLat p{x[i], y[i]};
    if (impl_->shift == Shift::Bd09) p = gcj02_from_bd09(p);
    p = wgs84_from_gcj02(p);
    x[i] = p.lon;
    y[i] = p.lat;
  }
  if (!impl_->transform) return 0;
  const GdalQuiet quiet;
  std::size_t failed = 0;
  constexpr std::size_t kBlock = 1 << 20;
  std::vector<int> good;
  for (std::size_t begin = 0; begin < x.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, x.size() - begin);
    good.assign(count, 0);
    impl_->transform->Transform(count, x.data() + begin, y.data() + begin, nullptr, good.data());
    for (std::size_t i = begin; i < begin + count; ++i) {
      if (good[i - begin] && std::isfinite(x[i]) && std::isfinite(y[i])) continue;
      x[i] = y[i] = std::numeric_limits<double>::quiet_NaN();
      ++failed;
    }
  }
  return failed;
}

std::size_t Projector::forward(std::span<double> x, std::span<double> y) const {
  const std::size_t failed = forward_exact(x, y);
  if (identity()) return failed;
  for (double& value : x) value = std::nearbyint(value * kGrain) / kGrain;
  for (double& value : y) value = std::nearbyint(value * kGrain) / kGrain;
  return failed;
}

double length_scale(const std::string& crs, double x, double y) {
  Diagnostics ignored;
  const Projector to_degrees(crs, "EPSG:4326", crs, ignored);
  if (!to_degrees.good() || to_degrees.identity()) return 0;
  // 1 km east and 1 km north, measured on the WGS 84 ellipsoid by its radii of curvature there
  double px[3] = {x, x + 1000, x}, py[3] = {y, y, y + 1000};
  if (to_degrees.forward_exact(px, py) != 0) return 0;
  constexpr double kRadians = std::numbers::pi / 180;
  constexpr double kMajor = 6378137.0, kEccentricitySquared = 0.00669437999014;
  const double sine = elementary::sin(py[0] * kRadians);
  const double magic = 1 - kEccentricitySquared * sine * sine;
  const double across = kMajor / std::sqrt(magic) * elementary::cos(py[0] * kRadians) * kRadians;
  const double along = kMajor * (1 - kEccentricitySquared) / (magic * std::sqrt(magic)) * kRadians;
  const auto east = [&](int k) { return (px[k] - px[0]) * across; };
  const auto north = [&](int k) { return (py[k] - py[0]) * along; };
  // a system of another side of the Earth may keep lengths and turn the map upside down
  if (!(east(1) > std::fabs(north(1)) && north(2) > std::fabs(east(2)))) return 0;
  const double ground = 0.5 * (std::sqrt(east(1) * east(1) + north(1) * north(1)) +
                               std::sqrt(east(2) * east(2) + north(2) * north(2)));
  return 1000 / ground;
}

}  // namespace muster::input
