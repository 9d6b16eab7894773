// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/add_boxes_command.h"

#include <algorithm>

#include "ui/session/session.h"

namespace destudio::ui {

AddBoxesCommand::AddBoxesCommand(Session& session, BoxTarget target, std::vector<StoredAnnotation> boxes,
                                 const QString& text)
    : BoxCommand(session, target, text), m_boxes(std::move(boxes)) {}

bool AddBoxesCommand::apply(BoxSet& set) {
    const Size size = picture_size(session(), target());
    const std::size_t before = set.boxes.size();
    for (StoredAnnotation annotation : m_boxes) {
        annotation.variant_id = target().is_variant() ? target().id : 0;
        annotation.box = clamped(annotation.box, size);
        if (!annotation.box.empty()) {
            set.boxes.push_back(annotation);
        }
    }
    return set.boxes.size() > before;
}

std::vector<qint64> AddBoxesCommand::keys() const {
    std::vector<qint64> keys;
    if (!result() || !original()) {
        return keys;
    }
    for (const StoredAnnotation& annotation : result()->boxes) {
        const qint64 key = box_key(annotation);
        const bool old = std::any_of(original()->boxes.begin(), original()->boxes.end(),
                                     [key](const StoredAnnotation& entry) { return box_key(entry) == key; });
        if (!old) {
            keys.push_back(key);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

}  // namespace destudio::ui
