// SPDX-License-Identifier: MIT
// From the cells of source rasters to those of the case's grid.
#include "engine/input/raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/input/crs.hpp"

namespace muster::input {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kLattice = 16;      // cells between positions that PROJ computes
constexpr double kGrain = 65536;  // of a source cell
constexpr int kMostSamples = 16;  // along each side of a cell

/// Fractional source columns and rows for the grid's cell centres, exact at every 16th cell and
/// bilinear between: over 16 cells of 30 m a projection bends by less than 1e-4 of a cell.
class Positions {
 public:
  Positions(const SourceRaster& source, const world::Grid& grid, const std::string& crs,
            Import& import)
      : across_{(grid.cols + kLattice - 1) / kLattice + 1},
        down_{(grid.rows + kLattice - 1) / kLattice + 1} {
    for (int j = 0; j < down_; ++j) {
      for (int i = 0; i < across_; ++i) {
        col_.push_back(grid.x_of(i * kLattice));
        row_.push_back(grid.y_of(j * kLattice));
      }
    }
    const Projector projector(crs, source.crs, source.path, import.diagnostics);
    good_ = projector.good();
    if (!good_) return;
    projector.forward_exact(col_, row_);
    for (std::size_t k = 0; k < col_.size(); ++k) {
      col_[k] = (col_[k] - source.x0) / source.dx;
      row_[k] = (row_[k] - source.y0) / source.dy;
      if (projector.identity()) continue;
      col_[k] = std::nearbyint(col_[k] * kGrain) / kGrain;
      row_[k] = std::nearbyint(row_[k] * kGrain) / kGrain;
    }
  }

  bool good() const { return good_; }

  /// At fractional grid indices: (row, col) = (0, 0) is the centre of the first cell.
  void at(double row, double col, double& source_row, double& source_col) const {
    const int i = std::clamp(static_cast<int>(col) / kLattice, 0, across_ - 2);
    const int j = std::clamp(static_cast<int>(row) / kLattice, 0, down_ - 2);
    const double u = col / kLattice - i, v = row / kLattice - j;
    const auto k = static_cast<std::size_t>(j) * static_cast<std::size_t>(across_) +
                   static_cast<std::size_t>(i);
    const auto next = k + static_cast<std::size_t>(across_);
    const auto blend = [&](const std::vector<double>& p) {
      return (1 - v) * ((1 - u) * p[k] + u * p[k + 1]) + v * ((1 - u) * p[next] + u * p[next + 1]);
    };
    source_row = blend(row_);
    source_col = blend(col_);
  }

