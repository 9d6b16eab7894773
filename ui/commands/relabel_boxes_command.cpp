// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/relabel_boxes_command.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/commands/adopt_ghosts_command.h"
#include "ui/session/session.h"

namespace destudio::ui {

RelabelBoxesCommand::RelabelBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys, RowId class_id)
    : BoxCommand(session, target,
                 QCoreApplication::translate("commands", "relabel to %1").arg(session.class_name(class_id))),
      m_keys(std::move(keys)),
      m_class_id(class_id) {}

bool RelabelBoxesCommand::apply(BoxSet& set) {
    bool changed = AdoptGhostsCommand::adopt(set, m_keys, m_class_id);
    for (StoredAnnotation& annotation : set.boxes) {
        const bool chosen = std::find(m_keys.begin(), m_keys.end(), box_key(annotation)) != m_keys.end();
        if (chosen && annotation.class_id != m_class_id) {
            annotation.class_id = m_class_id;
            mark_edited(annotation);
            changed = true;
        }
    }
    return changed;
}

}  // namespace destudio::ui
