// SPDX-License-Identifier: MIT
// Continues a trace from a saved state, with the bytes that the unbroken run would have written.
#pragma once

#include "engine/base/state.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/writer.hpp"

namespace muster::trace {

/// Brings `writer` to where the run stood when `Writer::state` saved into what `archive` loads.
/// `writer` is new, to another path than `old`'s (rename it over that after `close`), made from the
/// same header and schema and given the same static data; the columns that `rewrite` replaces and
/// the maxima are to be set again before the end. Handing over the same data from there on gives
/// the file of the unbroken run, byte for byte. `old` may have gone on beyond the saved moment.
/// Throws InputError where `old` is another run's trace or ends before the saved moment. Costs
/// about what writing the old rows did.
void resume(Writer& writer, const Reader& old, StateArchive& archive);

}  // namespace muster::trace
