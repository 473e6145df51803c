// SPDX-License-Identifier: MIT
// Lines as triangles.
#include "viewer/map/mesh.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace muster::viewer {
namespace {

double area(const Mesh& mesh) {
  double sum = 0;
  const auto v = mesh.vertices();
  for (std::size_t i = 0; i + 2 < v.size(); i += 3) {
    const auto a = v[i].position, b = v[i + 1].position, c = v[i + 2].position;
    sum += std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
  }
  return sum;
}

TEST(MitreNormals, KeepBothEdgesParallelAtARightAngle) {
  const std::array<Point, 3> line{{{0, 0}, {10, 0}, {10, 10}}};
  const auto normals = mitre_normals(line);
  EXPECT_EQ(normals[0], (Point{0, 1}));
  EXPECT_NEAR(normals[1].x, -1, 1e-12);
  EXPECT_NEAR(normals[1].y, 1, 1e-12);
  EXPECT_EQ(normals[2], (Point{-1, 0}));
}

TEST(MitreNormals, StayFiniteWhereALineTurnsBackOrStandsStill) {
  const std::array<Point, 5> line{{{0, 0}, {0, 0}, {10, 0}, {0, 0}, {0, 0}}};
  for (const Point n : mitre_normals(line)) {
    EXPECT_TRUE(std::isfinite(n.x) && std::isfinite(n.y));
    EXPECT_LE(std::hypot(n.x, n.y), 2.000001);
    EXPECT_GT(std::hypot(n.x, n.y), 0.5);
  }
  const std::array<Point, 1> one{{{3, 3}}};
  EXPECT_EQ(mitre_normals(one).size(), 1u);
}

TEST(Mesh, LinesHaveTheirArea) {
  Mesh mesh;
  mesh.line({0, 0}, {30, 40}, 4, kInk);
  EXPECT_NEAR(area(mesh), 200, 1e-3);
  Mesh bent;
  bent.polyline(std::array<Point, 3>{{{0, 0}, {10, 0}, {10, 10}}}, 2, kInk);
  EXPECT_NEAR(area(bent), 40, 1e-4);  // a mitred corner of a right angle gives what it takes
}

TEST(Mesh, ShapesHaveTheirArea) {
  Mesh disc;
  disc.disc({5, 5}, 10, kInk, 64);
  EXPECT_NEAR(area(disc), 3.14159 * 100, 1);
  Mesh rectangle;
  rectangle.rectangle({1, 2}, {4, 6}, kInk);
  EXPECT_NEAR(area(rectangle), 12, 1e-5);
}

}  // namespace
}  // namespace muster::viewer
