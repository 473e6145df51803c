// SPDX-License-Identifier: MIT
// Typed indices into plain arrays: a NodeId cannot be used where a LinkId is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace muster {

/// Index of one element of an array of Tag's. Default-constructed ids are invalid.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t value) : value_{value} {}
  constexpr explicit operator bool() const { return value_ != kInvalid; }
  constexpr std::uint32_t get() const { return value_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t kInvalid = 0xffffffffu;
  std::uint32_t value_ = kInvalid;
};

/// A vector that only its own id can index.
template <class IdType, class T>
class IdVector : public std::vector<T> {
 public:
  using Base = std::vector<T>;
  using Base::Base;
  decltype(auto) operator[](IdType id) { return Base::operator[](id.get()); }
  decltype(auto) operator[](IdType id) const { return Base::operator[](id.get()); }
  IdType next_id() const { return IdType{static_cast<std::uint32_t>(Base::size())}; }
};

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;
using SiteId = Id<struct SiteTag>;
using ZoneId = Id<struct ZoneTag>;
using PartyId = Id<struct PartyTag>;

}  // namespace muster
