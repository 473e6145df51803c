// SPDX-License-Identifier: MIT
// Tags and strips of a GeoTIFF.
#include "engine/generate/geotiff.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

namespace muster::generate {
namespace {

enum Type : std::uint16_t { kShort = 3, kLong = 4, kDouble = 12 };

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  static_assert(std::endian::native == std::endian::little);
  std::string bytes(values.size() * sizeof(T), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

struct Tag {
  std::uint16_t id;
  std::uint16_t type;
  std::uint32_t count;
  std::string data;
};

template <class T>
Tag tag(std::uint16_t id, Type type, const std::vector<T>& values) {
  return {id, type, static_cast<std::uint32_t>(values.size()), bytes_of(values)};
}

}  // namespace

std::string geotiff(const world::Raster<float>& raster, int epsg, double origin_x_m,
                    double origin_y_m) {
  using Shorts = std::vector<std::uint16_t>;
  using Longs = std::vector<std::uint32_t>;
  using Doubles = std::vector<double>;
  const auto rows = static_cast<std::uint32_t>(raster.grid.rows);
  const auto cols = static_cast<std::uint32_t>(raster.grid.cols);
  const std::uint32_t row_bytes = cols * 4;

  std::vector<Tag> tags;
  tags.push_back(tag(256, kLong, Longs{cols}));             // ImageWidth
  tags.push_back(tag(257, kLong, Longs{rows}));             // ImageLength
  tags.push_back(tag(258, kShort, Shorts{32}));             // BitsPerSample
  tags.push_back(tag(259, kShort, Shorts{1}));              // Compression: none
  tags.push_back(tag(262, kShort, Shorts{1}));              // Photometric: black is zero
  tags.push_back(tag(273, kLong, Longs(rows, 0)));          // StripOffsets, filled in below
  tags.push_back(tag(277, kShort, Shorts{1}));              // SamplesPerPixel
  tags.push_back(tag(278, kLong, Longs{1}));                // RowsPerStrip
  tags.push_back(tag(279, kLong, Longs(rows, row_bytes)));  // StripByteCounts
  tags.push_back(tag(339, kShort, Shorts{3}));              // SampleFormat: float
  tags.push_back(
      tag(33550, kDouble, Doubles{raster.grid.cell_m, raster.grid.cell_m, 0}));  // ModelPixelScale
  tags.push_back(tag(33922, kDouble,
                     Doubles{0, 0, 0, origin_x_m + raster.grid.x0, origin_y_m + raster.grid.y0,
                             0}));  // ModelTiepoint
  // GeoKeyDirectory: projected model, pixel is area, the system's code.
  tags.push_back(tag(34735, kShort,
                     Shorts{1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1,
                            static_cast<std::uint16_t>(epsg)}));

  // Header, directory, data too long for the directory, pixels.
  const auto directory = static_cast<std::uint32_t>(2 + tags.size() * 12 + 4);
  std::uint32_t data_at = 8 + directory;
  for (const Tag& t : tags) {
    if (t.data.size() > 4) data_at += static_cast<std::uint32_t>((t.data.size() + 7) / 8 * 8);
  }
  Longs strips;
  for (std::uint32_t row = 0; row < rows; ++row) strips.push_back(data_at + row * row_bytes);
  tags[5].data = bytes_of(strips);

  std::string file{"II\x2a\x00\x08\x00\x00\x00", 8};
  const auto put = [&](auto value) {
    std::array<char, sizeof value> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    file.append(bytes.data(), bytes.size());
  };
  put(static_cast<std::uint16_t>(tags.size()));
  std::uint32_t at = 8 + directory;
  for (Tag& t : tags) {
    put(t.id);
    put(t.type);
    put(t.count);
    if (t.data.size() <= 4) {
      std::string inside = t.data;
      inside.resize(4, '\0');
      file += inside;
    } else {
      put(at);
      t.data.resize((t.data.size() + 7) / 8 * 8, '\0');
      at += static_cast<std::uint32_t>(t.data.size());
    }
  }
  put(std::uint32_t{0});
  for (const Tag& t : tags) {
    if (t.data.size() > 4) file += t.data;
  }
  file += bytes_of(raster.value);
  return file;
}

}  // namespace muster::generate
