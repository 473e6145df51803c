// SPDX-License-Identifier: MIT
// Descriptions of structs that several case files hold.
#pragma once

#include "engine/case/condition.hpp"
#include "engine/case/driver.hpp"
#include "engine/case/fields.hpp"
#include "engine/case/fire_spec.hpp"
#include "engine/case/flood_works.hpp"
#include "engine/case/slope_spec.hpp"
#include "engine/case/world_file.hpp"

namespace muster::cases {

void describe(Fields& f, Series& s);
void describe(Fields& f, Area& a);
void describe(Fields& f, Place& p);
void describe(Fields& f, PlaceLine& l);
void describe(Fields& f, WaterwaySpec& w);
void describe(Fields& f, Condition& c);
void describe(Fields& f, FloodWork& w);
void describe(Fields& f, WorkAction& a);
void describe(Fields& f, BreachSpec& b);
void describe(Fields& f, Amount& a);
void describe(Fields& f, FuelCover& c);
void describe(Fields& f, FireWeather& w);
void describe(Fields& f, FireWeatherTable& w);
void describe(Fields& f, IgnitionSpec& i);
void describe(Fields& f, SpottingSpec& s);
void describe(Fields& f, BurntGround& b);
void describe(Fields& f, FireBreak& b);
void describe(Fields& f, WaterDrop& d);
void describe(Fields& f, WaterSourceSpec& s);
void describe(Fields& f, SoilUncertainty& u);
void describe(Fields& f, TreatedSlope& t);

}  // namespace muster::cases
