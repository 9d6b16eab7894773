// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/box_command.h"

namespace destudio::ui {

/// Moves or resizes a box. Nudges of the same box that follow each other become one step.
class ChangeBoxCommand : public BoxCommand {
public:
    enum class Kind { kDrag, kNudge };
    ChangeBoxCommand(Session& session, BoxTarget target, qint64 key, const Box& box, Kind kind = Kind::kDrag);

    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;

protected:
    bool apply(BoxSet& set) override;

private:
    qint64 m_key;
    Box m_box;
    Kind m_kind;
};

}  // namespace destudio::ui
