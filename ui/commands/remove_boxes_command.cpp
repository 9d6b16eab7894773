// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/remove_boxes_command.h"

#include <QCoreApplication>
#include <algorithm>

namespace destudio::ui {

RemoveBoxesCommand::RemoveBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys)
    : BoxCommand(session, target,
                 keys.size() == 1 ? QCoreApplication::translate("commands", "delete box")
                                  : QCoreApplication::translate("commands", "delete %n boxes", nullptr,
                                                                static_cast<int>(keys.size()))),
      m_keys(std::move(keys)) {}

bool RemoveBoxesCommand::apply(BoxSet& set) {
    const auto chosen = [this](qint64 key) { return std::find(m_keys.begin(), m_keys.end(), key) != m_keys.end(); };
    const auto boxes = std::erase_if(set.boxes, [&](const StoredAnnotation& box) { return chosen(box_key(box)); });
    const auto ghosts = std::erase_if(set.ghosts, [&](const GhostBox& ghost) { return chosen(ghost_key(ghost)); });
    return boxes + ghosts > 0;
}

}  // namespace destudio::ui
