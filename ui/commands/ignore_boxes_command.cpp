// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/ignore_boxes_command.h"

#include <QCoreApplication>
#include <algorithm>

namespace destudio::ui {

IgnoreBoxesCommand::IgnoreBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys, bool ignore)
    : BoxCommand(session, target,
                 ignore ? QCoreApplication::translate("commands", "ignore region")
                        : QCoreApplication::translate("commands", "count region again")),
      m_keys(std::move(keys)),
      m_ignore(ignore) {}

bool IgnoreBoxesCommand::apply(BoxSet& set) {
    bool changed = false;
    for (StoredAnnotation& annotation : set.boxes) {
        const bool chosen = std::find(m_keys.begin(), m_keys.end(), box_key(annotation)) != m_keys.end();
        if (chosen && annotation.ignore != m_ignore) {
            annotation.ignore = m_ignore;
            mark_edited(annotation);
            changed = true;
        }
    }
    return changed;
}

}  // namespace destudio::ui
