// SPDX-License-Identifier: MIT
// Sites and zones.
#include "viewer/map/site_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace muster::viewer {
namespace {

constexpr Colour kWhite{255, 255, 255};
constexpr Colour kServiceBlue{38, 70, 130};
constexpr Colour kGrey{110, 114, 122};

void draw_shelter(Mesh& mesh, Point at, double r, double fill, SiteUse use) {
  // A house: walls from -0.75 r to 0.75 r, roof above.
  const double left = at.x - 0.75 * r, right = at.x + 0.75 * r, eaves = at.y - 0.1 * r,
               floor = at.y + 0.9 * r, ridge = at.y - r;
  const std::array<Point, 5> house{
      {{at.x, ridge}, {right, eaves}, {right, floor}, {left, floor}, {left, eaves}}};
  std::array<Point, 5> halo = house;
  for (Point& p : halo) p = {at.x + (p.x - at.x) * 1.35, at.y + (p.y - at.y) * 1.35};
  mesh.polygon(halo, kWhite);
  const bool closed = use == SiteUse::Closed;
  const Colour ink = closed ? kGrey : kShelter;
  mesh.polygon(house, closed ? Colour{224, 224, 226} : kShelterEmpty);
  // The fill rises in the walls, then into the roof.
  const double level = floor - std::clamp(fill, 0.0, 1.0) * (floor - ridge);
  if (fill > 0 && !closed) {
    mesh.rectangle({left, std::max(level, eaves)}, {right, floor}, ink);
    if (level < eaves) {
      const double half = 0.75 * r * (level - ridge) / (eaves - ridge);
      mesh.quad({left, eaves}, {right, eaves}, {at.x + half, level}, {at.x - half, level}, ink);
    }
  }
  mesh.outline(house, std::max(1.0, 0.16 * r), ink);
  if (use == SiteUse::Full)  // a bar across the door, as on a sign of no entry
    mesh.rectangle({at.x - 0.5 * r, at.y + 0.18 * r}, {at.x + 0.5 * r, at.y + 0.52 * r}, kWhite);
  if (closed) {
    mesh.cross(at, 0.85 * r, 0.55 * r, kWhite);
    mesh.cross(at, 0.85 * r, 0.28 * r, kClosed);
  }
}

void draw_badge(Mesh& mesh, Point at, double r, Colour colour) {
  mesh.rectangle({at.x - 0.95 * r, at.y - 0.95 * r}, {at.x + 0.95 * r, at.y + 0.95 * r}, kWhite);
  mesh.rectangle({at.x - 0.8 * r, at.y - 0.8 * r}, {at.x + 0.8 * r, at.y + 0.8 * r}, colour);
}

void draw_exit(Mesh& mesh, Point at, double r) {
  mesh.disc(at, 1.1 * r, kWhite);
  mesh.disc(at, 0.92 * r, {40, 44, 52});
  mesh.rectangle({at.x - 0.55 * r, at.y - 0.14 * r}, {at.x + 0.1 * r, at.y + 0.14 * r}, kWhite);
  mesh.triangle({at.x + 0.05 * r, at.y - 0.45 * r}, {at.x + 0.6 * r, at.y},
                {at.x + 0.05 * r, at.y + 0.45 * r}, kWhite);
}

}  // namespace

