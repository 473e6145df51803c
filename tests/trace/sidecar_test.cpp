// SPDX-License-Identifier: MIT
// The text of info, the provenance beside a trace, the XDMF sidecar, and the attributes that others
// rely on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cmath>
#include <cstdlib>

#include "engine/trace/info.hpp"
#include "engine/trace/provenance.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/xdmf.hpp"
#include "sample_run.hpp"
#include "tests/places.hpp"

namespace muster::trace {
namespace {

using test::Folder;
using test::SampleRun;
using ::testing::HasSubstr;

/// A Python that has h5py, or nothing.
std::string python() {
  for (const char* name : {"/usr/bin/python3", "python3"})
    if (std::system((std::string{name} + " -c 'import h5py, numpy' >/dev/null 2>&1").c_str()) == 0)
      return name;
  return {};
}

int run_python(const std::string& python, const std::string& script, const std::filesystem::path& a,
               const std::filesystem::path& b) {
  const int status =
      std::system((python + " " + script + " '" + a.string() + "' '" + b.string() + "'").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Info, SaysWhatTheTraceHolds) {
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  const std::string text = info(Reader{folder / "run.h5"});
  EXPECT_THAT(text, HasSubstr("sample 坪"));
  EXPECT_THAT(text, HasSubstr("ended        01:00:00"));
  EXPECT_THAT(text, HasSubstr("fingerprint  123456789abcdef0"));
  EXPECT_THAT(text, HasSubstr("movements of all movers"));
  EXPECT_THAT(text, HasSubstr("31 steps"));
  EXPECT_THAT(text, HasSubstr("40 x 70, 00:00:00 to 01:00:00"));
  EXPECT_THAT(text, HasSubstr("world/terrain/elevation_m"));
}

TEST(Info, SaysWhenARunWasCutShort) {
  const Folder folder;
  {
    SampleRun run;
    Writer writer{folder / "run.h5", SampleRun::header(), run.schema()};
    for (std::uint32_t b = 0; b <= 25; ++b) run.barrier(writer, b);
    writer.close(SampleRun::time_of(25), 0, false);
  }
  EXPECT_THAT(info(Reader{folder / "run.h5"}),
              HasSubstr("cut short; the trace shows it up to 00:25:00"));
}

TEST(Provenance, IsJson) {
  const std::string text = to_json({{"version", std::string{"0.1 \"x\"\n"}},
                                    {"wall_s", 12.5},
                                    {"threads", std::int64_t{2}},
                                    {"windows", true},
                                    {"share", std::nan("")}});
  EXPECT_EQ(text,
            "{\n  \"version\": \"0.1 \\\"x\\\"\\u000a\",\n  \"wall_s\": 12.5,\n  \"threads\": 2,\n"
            "  \"windows\": true,\n  \"share\": null\n}\n");
  const Folder folder;
  write_provenance(folder / "run.h5", machine_facts());
  EXPECT_THAT(test::bytes_of(provenance_of(folder / "run.h5")), HasSubstr("\"compiler\": \"GCC"));
}

TEST(Sidecar, XdmfNamesWhatIsThere) {
  const std::string interpreter = python();
  if (interpreter.empty()) GTEST_SKIP() << "needs a Python with h5py (Debian: python3-h5py)";
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  export_xdmf(Reader{folder / "run.h5"}, folder / "run.xdmf");
  EXPECT_EQ(run_python(interpreter, tests::source_path("tests/trace/check_xdmf.py"),
                       folder / "run.xdmf", "6"),
            0);
}

TEST(Sidecar, TheExampleDrawsATrace) {
  const std::string interpreter = python();
  if (interpreter.empty() ||
      std::system((interpreter + " -c 'import matplotlib' >/dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP()
        << "needs a Python with h5py and matplotlib (Debian: python3-h5py, python3-matplotlib)";
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  EXPECT_EQ(run_python(interpreter, tests::source_path("scripts/examples/plot_trace.py"),
                       folder / "run.h5", folder / "run.png"),
            0);
  EXPECT_EQ(test::bytes_of(folder / "run.png").substr(1, 3), "PNG");
}

TEST(Sidecar, EveryDatasetHasUnitsAndLongName) {
  const std::string interpreter = python();
  if (interpreter.empty()) GTEST_SKIP() << "needs a Python with h5py (Debian: python3-h5py)";
  const Folder folder;
  SampleRun{}.write(folder / "run.h5");
  EXPECT_EQ(run_python(interpreter, tests::source_path("tests/trace/check_attributes.py"),
                       folder / "run.h5", "60"),
            0);
}

}  // namespace
}  // namespace muster::trace
