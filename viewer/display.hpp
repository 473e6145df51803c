// SPDX-License-Identifier: MIT
// Is there a display to draw on, and what to do when there is none.
#pragma once

#include <string>

namespace muster::viewer {

/// Empty when the display that DISPLAY names can be opened and draws OpenGL; else what is wrong, in
/// one sentence. SFML calls abort() without a display, so this comes before anything of SFML. Keeps
/// its own connection to the display until the program ends.
std::string display_problem();

/// How large text should be on the display, from its Xft.dpi resource: 1 at 96 dots an inch or
/// where there is none, in steps of a quarter, at most 3.
double display_text_scale();

/// From here on a display that goes away ends the program with a message and exit code 1.
void end_when_display_is_lost();

/// Runs this program again with the same arguments under xvfb-run. Comes back only where that
/// fails, with the exit code and a message printed on stderr.
int run_again_without_display(char** argv);

}  // namespace muster::viewer
