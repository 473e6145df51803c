// SPDX-License-Identifier: MIT
// What handlers note down while partitions run side by side, gathered in one order at barriers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::simulation {

/// Kinds of /events; the names stand in the trace.
enum class EventKind : std::uint16_t {
  OrderIssued,    // subject order, value persons addressed
  LinkClosed,     // subject link, value 1 by water, 2 by the plan or a decision, 3 by debris, 4 by
                  // fire
  LinkOpened,     // subject link
  SiteFlooded,    // subject site, value depth m
  SiteFull,       // subject site, object party that found it so
  TurnedAway,     // subject party, object site
  Rerouted,       // subject party, object node
  Stalled,        // subject party, object link, value m from its start
  Stranded,       // subject party, object node
  Trapped,        // subject party, value depth m
  LeftCar,        // subject party, object node
  LanesTurned,    // subject link that gave lanes, object link that got them, value lanes
  Decision,       // subject number in the log, value 1 accepted
  Cleared,        // subject party whose stalled car was taken away, object link
  Overcome,       // subject party, object 0 by water, 1 by debris, 2 by fire, value persons
  WaterwayClosed  // subject number in the case's list, value m of debris
};
const std::vector<std::string>& event_kind_names();

struct LoggedEvent {
  SimTime time;
  EventKind kind;
  std::uint32_t subject;
  std::uint32_t object;
  double value;
  auto key() const { return std::tuple{time, kind, subject, object}; }
};

struct LoggedState {  // of a party or a site
  SimTime time;
  std::uint32_t subject;
  std::uint8_t state;
  double value;
  auto key() const { return std::tuple{time, subject}; }
};

struct LoggedTrip {
  SimTime depart;
  SimTime arrive;
  std::uint32_t mover;
  std::uint32_t origin;
  std::uint32_t destination;
  auto key() const { return std::tuple{arrive, mover}; }
};

struct LoggedDecision {
  SimTime time;
  std::uint32_t number;  // in the log of decisions
  bool accepted;
  auto key() const { return std::tuple{time, number}; }
};

struct LoggedReport {
  SimTime arrived;
  SimTime sent;
  std::uint32_t site;
  std::uint32_t subject;
  double value;
  auto key() const { return std::tuple{arrived, site, subject}; }
};

/// Rows of one kind: a list for each partition and one for barriers.
template <class Row>
class Log {
 public:
  explicit Log(std::uint32_t partitions = 1) : lists_(partitions + 1) {}
  void add(std::uint32_t partition, const Row& row) { lists_[partition + 1].rows.push_back(row); }
  void add_at_barrier(const Row& row) { lists_[0].rows.push_back(row); }

  /// Everything since the last call by key; rows of one key (of one partition, or of a barrier and
  /// then a partition) stay in the order in which they were added.
  std::vector<Row> take() {
    std::vector<Row> all;
    for (List& list : lists_) {
      all.insert(all.end(), list.rows.begin(), list.rows.end());
      list.rows.clear();
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Row& a, const Row& b) { return a.key() < b.key(); });
    return all;
  }

 private:
  struct alignas(64) List {
    std::vector<Row> rows;
  };
  std::vector<List> lists_;
};

}  // namespace muster::simulation
