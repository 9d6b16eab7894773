// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/ghost_store.h"

#include "core/base/error.h"
#include "core/project/store/changes.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"

namespace destudio {

std::vector<GhostBox> GhostStore::of_variant(RowId variant_id) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<GhostBox> ghosts;
        SQLite::Statement select(
            db, "SELECT id, variant_id, class_id, x1, y1, x2, y2 FROM ghost WHERE variant_id = ? ORDER BY id");
        select.bind(1, variant_id);
        while (select.executeStep()) {
            ghosts.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getInt64(),
                              select.getColumn(2).getInt64(), read_box(select, 3)});
        }
        return ghosts;
    });
}

void GhostStore::replace(RowId variant_id, const std::vector<GhostBox>& ghosts) {
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement known(db, "SELECT 1 FROM variant WHERE id = ?");
        known.bind(1, variant_id);
        if (!known.executeStep()) {
            throw UsageError("The project has no variant " + std::to_string(variant_id) + ".");
        }
        SQLite::Statement clear(db, "DELETE FROM ghost WHERE variant_id = ?");
        clear.bind(1, variant_id);
        clear.exec();
        for (GhostBox ghost : ghosts) {
            ghost.variant_id = variant_id;
            insert_ghost(db, ghost);
        }
    });
    m_changes.notify({ProjectChange::What::kAnnotations, ProjectChange::How::kUpdated, variant_id, 0});
}

}  // namespace destudio
