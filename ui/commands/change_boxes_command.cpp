// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/change_boxes_command.h"

#include <QCoreApplication>
#include <algorithm>

namespace destudio::ui {

ChangeBoxesCommand::ChangeBoxesCommand(Session& session, BoxTarget target, std::vector<widgets::BoxEdit> edits,
                                       Kind kind)
    : BoxCommand(session, target,
                 edits.size() == 1 ? QCoreApplication::translate("commands", "move or resize box")
                                   : QCoreApplication::translate("commands", "move or resize %n boxes", nullptr,
                                                                 static_cast<int>(edits.size()))),
      m_edits(std::move(edits)),
      m_kind(kind) {}

int ChangeBoxesCommand::id() const {
    return m_kind == Kind::kNudge ? static_cast<int>(CommandId::kNudgeBoxes) : -1;
}

bool ChangeBoxesCommand::mergeWith(const QUndoCommand* other) {
    const auto* later = dynamic_cast<const ChangeBoxesCommand*>(other);
    const auto same_box = [](const widgets::BoxEdit& a, const widgets::BoxEdit& b) { return a.id == b.id; };
    if (later == nullptr || later->target() != target() ||
        !std::equal(m_edits.begin(), m_edits.end(), later->m_edits.begin(), later->m_edits.end(), same_box)) {
        return false;
    }
    if (later->result()) {  // else it changed nothing
        m_edits = later->m_edits;
        take_result_of(*later);
    }
    return true;
}

bool ChangeBoxesCommand::apply(BoxSet& set) {
    const Size size = picture_size(session(), target());
    bool changed = false;
    for (const widgets::BoxEdit& edit : m_edits) {
        const Box box = clamped(edit.box, size);
        const auto found = std::find_if(set.boxes.begin(), set.boxes.end(),
                                        [&](const StoredAnnotation& entry) { return box_key(entry) == edit.id; });
        if (found != set.boxes.end() && !box.empty() && found->box != box) {
            found->box = box;
            mark_edited(*found);
            changed = true;
        }
    }
    return changed;
}

}  // namespace destudio::ui
