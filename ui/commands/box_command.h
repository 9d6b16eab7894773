// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <optional>

#include "ui/session/box_target.h"

namespace destudio::ui {

/// Base of the commands that change one picture's boxes. The first redo() reads the set, lets the command change it and
/// stores it; undo() and later redo()s put the saved sets back, ids included, so that commands further up the stack
/// still find their boxes. A write that fails makes the command obsolete and is told through Session::write_failed.
class BoxCommand : public QUndoCommand {
public:
    void redo() override;
    void undo() override;
    BoxTarget target() const { return m_target; }

protected:
    BoxCommand(Session& session, BoxTarget target, const QString& text);

    /// Changes the set. @return whether anything changed
    virtual bool apply(BoxSet& set) = 0;
    /// Called by mergeWith: the later command's result becomes this one's.
    void take_result_of(const BoxCommand& later) { m_after = later.m_after; }
    Session& session() { return m_session; }
    const std::optional<BoxSet>& result() const { return m_after; }
    const std::optional<BoxSet>& original() const { return m_before; }

private:
    Session& m_session;
    BoxTarget m_target;
    std::optional<BoxSet> m_before;
    std::optional<BoxSet> m_after;
};

/// A box that a person changed is no longer what the adapter detected.
inline void mark_edited(StoredAnnotation& annotation) {
    if (annotation.origin == AnnotationOrigin::kDetected) {
        annotation.origin = AnnotationOrigin::kEdited;
    }
}

/// Numbers for QUndoCommand::id().
enum class CommandId { kNudgeBoxes = 1 };

}  // namespace destudio::ui
