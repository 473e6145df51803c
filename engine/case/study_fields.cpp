// SPDX-License-Identifier: MIT
// Fields of study.json.
#include "engine/case/describe.hpp"

namespace muster::cases {

static void describe(Fields& f, Varied& v) {
  f.is("varied", "A value of the case that the study varies.");
  f.field("pointer", v.pointer, "Where in the case, its parts inline, as a JSON pointer.",
          {.required = true, .text = TextKind::Pointer});
  f.field("values", v.values,
          "The values, any JSON; paths start in the study's folder. New ones at the end of the "
          "first list leave the runs before them as they are.",
          {.required = true, .items = 1});
}

static void describe(Fields& f, Seeds& s) {
  f.is("seeds", "Seeds of the runs of every point.");
  f.field("first", s.first, "The first seed; the others count up from it.",
          {.least = 0, .most = 9e15});
  f.field("count", s.count, "Runs of each point.", {.least = 1, .most = 100'000});
}

void describe(Fields& f, StudyFile& s) {
  f.is("study", "A case with values to vary: the input of a sweep.");
  f.field("name", s.name, "Short name; the folder of the results is called after it.",
          {.required = true, .text = TextKind::FileName});
  f.field("case", s.case_path, "Case file, or a folder with a case.json.",
          {.required = true, .text = TextKind::Path});
  f.field("seeds", s.seeds, "Seeds of the runs of every point.");
  f.field("vary", s.vary, "What to vary: every value with every other, the last turns fastest.");
}

}  // namespace muster::cases
