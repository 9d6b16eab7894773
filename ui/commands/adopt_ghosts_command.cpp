// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/adopt_ghosts_command.h"

#include <QCoreApplication>
#include <algorithm>

namespace destudio::ui {

AdoptGhostsCommand::AdoptGhostsCommand(Session& session, BoxTarget target, std::vector<qint64> keys)
    : BoxCommand(session, target,
                 keys.size() == 1 ? QCoreApplication::translate("commands", "adopt ghost")
                                  : QCoreApplication::translate("commands", "adopt %n ghosts", nullptr,
                                                                static_cast<int>(keys.size()))),
      m_keys(std::move(keys)) {}

bool AdoptGhostsCommand::adopt(BoxSet& set, const std::vector<qint64>& keys, RowId class_id) {
    const std::size_t before = set.boxes.size();
    std::erase_if(set.ghosts, [&](const GhostBox& ghost) {
        if (std::find(keys.begin(), keys.end(), ghost_key(ghost)) == keys.end()) {
            return false;
        }
        StoredAnnotation annotation;
        annotation.variant_id = ghost.variant_id;
        annotation.class_id = class_id != 0 ? class_id : ghost.class_id;
        annotation.box = ghost.box;
        annotation.origin = AnnotationOrigin::kDrawn;
        set.boxes.push_back(annotation);
        return true;
    });
    return set.boxes.size() > before;
}

}  // namespace destudio::ui
