// SPDX-License-Identifier: MIT
// The roads.
#include "viewer/map/road_layer.hpp"

#include <SFML/Graphics/Sprite.hpp>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <tuple>

#include "engine/base/error.hpp"
#include "viewer/map/mesh.hpp"

namespace muster::viewer {
namespace {

constexpr std::size_t kTiles = 24;  // a side
constexpr int kJointCorners = 10;

constexpr const char* kVertexShader = R"(#version 110
uniform float half_width;
void main() {
  vec2 place = gl_Vertex.xy + gl_MultiTexCoord0.xy * half_width;
  gl_Position = gl_ModelViewProjectionMatrix * vec4(place, 0.0, 1.0);
})";
constexpr const char* kFragmentShader = R"(#version 110
uniform vec4 colour;
void main() { gl_FragColor = colour; })";

std::unique_ptr<sf::VertexBuffer> upload(const std::vector<sf::Vertex>& vertices) {
  if (vertices.empty()) return nullptr;
  auto buffer = std::make_unique<sf::VertexBuffer>(sf::Triangles, sf::VertexBuffer::Static);
  if (!buffer->create(vertices.size()) || !buffer->update(vertices.data()))
    throw RunError{"the graphics memory has no room for the roads"};
  return buffer;
}

sf::Vertex vertex(Point place, Point normal) {
  return {{static_cast<float>(place.x), static_cast<float>(place.y)},
          {static_cast<float>(normal.x), static_cast<float>(normal.y)}};
}

}  // namespace

std::vector<std::uint32_t> one_link_a_road(const Roads& roads) {
  // Both directions run between the same nodes over the same length and the same middle point.
  std::set<std::tuple<std::uint32_t, std::uint32_t, long long, double>> seen;
  std::vector<std::uint32_t> links;
  for (std::uint32_t l = 0; l < roads.size(); ++l) {
    const auto [low, high] = std::minmax(roads.from[l], roads.to[l]);
    const std::uint32_t first = roads.shape_first[l], last = first + roads.shape_count[l] - 1;
    double sum = 0;
    if (roads.from[l] <= roads.to[l])
      for (std::uint32_t s = first; s <= last; ++s) sum += roads.x[s] - roads.y[s];
    else
      for (std::uint32_t s = last + 1; s-- > first;) sum += roads.x[s] - roads.y[s];
    if (seen.insert({low, high, std::llround(10.0 * roads.length_m[l]), sum}).second)
      links.push_back(l);
  }
  return links;
}

RoadLayer::RoadLayer(const Run& run)
    : run_{run},
      origin_{(run.bounds.min.x + run.bounds.max.x) / 2, (run.bounds.min.y + run.bounds.max.y) / 2},
      tile_visible_(kTiles * kTiles, true) {
  if (!sf::Shader::isAvailable() || !sf::VertexBuffer::isAvailable() ||
      !shader_.loadFromMemory(kVertexShader, kFragmentShader))
    throw RunError{"the display draws less than OpenGL 2.0"};
  std::vector<std::vector<std::uint32_t>> links(std::size(kRoadStyles));
  for (const std::uint32_t l : one_link_a_road(run.roads)) {
    const std::uint8_t code = run.roads.road_class[l];
    links[road_style_of(code < run.roads.class_names.size() ? run.roads.class_names[code] : "")]
        .push_back(l);
  }
  for (std::size_t style = 0; style < links.size(); ++style) {
    if (links[style].empty()) continue;
    classes_.emplace_back();
    classes_.back().style = style;
    build(classes_.back(), links[style]);
  }
}

std::size_t RoadLayer::tile_of(Point p) const {
  const auto part = [](double value, double low, double extent) {
    const double share = extent > 0 ? (value - low) / extent : 0;
    return static_cast<std::size_t>(std::clamp(share * kTiles, 0.0, kTiles - 1.0));
  };
  return part(p.y, run_.bounds.min.y, run_.bounds.height()) * kTiles +
         part(p.x, run_.bounds.min.x, run_.bounds.width());
}

void RoadLayer::build(Class& into, const std::vector<std::uint32_t>& links) {
  const Roads& roads = run_.roads;
  // Pieces by tile, then in the order of links.
  std::vector<std::vector<sf::Vertex>> lines(kTiles * kTiles), joints(kTiles * kTiles);
  std::set<std::uint32_t> joined;
  std::vector<Point> points;
  for (const std::uint32_t l : links) {
    points.clear();
    for (std::uint32_t k = 0; k < roads.shape_count[l]; ++k)
      points.push_back({roads.x[roads.shape_first[l] + k] - origin_.x,
                        roads.y[roads.shape_first[l] + k] - origin_.y});
    const auto normals = mitre_normals(points);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const Point a = points[i], b = points[i + 1], n = normals[i], m = normals[i + 1];
      const Point n_{-n.x, -n.y}, m_{-m.x, -m.y};
      reach_m_ = std::max(reach_m_, std::max(std::abs(b.x - a.x), std::abs(b.y - a.y)) / 2);
      auto& tile = lines[tile_of({(a.x + b.x) / 2 + origin_.x, (a.y + b.y) / 2 + origin_.y})];
      for (const sf::Vertex& v :
           {vertex(a, n), vertex(b, m), vertex(b, m_), vertex(a, n), vertex(b, m_), vertex(a, n_)})
        tile.push_back(v);
    }
    for (const bool at_start : {true, false}) {
      if (!joined.insert(at_start ? roads.from[l] : roads.to[l]).second) continue;
      const Point place = at_start ? points.front() : points.back();
      auto& tile = joints[tile_of({place.x + origin_.x, place.y + origin_.y})];
      for (int c = 0; c < kJointCorners; ++c) {
        const auto corner = [&](int i) {
          const double angle = 2 * std::numbers::pi * i / kJointCorners;
          return vertex(place, {std::cos(angle), std::sin(angle)});
        };
        for (const sf::Vertex& v : {vertex(place, {0, 0}), corner(c), corner(c + 1)})
          tile.push_back(v);
      }
    }
  }
  const auto join = [](const std::vector<std::vector<sf::Vertex>>& tiles,
                       std::vector<std::uint32_t>& first) {
    std::vector<sf::Vertex> all;
    for (const auto& tile : tiles) {
      first.push_back(static_cast<std::uint32_t>(all.size()));
      all.insert(all.end(), tile.begin(), tile.end());
    }
    first.push_back(static_cast<std::uint32_t>(all.size()));
    return upload(all);
  };
  into.lines = join(lines, into.line_first);
  into.joints = join(joints, into.joint_first);
}

