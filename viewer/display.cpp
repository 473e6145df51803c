// SPDX-License-Identifier: MIT
// Probes the X display, and re-runs the program under xvfb-run.
#include "viewer/display.hpp"

#include <X11/Xlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <vector>

namespace muster::viewer {
namespace {

// Set in the child, so that a virtual display that fails is not tried again without end.
constexpr const char* kUnderXvfb = "MUSTER_VIEWER_UNDER_XVFB";

bool on_path(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const auto colon = rest.find(':');
    const std::filesystem::path folder{rest.substr(0, colon)};
    if (access((folder / program).c_str(), X_OK) == 0) return true;
    rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  }
  return false;
}

int display_lost(Display*) {
  constexpr std::string_view kMessage = "muster-viewer: the display went away\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  // Static objects of SFML would try to talk to the display again.
  _exit(1);
}

}  // namespace

std::string display_problem() {
  const char* name = std::getenv("DISPLAY");
  if (name == nullptr || *name == '\0') return "there is no display (DISPLAY is not set)";
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) return "the display " + std::string{name} + " cannot be opened";
  // The connection stays open on purpose: a virtual display starts anew when its last client
  // leaves, and SFML would find it closed for that moment.
  int opcode = 0, event = 0, error = 0;
  const bool has_gl = XQueryExtension(display, "GLX", &opcode, &event, &error) != 0;
  return has_gl ? std::string{}
                : "the display " + std::string{name} + " does not draw OpenGL (no GLX)";
}

double display_text_scale() {
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) return 1;
  const char* dots = XGetDefault(display, "Xft", "dpi");
  const double scale = dots != nullptr ? std::round(std::atof(dots) / 96 * 4) / 4 : 1;
  XCloseDisplay(display);
  return std::clamp(scale, 1.0, 3.0);
}

void end_when_display_is_lost() {
  XSetIOErrorHandler(display_lost);
}

int run_again_without_display(char** argv) {
  if (std::getenv(kUnderXvfb) != nullptr) {
    std::cerr << "muster-viewer: " << display_problem() << ", under xvfb-run too\n";
    return 1;
  }
  if (!on_path("xvfb-run") || !on_path("xauth")) {
    std::cerr << "muster-viewer: " << display_problem()
              << ", and xvfb-run, which stands in for one, is not installed\n"
              << "  install it with: apt-get install xvfb xauth\n";
    return 1;
  }
  setenv(kUnderXvfb, "1", 1);
  std::error_code error;
  const std::string self = std::filesystem::read_symlink("/proc/self/exe", error).string();
  std::string program = error ? std::string{argv[0]} : self;
  std::string runner = "xvfb-run", number = "-a", server = "--server-args",
              screen = "-screen 0 640x480x24 -nolisten tcp -noreset";
  std::vector<char*> arguments{runner.data(), number.data(), server.data(), screen.data(),
                               program.data()};
  for (char** argument = argv + 1; *argument != nullptr; ++argument) arguments.push_back(*argument);
  arguments.push_back(nullptr);
  execvp(runner.c_str(), arguments.data());
  std::cerr << "muster-viewer: cannot run xvfb-run: " << std::strerror(errno) << '\n';
  return 1;
}

}  // namespace muster::viewer
