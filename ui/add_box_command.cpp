// SPDX-License-Identifier: Apache-2.0
#include "ui/add_box_command.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/session.h"

namespace destudio::ui {

AddBoxCommand::AddBoxCommand(Session& session, BoxTarget target, const Box& box, RowId class_id)
    : BoxCommand(session, target, QCoreApplication::translate("commands", "add %1").arg(session.class_name(class_id))),
      m_box(box),
      m_class_id(class_id) {}

bool AddBoxCommand::apply(BoxSet& set) {
    Annotation annotation;
    annotation.variant_id = target().is_variant() ? target().id : 0;
    annotation.class_id = m_class_id;
    annotation.box = clamped(m_box, picture_size(session(), target()));
    annotation.origin = AnnotationOrigin::kDrawn;
    set.boxes.push_back(annotation);
    return !annotation.box.empty();
}

qint64 AddBoxCommand::key() const {
    qint64 newest = 0;
    if (result()) {
        for (const Annotation& annotation : result()->boxes) {
            if (annotation.detection_id == 0) {
                newest = std::max<qint64>(newest, annotation.id);
            }
        }
    }
    return newest;
}

}  // namespace destudio::ui
