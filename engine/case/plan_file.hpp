// SPDX-License-Identifier: MIT
// Plan file: who is told what, when, and where they go. See world_file.hpp for where the fields are
// listed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/condition.hpp"
#include "engine/case/fire_spec.hpp"
#include "engine/case/flood_works.hpp"
#include "engine/case/slope_spec.hpp"

namespace muster::cases {

/// Where a zone's people live.
struct ZoneSpec {
  std::string id;
  std::string name;
  std::string polygon;  // vector file
  std::string polygon_crs;
  std::vector<std::array<double, 2>> ring;  // x, y in the case's CRS
  std::optional<double> home_below_m;       // homes on terrain below this height
  std::vector<std::uint32_t> groups;        // village groups by number
};

enum class CurveKind { Immediate, Weibull, Rayleigh, Sigmoid, RogersSorensen };

/// Share of people reached or ready in time; the forms of LifeSim and of Rogers and Sorensen
/// (1991). Parameters in seconds.
struct Curve {
  CurveKind kind = CurveKind::Immediate;
  double sigma_s = 1800;         // Rayleigh: Tweedie et al. 1986 as commonly quoted (to confirm)
  double scale_a = 0;            // Weibull a, time in hours: P = 1 - exp(-a t^b)
  double shape_b = 1;            // Weibull b
  double half_s = 3600;          // Sigmoid H
  double slope_per_s = 0.002;    // Sigmoid A
  double broadcast_per_h = 1.0;  // Rogers-Sorensen k*a1*f
  double contagion_per_h = 1.0;  // Rogers-Sorensen (1-k)*a2*N
};

enum class OrderKind { Evacuate };

struct Order {
  std::string id;
  OrderKind kind = OrderKind::Evacuate;
  std::vector<std::string> zones;
  Condition when;
  double issue_delay_s = 0;    // between the condition and the first message
  Curve diffusion;             // message heard
  Curve preparation;           // ready to go after hearing
  double comply_share = 0.85;  // 5-20 % stay (LifeSim ch. 06): the rest ignores the order
  double walk_share = 0;       // households with a car that walk all the same
};

/// How a site is run as a shelter.
struct ShelterSpec {
  std::string site;  // site id, or "*" for every shelter without an entry of its own
  double open_at_s = 0;
  int desks = 2;
  double seconds_per_person = 20;  // check-in (assumption: no published rate)
  std::vector<std::string> zones;  // served first; empty: all
};

struct Closure {
  std::vector<std::int64_t> sources;                 // OSM ways or GMNS link ids, both directions
  std::vector<std::array<std::int64_t, 2>> between;  // pairs of node sources: that direction only
  double from_s = 0;
  double until_s = 0;  // 0: to the end
};

struct Contraflow {
  std::vector<std::int64_t> sources;  // one way's links; lanes go to their reverse
  std::vector<std::array<std::int64_t, 2>> between;
  double from_s = 0;
  double sweep_s = 300;  // police sweep after the last vehicle has left
  int lanes = 1;         // that change direction
};

/// What drivers do and know. Shares of parties.
struct Behaviour {
  double informed_share = 0.8;  // re-route on news of closures (LifeSim: 80 % re-route in a jam)
  double patience_s = 1800;  // in full gridlock or before a closed link, then on foot (assumption)
  double news_period_s = 300;     // slower roads become known every so often (LifeSim: 5 min)
  double refuse_depth_m = 0.61;   // nobody leaves with more water at the door (LifeSim ch. 07)
  double trapped_depth_m = 0.61;  // a home this deep holds its people
  double trapped_debris_m = 0.5;  // debris at a home that holds them (assumption)
  double trapped_flame_m = 1.2;   // flames there (assumption, exposure/roads.hpp)
  // Nobody enters a road so near to what burns, nor within four flame lengths. No law gives the
  // distance of smoke (assumption: none further).
  double smoke_m = 0;
  std::string destination = "nearest_shelter";  // nearest_shelter | nearest_exit | nearest_any
};

/// Departures stated by tables: vehicles.csv (id,depart_s,origin) and routes.csv (origin,links).
struct Demand {
  std::string vehicles;
  std::string routes;  // absent: routed to the nearest destination

  bool empty() const { return vehicles.empty(); }
};

struct PlanFile {
  std::vector<ZoneSpec> zones;
  std::vector<Order> orders;
  std::vector<ShelterSpec> shelters;
  std::vector<Closure> closures;
  std::vector<Contraflow> contraflow;
  std::vector<FloodWork> built;          // set up in the event
  std::vector<WorkAction> work_actions;  // on these and on the world's
  std::vector<FireBreak> fire_breaks;    // built in the event
  std::vector<WaterDrop> water_drops;
  std::vector<TreatedSlope> treated_slopes;  // finished before the event
  Behaviour behaviour;
  Demand demand;
  double report_delay_s = 10;
  double order_delay_s = 10;
};

}  // namespace muster::cases
