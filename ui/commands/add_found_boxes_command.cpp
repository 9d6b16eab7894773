// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/add_found_boxes_command.h"

#include <QCoreApplication>

#include "ui/session/session.h"

namespace destudio::ui {

AddFoundBoxesCommand::AddFoundBoxesCommand(Session& session, BoxTarget target, std::vector<std::pair<RowId, Box>> boxes)
    : BoxCommand(session, target,
                 boxes.size() == 1
                     ? QCoreApplication::translate("commands", "add %1").arg(session.class_name(boxes.front().first))
                     : QCoreApplication::translate("commands", "add %1 found boxes").arg(boxes.size())),
      m_boxes(std::move(boxes)) {}

bool AddFoundBoxesCommand::apply(BoxSet& set) {
    const Size size = picture_size(session(), target());
    bool any = false;
    for (const auto& [class_id, box] : m_boxes) {
        StoredAnnotation annotation;
        annotation.variant_id = target().is_variant() ? target().id : 0;
        annotation.class_id = class_id;
        annotation.box = clamped(box, size);
        annotation.origin = AnnotationOrigin::kDrawn;
        if (!annotation.box.empty()) {
            set.boxes.push_back(annotation);
            any = true;
        }
    }
    return any;
}

}  // namespace destudio::ui
