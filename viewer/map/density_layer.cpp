// SPDX-License-Identifier: MIT
// Density of people.
#include "viewer/map/density_layer.hpp"

#include <SFML/Graphics/Sprite.hpp>
#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace muster::viewer {
namespace {
constexpr double kLeastCellPx = 4;
constexpr double kLeastCellM = 32;  // in smaller cells single households look like crowds
constexpr double kSquareMetresAHectare = 1e4;
}  // namespace

DensityBins::DensityBins(const Camera& camera)
    : cell_m_{std::max(kLeastCellM,
                       std::exp2(std::ceil(std::log2(kLeastCellPx * camera.metres_per_pixel()))))} {
  const Bounds view = camera.view();
  west_ = std::floor(view.min.x / cell_m_) * cell_m_;
  north_ = std::ceil(view.max.y / cell_m_) * cell_m_;
  columns_ = static_cast<std::size_t>(std::ceil((view.max.x - west_) / cell_m_)) + 1;
  rows_ = static_cast<std::size_t>(std::ceil((north_ - view.min.y) / cell_m_)) + 1;
  sum_.assign(columns_ * rows_, 0);
}

void DensityBins::add(Point world, double weight) {
  const double column = std::floor((world.x - west_) / cell_m_);
  const double row = std::floor((north_ - world.y) / cell_m_);
  if (!(column >= 0 && row >= 0 && column < static_cast<double>(columns_) &&
        row < static_cast<double>(rows_)))
    return;
  sum_[static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column)] += weight;
}

double DensityBins::per_hectare(std::size_t row, std::size_t column) const {
  return sum_[row * columns_ + column] / (cell_m_ * cell_m_ / kSquareMetresAHectare);
}

Bounds DensityBins::bounds() const {
  return {{west_, north_ - static_cast<double>(rows_) * cell_m_},
          {west_ + static_cast<double>(columns_) * cell_m_, north_}};
}

void DensityLayer::draw(sf::RenderTarget& target, const Camera& camera, const DensityBins& bins,
                        const Scale& scale) {
  const auto columns = static_cast<unsigned>(bins.columns());
  const auto rows = static_cast<unsigned>(bins.rows());
  pixels_.resize(bins.columns() * bins.rows());
  for (unsigned r = 0; r < rows; ++r)
    for (unsigned c = 0; c < columns; ++c)
      pixels_[std::size_t{r} * columns + c] = scale.colour_of(bins.per_hectare(r, c));
  if (texture_.getSize() != sf::Vector2u{columns, rows} && !texture_.create(columns, rows))
    throw RunError{"the graphics memory has no room for the density of people"};
  texture_.update(reinterpret_cast<const sf::Uint8*>(pixels_.data()));
  sf::Sprite sprite{texture_};
  const Point corner = camera.to_screen({bins.bounds().min.x, bins.bounds().max.y});
  const auto size = static_cast<float>(bins.cell_m() / camera.metres_per_pixel());
  sprite.setPosition(static_cast<float>(corner.x), static_cast<float>(corner.y));
  sprite.setScale(size, size);
  target.draw(sprite);
}

}  // namespace muster::viewer
