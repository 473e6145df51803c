// SPDX-License-Identifier: MIT
#include "engine/input/references.hpp"

#include <algorithm>
#include <string>

#include "engine/case/suggest.hpp"

namespace muster::input {

namespace {

class Checker {
 public:
  Checker(const cases::CaseFile& file, const world::World& world, Import& import)
      : file_{file}, import_{import}, roads_{world.roads} {
    for (const world::Site& site : world.sites) sites_.push_back(site.id);
    subjects_ = sites_;
    for (const world::Zone& zone : world.zones) subjects_.push_back(zone.id);
  }

  void run() {
    const cases::PlanFile& plan = file_.plan;
    for (std::size_t i = 0; i < plan.orders.size(); ++i)
      condition(plan.orders[i].when, "#/plan/orders/" + std::to_string(i) + "/when");
    for (std::size_t i = 0; i < plan.shelters.size(); ++i) {
      if (plan.shelters[i].site == "*") continue;
      refer(sites_, "site", plan.shelters[i].site,
            "#/plan/shelters/" + std::to_string(i) + "/site");
    }
    for (std::size_t i = 0; i < plan.closures.size(); ++i)
      work(plan.closures[i], "#/plan/works/closures/" + std::to_string(i));
    for (std::size_t i = 0; i < plan.contraflow.size(); ++i)
      work(plan.contraflow[i], "#/plan/works/contraflow/" + std::to_string(i));
    for (std::size_t i = 0; i < file_.objectives.size(); ++i) {
      const std::string& subject = file_.objectives[i].subject;
      if (subject.empty()) continue;
      refer(subjects_, "zone or site", subject, "#/objectives/" + std::to_string(i) + "/subject");
    }
  }

 private:
  void refer(const std::vector<std::string>& known, const std::string& noun, const std::string& id,
             const std::string& pointer) {
    if (std::find(known.begin(), known.end(), id) != known.end()) return;
    import_.diagnostics.error(pointer, "there is no " + noun + " \"" + id + '"',
                              cases::did_you_mean(id, known));
  }

  void condition(const cases::Condition& when, const std::string& pointer) {
    if (when.depth) refer(sites_, "site", when.depth->subject, pointer + "/depth/subject");
    for (std::size_t i = 0; i < when.all.size(); ++i)
      condition(when.all[i], pointer + "/all/" + std::to_string(i));
    for (std::size_t i = 0; i < when.any.size(); ++i)
      condition(when.any[i], pointer + "/any/" + std::to_string(i));
  }

  template <class Work>
  void work(const Work& work, const std::string& pointer) {
    for_each_unknown_road(roads_, work.sources, work.between,
                          [&](const std::string& name, const std::string& what) {
                            import_.diagnostics.warning(pointer + name, what);
                          });
    if (work.from_s > file_.horizon_s)
      import_.diagnostics.warning(pointer + "/from_s", "lies after the run's horizon_s");
  }

  const cases::CaseFile& file_;
  Import& import_;
  world::RoadNames roads_;
  std::vector<std::string> sites_;
  std::vector<std::string> subjects_;
};

}  // namespace

void check_references(const cases::CaseFile& file, const world::World& world, Import& import) {
  Checker{file, world, import}.run();
}

}  // namespace muster::input