void draw_site_symbol(Mesh& mesh, std::string_view kind, Point at, double r, double fill,
                      SiteUse use) {
  if (kind == "shelter") return draw_shelter(mesh, at, r, fill, use);
  if (kind == "exit") return draw_exit(mesh, at, r);
  const double s = 0.8 * r;
  const Colour colour = use == SiteUse::Open ? kServiceBlue : kGrey;
  if (kind == "hospital") {
    draw_badge(mesh, at, s, colour);
    mesh.rectangle({at.x - 0.55 * s, at.y - 0.17 * s}, {at.x + 0.55 * s, at.y + 0.17 * s}, kWhite);
    mesh.rectangle({at.x - 0.17 * s, at.y - 0.55 * s}, {at.x + 0.17 * s, at.y + 0.55 * s}, kWhite);
  } else if (kind == "school") {
    mesh.quad({at.x, at.y - s}, {at.x + s, at.y}, {at.x, at.y + s}, {at.x - s, at.y}, kWhite);
    mesh.quad({at.x, at.y - 0.75 * s}, {at.x + 0.75 * s, at.y}, {at.x, at.y + 0.75 * s},
              {at.x - 0.75 * s, at.y}, colour);
  } else if (kind == "fire_station" || kind == "command_post") {
    draw_badge(mesh, at, s, colour);
    if (kind == "fire_station") {
      mesh.triangle({at.x, at.y - 0.5 * s}, {at.x + 0.5 * s, at.y + 0.45 * s},
                    {at.x - 0.5 * s, at.y + 0.45 * s}, kWhite);
    } else {
      mesh.rectangle({at.x - 0.4 * s, at.y - 0.55 * s}, {at.x - 0.25 * s, at.y + 0.55 * s}, kWhite);
      mesh.triangle({at.x - 0.25 * s, at.y - 0.55 * s}, {at.x + 0.5 * s, at.y - 0.2 * s},
                    {at.x - 0.25 * s, at.y + 0.15 * s}, kWhite);
    }
  } else if (kind == "police") {
    draw_badge(mesh, at, s, colour);
    mesh.disc(at, 0.4 * s, kWhite);
  } else if (kind == "depot") {
    draw_badge(mesh, at, s, colour);
    mesh.rectangle({at.x - 0.45 * s, at.y - 0.05 * s}, {at.x + 0.45 * s, at.y + 0.45 * s}, kWhite);
    mesh.rectangle({at.x - 0.3 * s, at.y - 0.45 * s}, {at.x + 0.3 * s, at.y - 0.15 * s}, kWhite);
  } else if (kind == "cistern" || kind == "monitor") {
    mesh.disc(at, 0.9 * s, kWhite);
    mesh.ring(at, 0.65 * s, 0.25 * s, colour);
    if (kind == "monitor") mesh.disc(at, 0.28 * s, colour);
  } else if (kind == "gate") {
    mesh.rectangle({at.x - 0.9 * s, at.y - 0.55 * s}, {at.x + 0.9 * s, at.y + 0.55 * s}, kWhite);
    mesh.rectangle({at.x - 0.7 * s, at.y - 0.4 * s}, {at.x - 0.4 * s, at.y + 0.4 * s}, colour);
    mesh.rectangle({at.x + 0.4 * s, at.y - 0.4 * s}, {at.x + 0.7 * s, at.y + 0.4 * s}, colour);
    mesh.rectangle({at.x - 0.4 * s, at.y - 0.12 * s}, {at.x + 0.4 * s, at.y + 0.12 * s}, colour);
  } else {
    mesh.disc(at, 0.7 * s, kWhite);
    mesh.disc(at, 0.5 * s, colour);
  }
}

double site_radius_px(const Site& site, const Camera& camera, double scale) {
  // Shelters by their places; all of them larger in near views.
  const double near = std::clamp(0.5 * std::log2(16 / camera.metres_per_pixel()), 0.0, 1.5);
  double base = 7;
  if (site.kind == "shelter")
    base = std::clamp(3.2 + 1.4 * std::log10(1 + site.capacity), 5.0, 9.0);
  return (base + 2 * near) * scale;
}

void draw_sites(sf::RenderTarget& target, const Run& run, const Camera& camera,
                const Moment& moment, double scale) {
  std::vector<std::uint32_t> order(run.sites.size());
  std::iota(order.begin(), order.end(), 0u);
  // Northern ones first, so that symbols overlap like houses on a slope; exits and shelters on top.
  const auto rank = [&](std::uint32_t i) {
    const Site& site = run.sites[i];
    const int top = site.kind == "shelter" ? 1 : site.kind == "exit" ? 2 : 0;
    return std::tuple{top, site.capacity, -site.y, i};
  };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  Mesh mesh;
  for (const std::uint32_t i : order) {
    const Site& site = run.sites[i];
    const Point at = camera.to_screen({site.x, site.y});
    if (at.x < -20 || at.y < -20 || at.x > camera.width_px() + 20 || at.y > camera.height_px() + 20)
      continue;
    const SiteState state = moment.site(i);
    const double fill = site.capacity > 0 ? state.occupied / site.capacity : 0;
    draw_site_symbol(mesh, site.kind, at, site_radius_px(site, camera, scale), fill, state.use);
  }
  mesh.draw(target);
}

void draw_zones(sf::RenderTarget& target, const Run& run, const Camera& camera, double scale) {
  constexpr Colour kZone{70, 60, 100, 210};
  const double dash = 9 * scale, gap = 5 * scale;
  Mesh mesh;
  for (const Zone& zone : run.zones) {
    for (const std::vector<Point>& ring : zone.rings) {
      double phase = 0;  // along the ring, so that dashes go round corners
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = camera.to_screen(ring[i]);
        const Point b = camera.to_screen(ring[(i + 1) % ring.size()]);
        const double dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
        if (!(length > 0)) continue;
        // Off screen there is nothing to dash.
        Bounds box, screen{{-50, -50}, {camera.width_px() + 50, camera.height_px() + 50}};
        box.include(a);
        box.include(b);
        if (!box.overlaps(screen) || length > 1e5) continue;
        for (double at = -phase; at < length; at += dash + gap) {
          const double from = std::max(0.0, at), to = std::min(length, at + dash);
          if (to > from)
            mesh.line({a.x + dx * from / length, a.y + dy * from / length},
                      {a.x + dx * to / length, a.y + dy * to / length}, 1.6 * scale, kZone);
        }
        phase = std::fmod(phase + length, dash + gap);
      }
    }
  }
  mesh.draw(target);
}

}  // namespace muster::viewer
