// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio::ui {

/// Moves or resizes boxes. Nudges of the same boxes that follow each other become one step.
class ChangeBoxesCommand : public BoxCommand {
public:
    enum class Kind { kDrag, kNudge };
    ChangeBoxesCommand(Session& session, BoxTarget target, std::vector<widgets::BoxEdit> edits,
                       Kind kind = Kind::kDrag);

    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<widgets::BoxEdit> m_edits;
    Kind m_kind;
};

}  // namespace destudio::ui
