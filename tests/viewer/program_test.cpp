// SPDX-License-Identifier: MIT
// The program itself: pictures without a display, messages and exit codes.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <SFML/Graphics/Image.hpp>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/places.hpp"
#include "town.hpp"
#include "town_plan.hpp"

namespace muster::viewer {
namespace {

struct Result {
  int code = -1;
  std::string output;  // both streams
};

Result shell(const std::string& command) {
  Result result;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
    result.output.append(buffer.data(), n);
  const int status = pclose(pipe);
  // 134 for a child of the shell that was aborted.
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string program() {
  return tests::build_path("viewer/muster-viewer");
}

Result run(const std::string& arguments, const std::string& environment = "env -u DISPLAY") {
  return shell(environment + ' ' + program() + ' ' + arguments + " 2>&1");
}

bool has_xvfb() {
  return std::system("command -v xvfb-run >/dev/null 2>&1") == 0;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// Pixels of the image that `is` holds for.
template <class Predicate>
std::size_t count(const sf::Image& image, Predicate is) {
  std::size_t n = 0;
  for (unsigned y = 0; y < image.getSize().y; ++y)
    for (unsigned x = 0; x < image.getSize().x; ++x)
      if (is(image.getPixel(x, y))) ++n;
  return n;
}

class Program : public ::testing::Test {
 protected:
  Program() : trace_{(folder_ / "town.h5").string()} { test::write_town(trace_); }
  std::string picture(const char* name, const std::string& options) {
    std::string file = (folder_ / name).string();
    const Result result = run(trace_ + " --render " + file + " --size 800x600 " + options);
    EXPECT_EQ(result.code, 0) << result.output;
    return file;
  }
  test::Folder folder_;
  std::string trace_;
};

TEST_F(Program, RendersTheSamePictureTwiceWithoutADisplay) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const std::string a = picture("a.png", "--at 01:20:00"), b = picture("b.png", "--at 4800");
  EXPECT_EQ(bytes_of(a), bytes_of(b));
  sf::Image image;
  ASSERT_TRUE(image.loadFromFile(a));
  EXPECT_EQ(image.getSize(), (sf::Vector2u{800, 600}));
}

TEST_F(Program, DrawsWaterWhereTheFieldIsWetAndRoads) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const test::Town town{test::TownSize{}};
  constexpr double kX = 300600, kY = 6651040, kMetresPerPixel = 2;
  const std::string look = " --look 300600,6651040,2 --at 4800 --layers ";
  sf::Image water, roads, nothing;
  ASSERT_TRUE(water.loadFromFile(picture("water.png", look + "water")));
  ASSERT_TRUE(roads.loadFromFile(picture("roads.png", look + "roads")));
  ASSERT_TRUE(nothing.loadFromFile(picture("nothing.png", look + "labels")));
  // Between title and legend every cell of the field is as wet as the town says.
  const double west = 300000, north = 6650000 + town.side_m, cell = town.size.cell_m;
  std::size_t compared = 0, wrong = 0;
  for (unsigned y = 100; y < 560; y += 7) {
    for (unsigned x = 110; x < 500; x += 7) {
      const sf::Color pixel = water.getPixel(x, y);
      const bool drawn = pixel != nothing.getPixel(x, y);
      if (drawn) {
        EXPECT_GT(pixel.b, pixel.r + 20) << x << ' ' << y;  // one blue hue
      }
      const double px = kX + (x + 0.5 - 400) * kMetresPerPixel,
                   py = kY - (y + 0.5 - 300) * kMetresPerPixel;
      const double depth =
          town.depth(west + (std::floor((px - west) / cell) + 0.5) * cell,
                     north - (std::floor((north - py) / cell) + 0.5) * cell, 4800 * kSecond);
      if (std::abs(depth - 0.05) < 0.001) continue;  // the trace rounds to millimetres
      ++compared;
      if (drawn != (depth > 0.05)) ++wrong;
    }
  }
  EXPECT_GT(compared, 3000u);
  EXPECT_EQ(wrong, 0u);
  const std::size_t dark = count(roads, [](sf::Color c) { return c.r < 190 && c.g < 190; });
  const std::size_t before = count(nothing, [](sf::Color c) { return c.r < 190 && c.g < 190; });
  EXPECT_GT(dark, before + 3000);
}

TEST_F(Program, ClampsATimeBeyondTheEndAndSaysSo) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const std::string file = (folder_ / "late.png").string();
  const Result late = run(trace_ + " --render " + file + " --size 800x600 --at 9d");
  EXPECT_EQ(late.code, 0) << late.output;
  EXPECT_NE(late.output.find("ends at T+02:00:00"), std::string::npos) << late.output;
  EXPECT_EQ(bytes_of(file), bytes_of(picture("end.png", "--at 2h")));
}

TEST_F(Program, ATraceCutShortSaysUpToWhere) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const std::string cut = (folder_ / "cut.h5").string();
  test::write_town(cut, {}, 4700 * kSecond);
  const Result result = run(cut + " --render " + (folder_ / "cut.png").string() + " --lang zh");
  EXPECT_EQ(result.code, 0) << result.output;
  EXPECT_NE(result.output.find("up to T+01:20:00"), std::string::npos) << result.output;
}

