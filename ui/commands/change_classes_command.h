// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <functional>
#include <optional>

#include "core/project/store/class_list.h"

namespace destudio::ui {

class Session;

/// Changes the class list but no box: add, rename, recolor, reorder, lower bound, remove.
class ChangeClassesCommand : public QUndoCommand {
public:
    /// @param edit  one of the edits of core/project/class_list.h; may throw UsageError
    ChangeClassesCommand(Session& session, const QString& text, std::function<void(ClassList&)> edit);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    std::function<void(ClassList&)> m_edit;
    std::optional<ClassList> m_before;
    ClassList m_after;
};

}  // namespace destudio::ui
