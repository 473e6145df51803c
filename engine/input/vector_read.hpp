// SPDX-License-Identifier: MIT
// Vector layers and sheets through OGR, as text tables and plain shapes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/layer.hpp"

namespace muster::input {

/// A layer as read: attributes as CSV text with a header, shapes in the layer's own CRS.
struct VectorLayer {
  std::string csv;
  std::vector<std::optional<Shape>> shape;  // per row; none where a feature has no geometry
  std::string crs;                          // WKT; empty where the file states none
};

/// `name` empty: the first layer. Nothing, with the problem reported, where it cannot be read.
std::optional<VectorLayer> read_vector(const std::string& path, const std::string& name,
                                       Import& import);

/// Every row of a sheet, title rows included, as CSV text.
std::optional<std::string> read_sheet(const std::string& path, const std::string& name,
                                      Import& import);

}  // namespace muster::input
