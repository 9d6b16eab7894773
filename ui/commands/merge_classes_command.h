// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>

#include "core/project/store/class_store.h"

namespace destudio::ui {

class Session;

/// Makes every box of one class a box of another; the first class leaves the list.
class MergeClassesCommand : public QUndoCommand {
public:
    MergeClassesCommand(Session& session, RowId from, RowId into);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    RowId m_from;
    RowId m_into;
    ClassStore::Merge m_done;
};

}  // namespace destudio::ui