 private:
  int across_, down_;
  std::vector<double> col_, row_;
  bool good_ = false;
};

/// Bilinear between cell centres. `cover` tells voids from points outside.
double sample(const SourceRaster& source, double row, double col, Cover& cover) {
  cover = Cover::None;
  if (!(row >= 0 && row <= source.height && col >= 0 && col <= source.width)) return kNaN;
  const auto split = [](double at, int first, int count, int& low, int& high) {
    double centre = at - 0.5 - first;
    const double nearest = std::nearbyint(centre);
    if (std::fabs(centre - nearest) < 1e-6) centre = nearest;  // aligned cells are copied
    centre = std::clamp(centre, 0.0, count - 1.0);
    low = static_cast<int>(centre);
    high = std::min(low + 1, count - 1);
    return centre - low;
  };
  if (source.rows == 0) return kNaN;
  int r0 = 0, r1 = 0, c0 = 0, c1 = 0;
  const double v = split(row, source.first_row, source.rows, r0, r1);
  const double u = split(col, source.first_col, source.cols, c0, c1);
  const auto value = [&](int r, int c) {
    return source.value[static_cast<std::size_t>(r) * static_cast<std::size_t>(source.cols) +
                        static_cast<std::size_t>(c)];
  };
  double sum = 0, weight = 0;
  const auto add = [&](double w, int r, int c) {
    if (w == 0 || std::isnan(value(r, c))) return;
    sum += w * value(r, c);
    weight += w;
  };
  add((1 - v) * (1 - u), r0, c0);
  add((1 - v) * u, r0, c1);
  add(v * (1 - u), r1, c0);
  add(v * u, r1, c1);
  cover = weight >= 0.5 ? Cover::Known : Cover::Void;
  if (cover != Cover::Known) return kNaN;
  return weight == 1 ? sum : sum / weight;
}

/// The mean of samples spread evenly over a grid cell.
double cell_value(const SourceRaster& source, const Positions& positions, int row, int col,
                  int samples, Cover& cover) {
  double sum = 0;
  int known = 0, inside = 0;
  for (int j = 0; j < samples; ++j) {
    for (int i = 0; i < samples; ++i) {
      double source_row = 0, source_col = 0;
      positions.at(row + (j + 0.5) / samples - 0.5, col + (i + 0.5) / samples - 0.5, source_row,
                   source_col);
      Cover here = Cover::None;
      const double value = sample(source, source_row, source_col, here);
      inside += here != Cover::None;
      if (here != Cover::Known) continue;
      sum += value;
      ++known;
    }
  }
  const int all = samples * samples;
  cover = 2 * known >= all ? Cover::Known : 2 * inside >= all ? Cover::Void : Cover::None;
  if (cover != Cover::Known) return kNaN;
  return known == 1 ? sum : sum / known;
}

/// How many source cells lie along a grid cell's side.
int samples_for(const Positions& positions, const world::Grid& grid) {
  double r0 = 0, c0 = 0, r1 = 0, c1 = 0, r2 = 0, c2 = 0;
  positions.at(0, 0, r0, c0);
  positions.at(0, grid.cols, r1, c1);
  positions.at(grid.rows, 0, r2, c2);
  const double across = std::max(std::fabs(c1 - c0), std::fabs(r1 - r0)) / grid.cols;
  const double down = std::max(std::fabs(c2 - c0), std::fabs(r2 - r0)) / grid.rows;
  const double most = std::max(across, down);
  if (!(most > 1.5)) return 1;
  return static_cast<int>(std::min(std::floor(most + 0.5), static_cast<double>(kMostSamples)));
}

}  // namespace

std::string to_string(const Box& box) {
  char text[128];
  std::snprintf(text, sizeof text, "x %.0f to %.0f, y %.0f to %.0f", box.xmin, box.xmax, box.ymin,
                box.ymax);
  return text;
}

Box box_of(const world::Grid& grid) {
  return {grid.x0, grid.y0 - grid.rows * grid.cell_m, grid.x0 + grid.cols * grid.cell_m, grid.y0};
}

Box SourceRaster::box() const {
  const double far_y = y0 + dy * height;
  return {x0, std::min(y0, far_y), x0 + dx * width, std::max(y0, far_y)};
}

std::optional<Box> box_in(const SourceRaster& raster, const std::string& crs, Import& import) {
  const Box own = raster.box();
  constexpr int kSteps = 64;
  std::vector<double> x, y;
  for (int i = 0; i <= kSteps; ++i) {
    const double px = own.xmin + (own.xmax - own.xmin) * i / kSteps;
    const double py = own.ymin + (own.ymax - own.ymin) * i / kSteps;
    for (const auto& [ax, ay] : {std::pair(px, own.ymin), std::pair(px, own.ymax),
                                 std::pair(own.xmin, py), std::pair(own.xmax, py)}) {
      x.push_back(ax);
      y.push_back(ay);
    }
  }
  const Projector projector(raster.crs, crs, raster.path, import.diagnostics);
  if (!projector.good()) return std::nullopt;
  if (projector.forward(x, y) != 0) {
    import.diagnostics.error(raster.path, "cannot be projected to " + crs,
                             "is its coordinate system the right one?");
    return std::nullopt;
  }
  const auto [xmin, xmax] = std::minmax_element(x.begin(), x.end());
  const auto [ymin, ymax] = std::minmax_element(y.begin(), y.end());
  return Box{*xmin, *ymin, *xmax, *ymax};
}

