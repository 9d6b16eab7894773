// SPDX-License-Identifier: Apache-2.0
#include "ui/relabel_box_command.h"

#include <QCoreApplication>

#include "ui/session.h"

namespace destudio::ui {

RelabelBoxCommand::RelabelBoxCommand(Session& session, BoxTarget target, qint64 key, RowId class_id)
    : BoxCommand(session, target,
                 QCoreApplication::translate("commands", "relabel to %1").arg(session.class_name(class_id))),
      m_key(key),
      m_class_id(class_id) {}

bool RelabelBoxCommand::apply(BoxSet& set) {
    for (Annotation& annotation : set.boxes) {
        if (box_key(annotation) == m_key && annotation.class_id != m_class_id) {
            annotation.class_id = m_class_id;
            if (annotation.origin == AnnotationOrigin::kDetected) {
                annotation.origin = AnnotationOrigin::kEdited;
            }
            return true;
        }
    }
    return false;
}

}  // namespace destudio::ui
