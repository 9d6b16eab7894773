// SPDX-License-Identifier: Apache-2.0
#include "ui/change_box_command.h"

#include <QCoreApplication>

namespace destudio::ui {

ChangeBoxCommand::ChangeBoxCommand(Session& session, BoxTarget target, qint64 key, const Box& box, Kind kind)
    : BoxCommand(session, target, QCoreApplication::translate("commands", "move or resize box")),
      m_key(key),
      m_box(box),
      m_kind(kind) {}

int ChangeBoxCommand::id() const {
    return m_kind == Kind::kNudge ? static_cast<int>(CommandId::kNudgeBox) : -1;
}

bool ChangeBoxCommand::mergeWith(const QUndoCommand* other) {
    const auto* later = dynamic_cast<const ChangeBoxCommand*>(other);
    if (later == nullptr || later->m_key != m_key || later->target() != target()) {
        return false;
    }
    if (later->result()) {  // else it changed nothing
        m_box = later->m_box;
        take_result_of(*later);
    }
    return true;
}

bool ChangeBoxCommand::apply(BoxSet& set) {
    for (Annotation& annotation : set.boxes) {
        if (box_key(annotation) != m_key) {
            continue;
        }
        const Box box = clamped(m_box, picture_size(session(), target()));
        if (box == annotation.box || box.empty()) {
            return false;
        }
        annotation.box = box;
        if (annotation.origin == AnnotationOrigin::kDetected) {
            annotation.origin = AnnotationOrigin::kEdited;
        }
        return true;
    }
    return false;
}

}  // namespace destudio::ui
