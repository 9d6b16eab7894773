// SPDX-License-Identifier: Apache-2.0
#include "ui/remove_box_command.h"

#include <QCoreApplication>

namespace destudio::ui {

RemoveBoxCommand::RemoveBoxCommand(Session& session, BoxTarget target, qint64 key)
    : BoxCommand(session, target, QCoreApplication::translate("commands", "delete box")), m_key(key) {}

bool RemoveBoxCommand::apply(BoxSet& set) {
    return std::erase_if(set.boxes, [this](const Annotation& box) { return box_key(box) == m_key; }) > 0;
}

}  // namespace destudio::ui