Resampled resample(std::span<const SourceRaster> sources, const world::Grid& grid,
                   const std::string& crs, Import& import) {
  Resampled result;
  result.value.assign(grid.size(), kNaN);
  result.cover.assign(grid.size(), Cover::None);
  for (std::size_t s = sources.size(); s-- > 0;) {
    const SourceRaster& source = sources[s];
    const Positions positions(source, grid, crs, import);
    if (!positions.good()) continue;
    const int samples = samples_for(positions, grid);
    parallel_for(
        static_cast<std::size_t>(grid.rows),
        [&](std::size_t r) {
          const int row = static_cast<int>(r);
          for (int col = 0; col < grid.cols; ++col) {
            const std::size_t k = grid.index(row, col);
            if (result.cover[k] == Cover::Known) continue;  // a source on top knows
            Cover cover = Cover::None;
            const double value = cell_value(source, positions, row, col, samples, cover);
            if (cover == Cover::None) continue;
            result.cover[k] = cover;
            result.value[k] = value;
          }
        },
        16);
  }
  return result;
}

Resampled nearest(const SourceRaster& source, const world::Grid& grid, const std::string& crs,
                  Import& import) {
  Resampled result;
  result.value.assign(grid.size(), kNaN);
  result.cover.assign(grid.size(), Cover::None);
  const Positions positions(source, grid, crs, import);
  if (!positions.good()) return result;
  parallel_for(
      static_cast<std::size_t>(grid.rows),
      [&](std::size_t r) {
        for (int col = 0; col < grid.cols; ++col) {
          double row_at = 0, col_at = 0;
          positions.at(static_cast<double>(r), col, row_at, col_at);
          if (!(row_at >= 0 && row_at <= source.height && col_at >= 0 && col_at <= source.width))
            continue;
          // A centre on the border of two cells is the southern and eastern one's, whatever the
          // last bits of its position.
          const auto index = [](double at, int count, int first) {
            return std::min(static_cast<int>(at + 1e-6), count - 1) - first;
          };
          const int own_row = index(row_at, source.height, source.first_row);
          const int own_col = index(col_at, source.width, source.first_col);
          if (own_row < 0 || own_row >= source.rows || own_col < 0 || own_col >= source.cols)
            continue;
          const double value =
              source
                  .value[static_cast<std::size_t>(own_row) * static_cast<std::size_t>(source.cols) +
                         static_cast<std::size_t>(own_col)];
          const std::size_t k = grid.index(static_cast<int>(r), col);
          result.cover[k] = std::isnan(value) ? Cover::Void : Cover::Known;
          result.value[k] = value;
        }
      },
      16);
  return result;
}

std::vector<Cover> cover_of(std::span<const SourceRaster> sources, std::span<const double> x,
                            std::span<const double> y, const std::string& crs, Import& import) {
  std::vector<Cover> cover(x.size(), Cover::None);
  for (const SourceRaster& source : sources) {
    std::vector<double> px(x.begin(), x.end()), py(y.begin(), y.end());
    const Projector projector(crs, source.crs, source.path, import.diagnostics);
    if (!projector.good()) continue;
    projector.forward_exact(px, py);
    for (std::size_t i = 0; i < px.size(); ++i) {
      const double col = (px[i] - source.x0) / source.dx, row = (py[i] - source.y0) / source.dy;
      if (!(row >= 0 && row <= source.height && col >= 0 && col <= source.width)) continue;
      if (cover[i] == Cover::None) cover[i] = Cover::Void;
      const int c = std::min(static_cast<int>(col), source.width - 1) - source.first_col;
      const int r = std::min(static_cast<int>(row), source.height - 1) - source.first_row;
      if (r < 0 || r >= source.rows || c < 0 || c >= source.cols) {
        continue;
      }
      const double value =
          source.value[static_cast<std::size_t>(r) * static_cast<std::size_t>(source.cols) +
                       static_cast<std::size_t>(c)];
      if (!std::isnan(value)) cover[i] = Cover::Known;
    }
  }
  return cover;
}

}  // namespace muster::input
