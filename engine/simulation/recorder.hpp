// SPDX-License-Identifier: MIT
// Hands a run over to the trace, at barriers only, in an order that no thread decides.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/case/case_file.hpp"
#include "engine/simulation/simulation.hpp"
#include "engine/simulation/summary.hpp"
#include "engine/simulation/world_record.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/writer.hpp"

namespace muster::simulation {

class Recorder {
 public:
  /// Starts a new trace at `path` and writes what does not change.
  Recorder(Simulation& simulation, const RecordedCase& recorded, const std::filesystem::path& path);

  /// Takes the logs up to the barrier at `now`; fields, series and keyframes when they are due.
  void record(SimTime now);
  /// Takes the logs only.
  void record_rows();
  /// The outcome of every party and the score card; then ends the file.
  void close(SimTime end, const std::vector<Measure>& summary, std::uint64_t fingerprint,
             bool complete);
  void state(StateArchive& archive);
  /// Brings a new recorder, and its trace, to where `state` saved it while it wrote `old`.
  void resume(const trace::Reader& old, StateArchive& archive);
  const trace::WriterFigures& figures() const { return writer_->figures(); }

 private:
  void find_tables();
  void record_moves();
  void record_states();
  void record_events();
  void record_links();
  void record_series(SimTime now);
  trace::Movers movers() const;
  bool recorded(std::uint32_t mover) const;
  /// A column for each field.
  template <class Row, class... Field>
  void append(trace::TableId table, const std::vector<Row>& rows, Field... field);

  Simulation& simulation_;
  std::unique_ptr<trace::Writer> writer_;
  std::vector<std::uint8_t> last_state_;  // of each party, as recorded
  std::vector<std::int64_t> persons_in_;  // by party state
  SimTime keyframe_period_ = 0;
  SimTime fields_period_ = 0;
  SimTime series_period_ = 0;
  std::uint64_t sample_below_ = 0;  // a mover is recorded if its hash is below
  bool movements_ = true;
  trace::TableId movements_table_, trips_, events_, decisions_, reports_, closed_, speed_, lanes_,
      party_states_, site_states_, persons_series_, roads_series_;
};

}  // namespace muster::simulation