void RoadLayer::draw_tiles(const sf::VertexBuffer& buffer, const std::vector<std::uint32_t>& first,
                           const sf::RenderStates& states) {
  for (std::size_t tile = 0; tile < tile_visible_.size();) {
    if (!tile_visible_[tile]) {
      ++tile;
      continue;
    }
    std::size_t past = tile + 1;
    while (past < tile_visible_.size() && tile_visible_[past]) ++past;
    if (first[past] > first[tile])
      cache_.draw(buffer, first[tile], first[past] - first[tile], states);
    tile = past;
  }
}

void RoadLayer::draw_class(const Class& roads_of_class, double width_px, Colour colour) {
  shader_.setUniform("half_width", static_cast<float>(width_px / 2 * metres_per_pixel_));
  shader_.setUniform("colour", sf::Glsl::Vec4{to_sf(colour)});
  sf::RenderStates states;
  states.transform = to_pixels_;
  states.shader = &shader_;
  draw_tiles(*roads_of_class.lines, roads_of_class.line_first, states);
  if (width_px > 2.5) draw_tiles(*roads_of_class.joints, roads_of_class.joint_first, states);
}

void RoadLayer::redraw(const Camera& camera) {
  const auto width = static_cast<unsigned>(camera.width_px());
  const auto height = static_cast<unsigned>(camera.height_px());
  if (cache_.getSize() != sf::Vector2u{width, height}) {
    sf::ContextSettings settings;
    settings.antialiasingLevel = std::min(4u, sf::RenderTexture::getMaximumAntialiasingLevel());
    if (!cache_.create(width, height, settings))
      throw RunError{"the display cannot draw a picture of " + std::to_string(width) + " x " +
                     std::to_string(height)};
  }
  metres_per_pixel_ = camera.metres_per_pixel();
  const auto scale = static_cast<float>(1 / metres_per_pixel_);
  const Point zero = camera.to_screen(origin_);
  to_pixels_ = sf::Transform{
      scale, 0, static_cast<float>(zero.x), 0, -scale, static_cast<float>(zero.y), 0, 0, 1};
  const double reach_m = reach_m_ + 20 * metres_per_pixel_;
  Bounds view = camera.view();
  view.min = {view.min.x - reach_m, view.min.y - reach_m};
  view.max = {view.max.x + reach_m, view.max.y + reach_m};
  const double w = run_.bounds.width() / kTiles, h = run_.bounds.height() / kTiles;
  for (std::size_t r = 0; r < kTiles; ++r) {
    for (std::size_t c = 0; c < kTiles; ++c) {
      const Point corner{run_.bounds.min.x + static_cast<double>(c) * w,
                         run_.bounds.min.y + static_cast<double>(r) * h};
      tile_visible_[r * kTiles + c] = view.overlaps({corner, {corner.x + w, corner.y + h}});
    }
  }
  cache_.clear(sf::Color::Transparent);
  const auto each = [&](auto&& visit) {
    for (const Class& one : classes_) {
      const RoadStyle& style = kRoadStyles[one.style];
      if (metres_per_pixel_ <= style.hidden_above)
        visit(one, style, road_width_px(style, metres_per_pixel_));
    }
  };
  each([&](const Class& one, const RoadStyle& style, double px) {
    if (px < kCasedFromPx)
      draw_class(one, px, style.thin);
    else
      draw_class(one, px + 1.2, style.casing);
  });
  each([&](const Class& one, const RoadStyle&, double px) {
    if (px >= kCasedFromPx) draw_class(one, px - 1.2, {255, 255, 255});
  });
  cache_.display();
  drawn_ = camera;
}

void RoadLayer::draw(sf::RenderTarget& target, const Camera& camera) {
  if (classes_.empty()) return;
  if (!drawn_ || !(*drawn_ == camera)) redraw(camera);
  // The cache holds colours already multiplied by their opacity.
  const sf::BlendMode premultiplied{sf::BlendMode::One, sf::BlendMode::OneMinusSrcAlpha};
  target.draw(sf::Sprite{cache_.getTexture()}, premultiplied);
}

}  // namespace muster::viewer
