// SPDX-License-Identifier: MIT
// States come back as saved, and a save that ends half-way loses no earlier one.
#include "engine/trace/state_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/error.hpp"
#include "engine/trace/journaled_file.hpp"
#include "sample_run.hpp"

namespace muster::trace {
namespace {

using test::Folder;

struct Thing {
  std::uint32_t a;
  double b;
  bool operator==(const Thing&) const = default;
};

struct Model {
  std::vector<Thing> things;
  std::vector<std::uint8_t> none;
  SimTime clock = 0;

  void state(StateArchive& archive) {
    archive.enter("model");
    archive("things", things);
    archive.enter("inner");
    archive("none", none);
    archive("clock", clock);
    archive.leave();
    archive.leave();
  }
};

void save(const std::filesystem::path& path, SimTime time, Model model) {
  StateSaver saver{path, time};
  model.state(saver);
  saver.finish();
}

Model load(const std::filesystem::path& path, SimTime time) {
  StateLoader loader{path, time};
  Model model;
  model.none = {1, 2};
  model.state(loader);
  return model;
}

TEST(StateFile, ComesBack) {
  const Folder folder;
  const auto path = states_of(folder / "run.h5");
  EXPECT_EQ(path.filename(), "run.states.h5");
  save(path, 600 * kSecond, {{{1, 0.5}, {2, 0.25}}, {}, 77});
  save(path, 60 * kSecond, {{{3, -1.0}}, {9}, 78});
  EXPECT_EQ(saved_times(path), (std::vector<SimTime>{60 * kSecond, 600 * kSecond}));
  const Model first = load(path, 600 * kSecond), second = load(path, 60 * kSecond);
  EXPECT_EQ(first.things, (std::vector<Thing>{{1, 0.5}, {2, 0.25}}));
  EXPECT_TRUE(first.none.empty());
  EXPECT_EQ(first.clock, 77);
  EXPECT_EQ(second.things, (std::vector<Thing>{{3, -1.0}}));
  EXPECT_EQ(second.none, std::vector<std::uint8_t>{9});
  EXPECT_FALSE(std::filesystem::exists(JournaledFile::journal_of(path)));
}

TEST(StateFile, SavingATimeAgainReplacesIt) {
  const Folder folder;
  const auto path = folder / "run.states.h5";
  save(path, 5, {{{1, 1.0}}, {}, 1});
  save(path, 5, {{{2, 2.0}, {3, 3.0}}, {}, 2});
  EXPECT_EQ(saved_times(path), std::vector<SimTime>{5});
  EXPECT_EQ(load(path, 5).things.size(), 2u);
}

TEST(StateFile, AnUnfinishedSaveChangesNothing) {
  const Folder folder;
  const auto path = folder / "run.states.h5";
  save(path, 5, {{{1, 1.0}}, {}, 1});
  {
    StateSaver saver{path, 6};
    Model model{{{4, 4.0}}, {}, 4};
    model.state(saver);
  }
  EXPECT_EQ(saved_times(path), std::vector<SimTime>{5});
  EXPECT_EQ(load(path, 5).clock, 1);
  save(path, 6, {{{4, 4.0}}, {}, 4});
  EXPECT_EQ(load(path, 6).clock, 4);
}

TEST(StateFile, ADamagedStateIsRefused) {
  const Folder folder;
  const auto path = folder / "run.states.h5";
  const std::string kept = "bytes that the disk will change";
  save(path, 5, {{}, {kept.begin(), kept.end()}, 1});
  EXPECT_EQ(load(path, 5).none.size(), kept.size());
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const std::size_t at = text.find(kept);
  ASSERT_NE(at, std::string::npos);
  file.clear();
  file.seekp(static_cast<std::streamoff>(at));
  file.put('#');
  file.close();
  EXPECT_THROW(load(path, 5), InputError);
}

TEST(StateFile, SaysWhatIsMissing) {
  const Folder folder;
  const auto path = folder / "run.states.h5";
  EXPECT_THROW(saved_times(path), InputError);
  save(path, 5, {{{1, 1.0}}, {}, 1});
  EXPECT_THROW(StateLoader(path, 6), InputError);
  StateLoader loader{path, 5};
  std::vector<double> other;
  EXPECT_THROW(loader("model/nothing", other), InputError);
  EXPECT_THROW(loader("model/things", other), InputError);
}

}  // namespace
}  // namespace muster::trace
