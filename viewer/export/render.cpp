// SPDX-License-Identifier: MIT
// One picture of the map into a file.
#include "viewer/export/render.hpp"

#include <imgui.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <algorithm>
#include <cstring>

#include "engine/base/error.hpp"
#include "viewer/map/decorations.hpp"
#include "viewer/panels/gui.hpp"
#include "viewer/strings/shown_strings.hpp"

namespace muster::viewer {

void render_to_file(const Run& run, const Picture& picture, const std::filesystem::path& file) {
  sf::RenderTexture texture;
  sf::ContextSettings settings;
  settings.antialiasingLevel = std::min(4u, sf::RenderTexture::getMaximumAntialiasingLevel());
  if (!texture.create(picture.width, picture.height, settings))
    throw RunError{"the display cannot draw a picture of " + std::to_string(picture.width) + " x " +
                   std::to_string(picture.height)};
  const auto s = static_cast<float>(picture.scale);
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const float margin = 12 * s;
  // The legend stands beside the map, not on it, where there is room for both.
  const bool beside = width > 3 * legend_width(picture.scale);
  Camera camera{run.bounds, picture.width * 1.0, picture.height * 1.0};
  camera.set_margins(0, 0, beside ? legend_width(picture.scale) + 2 * margin : 0, 0);
  camera.home();
  if (picture.look) camera.look_at(picture.look->centre, picture.look->metres_per_pixel);

  Moment moment{run};
  moment.show(picture.at);
  Gui gui{shown_strings(run), picture.scale};
  MapView map{run};
  const Shown shown = map.draw(texture, camera, moment, picture.layers, picture.scale);

  gui.begin({picture.width, picture.height}, 1);
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  // Title and legend in one column where the title's words fit.
  const float column = legend_width(picture.scale), right = width - margin;
  const float needed = title_width(gui.fonts(), run, moment, picture.scale, picture.language);
  const bool stacked = beside && needed <= column;
  const Box title = draw_title(list, gui.fonts(), run, moment, stacked ? right - column : margin,
                               margin, stacked ? column : needed, picture.scale, picture.language);
  const float legend_top = stacked ? title.bottom + margin : margin;
  const std::vector<Box> frame{
      title,
      draw_scale_bar(list, gui.fonts(), camera, 2 * margin, height - 2 * margin - 8 * s,
                     picture.scale),
      draw_legend_box(list, gui.fonts(),
                      make_legend(run, moment, picture.layers, shown, picture.language), right,
                      legend_top, height - margin - legend_top, picture.scale)};
  if (picture.layers[Layer::Labels])
    draw_names(list, gui.fonts(), run, camera, picture.layers, frame, picture.scale);
  texture.setActive(true);
  gui.draw(texture);
  texture.display();
  // The library does not notice a full disk: look at what arrived.
  const sf::Image image = texture.getTexture().copyToImage();
  sf::Image written;
  const std::size_t bytes = std::size_t{4} * image.getSize().x * image.getSize().y;
  // Under another name until it is whole: an older picture stays, no cut one is left. The name ends
  // as the file's, which decides the format.
  std::error_code failure;
  const std::filesystem::path place = std::filesystem::weakly_canonical(file, failure);
  const std::filesystem::path part = place.parent_path() / (".part-" + place.filename().string());
  const bool whole = image.saveToFile(part.string()) && written.loadFromFile(part.string()) &&
                     written.getSize() == image.getSize() &&
                     std::memcmp(written.getPixelsPtr(), image.getPixelsPtr(), bytes) == 0;
  if (whole) std::filesystem::rename(part, place, failure);
  if (whole && !failure) return;
  std::filesystem::remove(part, failure);
  throw RunError{"cannot write " + file.string() + ": is the disk full, or the folder missing?"};
}

}  // namespace muster::viewer