TEST_F(Program, WithoutADisplayAWindowIsRefused) {
  const Result result = run(trace_);
  EXPECT_EQ(result.code, 1) << result.output;
  EXPECT_NE(result.output.find("DISPLAY is not set"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("--render"), std::string::npos) << result.output;
}

TEST_F(Program, ADisplayThatCannotBeOpenedIsRefused) {
  const Result result = run(trace_, "env DISPLAY=:4321");
  EXPECT_EQ(result.code, 1) << result.output;
  EXPECT_NE(result.output.find(":4321 cannot be opened"), std::string::npos) << result.output;
}

// The window is up when its display is taken away.
TEST_F(Program, ADisplayThatGoesAwayEndsItWithAMessage) {
  if (std::system("command -v Xvfb >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "Xvfb, which stands in for a display, is not installed";
  const std::string number = (folder_ / "number").string(), log = (folder_ / "log").string();
  const std::string script =
      "(exec 3>" + number +
      "; exec Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp -noreset) 2>/dev/null & x=$!\n"
      "n=0; while [ ! -s " +
      number +
      " ] && [ $n -lt 200 ]; do sleep 0.05; n=$((n+1)); done\n"
      "DISPLAY=:$(cat " +
      number + ") " + program() + ' ' + trace_ + " >" + log +
      " 2>&1 & v=$!\n"
      "sleep 3; kill $x; wait $v; echo code $?; wait $x; cat " +
      log + "\n";
  const std::string file = (folder_ / "script").string();
  std::ofstream{file} << script;
  const Result result = shell("sh " + file);
  EXPECT_NE(result.output.find("code 1\n"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("display"), std::string::npos) << result.output;
}

TEST_F(Program, WithoutXvfbItNamesThePackage) {
  const Result result =
      run(trace_ + " --render " + (folder_ / "a.png").string(), "env -u DISPLAY PATH=/nonexistent");
  EXPECT_EQ(result.code, 1) << result.output;
  EXPECT_NE(result.output.find("apt-get install xvfb"), std::string::npos) << result.output;
}

TEST_F(Program, AVirtualDisplayThatFailsIsNotTriedForEver) {
  const Result result = run(trace_ + " --render " + (folder_ / "a.png").string(),
                            "env -u DISPLAY MUSTER_VIEWER_UNDER_XVFB=1");
  EXPECT_EQ(result.code, 1) << result.output;
}

TEST_F(Program, AFileThatIsNoTraceIsThree) {
  const std::string text = (folder_ / "text.h5").string();
  std::ofstream{text} << "no trace";
  for (const std::string& file : {text, (folder_ / "missing.h5").string()}) {
    const Result result = run(file + " --render " + (folder_ / "a.png").string());
    EXPECT_EQ(result.code, 3) << result.output;
    EXPECT_NE(result.output.find(file), std::string::npos) << result.output;
  }
}

TEST_F(Program, APictureThatCannotBeWrittenWholeIsAFailure) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const std::filesystem::path full = folder_ / "full.png";
  std::filesystem::create_symlink("/dev/full", full);
  const Result result = run(trace_ + " --render " + full.string());
  EXPECT_EQ(result.code, 1) << result.output;
  EXPECT_NE(result.output.find("cannot write"), std::string::npos) << result.output;
}

TEST_F(Program, APictureThatIsCutLeavesTheOlderOne) {
  if (!has_xvfb()) GTEST_SKIP() << "xvfb-run, which stands in for a display, is not installed";
  const std::filesystem::path picture = folder_ / "picture.png";
  std::ofstream{picture} << "older";
  // No file may grow beyond 4 KiB, less than a picture has.
  const Result result = shell("trap '' XFSZ; ulimit -f 8; env -u DISPLAY " + program() + ' ' +
                              trace_ + " --render " + picture.string() + " 2>&1");
  EXPECT_EQ(result.code, 1) << result.output;
  EXPECT_EQ(bytes_of(picture), "older");
  for (const auto& entry : std::filesystem::directory_iterator{picture.parent_path()})
    EXPECT_FALSE(entry.path().filename().string().starts_with(".part")) << entry.path();
}

TEST(ProgramAlone, HelpAndVersionAreZeroAndMistakesTwo) {
  const Result help = run("--help");
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.output.find("--render"), std::string::npos);
  EXPECT_NE(help.output.find("Examples:"), std::string::npos);
  EXPECT_EQ(run("--version").code, 0);
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("x.h5 --at never").code, 2);
}

}  // namespace
}  // namespace muster::viewer
