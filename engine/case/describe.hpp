// SPDX-License-Identifier: MIT
// The descriptions of the files that a case consists of: key, meaning, unit and rule of every
// field.
#pragma once

#include "engine/case/case_file.hpp"
#include "engine/case/decision.hpp"
#include "engine/case/fields.hpp"
#include "engine/case/study_file.hpp"

namespace muster::cases {

void describe(Fields& f, WorldFile& world);
void describe(Fields& f, EventFile& event);
void describe(Fields& f, PlanFile& plan);
void describe(Fields& f, CaseFile& file);
void describe(Fields& f, Decision& decision);
void describe(Fields& f, StudyFile& study);

}  // namespace muster::cases
