// SPDX-License-Identifier: MIT
// muster-viewer: looks at a trace, or renders a picture of it.
#include <SFML/System/Err.hpp>
#include <exception>
#include <iostream>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/trace/reader.hpp"
#include "viewer/display.hpp"
#include "viewer/options.hpp"
#include "viewer/window.hpp"

namespace {

using namespace muster;
using namespace muster::viewer;

// What SFML prints by itself is of interest only where something failed.
struct SfmlSays {
  std::stringbuf text;
  ~SfmlSays() { sf::err().rdbuf(std::cerr.rdbuf()); }
};

int show(const Options& options, char** argv, SfmlSays& sfml_says) {
  const trace::Reader reader{options.trace};
  const Run run{reader};
  const std::string problem = display_problem();
  if (!problem.empty()) {
    if (options.render) return run_again_without_display(argv);
    std::cerr << "muster-viewer: " << problem << "\n  a picture needs none: muster-viewer "
              << options.trace.string() << " --render map.png --at 1h\n";
    return 1;
  }
  end_when_display_is_lost();
  sf::err().rdbuf(&sfml_says.text);
  if (!run.header.complete)
    std::cerr << "muster-viewer: note: the run did not end; the trace shows it up to "
              << elapsed_text(run.end) << "\n";
  if (!options.render) {
    show_window(run, options);
    return 0;
  }
  Picture picture = options.picture;
  picture.at = options.at.value_or(run.end);
  if (picture.at > run.end) {
    std::cerr << "muster-viewer: note: the trace ends at " << elapsed_text(run.end)
              << "; that moment is drawn\n";
    picture.at = run.end;
  }
  render_to_file(run, picture, *options.render);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (const auto* exit = std::get_if<Exit>(&options)) return exit->code;
  SfmlSays sfml_says;
  try {
    return show(std::get<Options>(options), argv, sfml_says);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems())
      std::cerr << "muster-viewer: " << to_string(problem) << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << "muster-viewer: " << error.what() << '\n' << sfml_says.text.str();
    return 1;
  }
}
