// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/engine/generation/generator.h"
#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// A ladder that is not finished: what is still to be made of a reference.
struct StoredJob {
    RowId id = 0;
    RowId reference_id = 0;
    GenerationSettings settings;  ///< ratios and seeds do not count; the rungs do
    std::vector<Rung> rungs;      ///< still to be made
};

/// The ladders that wait or run, so that a window that was closed or killed goes on where it was. A finished job is
/// removed; the jobs of a removed reference go with it. Not part of undo, and no change is notified.
class JobStore {
public:
    explicit JobStore(ProjectDatabase& database) : m_database(database) {}

    /// In the order in which they run.
    std::vector<StoredJob> all() const;
    /// At the end. @return its id
    RowId add(const StoredJob& job);
    /// Takes out a rung that is made now; removes a job with its last one. Harmless for a job that is gone.
    void finish_rung(RowId id, const Rung& rung);
    void remove(RowId id);
    void remove_all();
    /// Puts them into this order; others stay behind them.
    void set_order(const std::vector<RowId>& ids);

private:
    ProjectDatabase& m_database;
};

}  // namespace destudio
