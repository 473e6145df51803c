// SPDX-License-Identifier: MIT
// A model for tests of the engine: tokens wander over a grid of links that hold few of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/base/random.hpp"
#include "engine/base/state.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/kernel/layout.hpp"

namespace muster::kernel {

struct NetworkOptions {
  std::uint32_t side = 12;  // processes of a row, on a torus
  std::uint32_t tokens = 600;
  std::uint32_t room = 3;           // tokens that a link holds
  std::uint32_t instant_roads = 0;  // of delay 0 both ways, and without limit of room
  std::uint32_t short_roads = 0;    // of 1 us both ways
  std::uint64_t seed = 7;
};

/// The kernel's use by road traffic in small: a token leaves a node when its next link has room;
/// the space it frees on the link behind it reaches that link's near end later, as a note. Tokens
/// that find no room wait in a FIFO at the near end, woken when space arrives.
class Network : public Model {
 public:
  explicit Network(const NetworkOptions& options) : options_{options} {
    const std::uint32_t side = options.side;
    const Stream stream{options.seed, Purpose{"delays"}};
    for (std::uint32_t i = 0; i < side * side; ++i) {
      const std::uint32_t east = i - i % side + (i + 1) % side;
      const std::uint32_t south = (i + side) % (side * side);
      for (const auto& [tail, head] : {std::pair{i, east}, {east, i}, {i, south}, {south, i}}) {
        // The two directions of a road are neighbours, with one delay.
        const auto road = static_cast<std::uint32_t>(links_.size() / 2);
        Link link;
        link.tail = ProcessId{tail};
        link.head = ProcessId{head};
        link.delay = from_seconds(2.0 + 6.0 * stream.uniform(road, 0));
        if (road % 5 == 1 && road / 5 < options.instant_roads) link.delay = 0;
        if (road % 5 == 2 && road / 5 < options.short_roads) link.delay = 1;
        link.holes.assign(options.room, 0);
        links_.push_back(link);
      }
    }
    nodes_.assign(side * side, {});
    for (std::uint32_t i = 0; i < links_.size(); ++i) nodes_[links_[i].tail.get()].out.push_back(i);
  }

  std::vector<Channel> channels() const {
    std::vector<Channel> channels;
    for (const Link& link : links_) channels.push_back({link.tail, link.head, link.delay});
    return channels;
  }
  std::uint32_t processes() const { return options_.side * options_.side; }
  const std::vector<std::uint32_t>& links_out(ProcessId node) const {
    return nodes_[node.get()].out;
  }

  void start(Engine& engine) const {
    for (std::uint32_t token = 0; token < options_.tokens; ++token) {
      Event event;
      event.time = static_cast<SimTime>(mix(token) % (10 * kSecond));
      event.key = make_key(kArrive, token, 0);
      event.process = ProcessId{token % processes()};
      event.a = kNone;
      engine.schedule(event);
    }
  }

  bool handle(const Event& event, Scheduler& scheduler) override {
    Node& node = nodes_[event.process.get()];
    const std::uint64_t before = node.history;
    if (event.event_class() == kWake) {
      Link& link = links_[event.a];
      if (link.wake_at != event.time) return false;  // an earlier one did the work
      link.wake_at = kNever;
      release(event.a, scheduler);
    } else {
      // a: link it came by; b: hops so far.
      const std::uint32_t token = event.entity();
      node.history = mix(node.history, mix(static_cast<std::uint64_t>(event.time), token));
      const Stream stream{options_.seed, Purpose{"way"}};
      const std::uint32_t choice = stream.below(4, token, event.b);
      const std::uint32_t link = node.out[choice];
      links_[link].waiting.push_back({token, event.a, event.b});
      release(link, scheduler);
    }
    return node.history != before;
  }

  void deliver(const Note& note, Scheduler& scheduler) override {
    Link& link = links_[note.a];
    link.holes.insert(std::upper_bound(link.holes.begin(), link.holes.end(), note.time), note.time);
    if (!link.waiting.empty()) wake(note.a, link.holes.front(), scheduler);
  }

  /// What each node saw, in order.
  std::vector<std::uint64_t> histories() const {
    std::vector<std::uint64_t> result;
    for (const Node& node : nodes_) result.push_back(node.history);
    return result;
  }
  /// Tokens that stand at a node because the next link is full.
  std::size_t waiting() const {
    std::size_t sum = 0;
    for (const Link& link : links_) sum += link.waiting.size();
    return sum;
  }

  void state(StateArchive& archive) {
    std::vector<std::uint64_t> histories;
    for (Node& node : nodes_) histories.push_back(node.history);
    archive("histories", histories);
    for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].history = histories[i];
    for (std::size_t i = 0; i < links_.size(); ++i) {
      archive.enter(std::to_string(i));
      archive("holes", links_[i].holes);
      std::vector<Token> waiting(links_[i].waiting.begin(), links_[i].waiting.end());
      archive("waiting", waiting);
      archive("wake_at", links_[i].wake_at);
      links_[i].waiting.assign(waiting.begin(), waiting.end());
      archive.leave();
    }
  }

 private:
  static constexpr std::uint8_t kArrive = 1;
  static constexpr std::uint8_t kWake = 2;
  static constexpr std::uint8_t kArriveAtOnce = 3;  // after the wake that may have sent it
  static constexpr std::uint32_t kNone = 0xffffffffu;

  struct Token {
    std::uint32_t token, came_by, hops;
  };
  struct Link {
    ProcessId tail, head;
    SimTime delay = 0;
    std::vector<SimTime> holes;  // free places, by the time from which each can be used
    std::deque<Token> waiting;
    SimTime wake_at = kNever;  // holes, waiting and wake_at belong to the tail
  };
  struct Node {
    std::vector<std::uint32_t> out;
    std::uint64_t history = 0;
  };

  void wake(std::uint32_t link, SimTime time, Scheduler& scheduler) {
    if (links_[link].wake_at <= time) return;
    links_[link].wake_at = time;
    Event event;
    event.time = time;
    event.key = make_key(kWake, link, 0);
    event.process = links_[link].tail;
    event.a = link;
    scheduler.send(event);
  }

  void release(std::uint32_t number, Scheduler& scheduler) {
    Link& link = links_[number];
    const SimTime now = scheduler.now();
    Node& node = nodes_[link.tail.get()];
    while (!link.waiting.empty()) {
      if (link.delay > 0) {
        if (link.holes.empty()) return;
        if (link.holes.front() > now) {
          wake(number, link.holes.front(), scheduler);
          return;
        }
        link.holes.erase(link.holes.begin());
      }
      const Token token = link.waiting.front();
      link.waiting.pop_front();
      node.history = mix(node.history, token.token);
      Event event;
      event.time = now + link.delay;
      event.key = make_key(link.delay > 0 ? kArrive : kArriveAtOnce, token.token, token.hops + 1);
      event.process = link.head;
      event.a = number;
      event.b = token.hops + 1;
      scheduler.send(event);
      if (token.came_by == kNone || links_[token.came_by].delay == 0) continue;
      // Space freed on the link behind, at its near end after that link's delay.
      const Link& behind = links_[token.came_by];
      scheduler.post({now + behind.delay, behind.tail, token.came_by, 0});
    }
  }

  NetworkOptions options_;
  std::vector<Link> links_;
  std::vector<Node> nodes_;
};

}  // namespace muster::kernel
