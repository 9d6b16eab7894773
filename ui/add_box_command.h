// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/box_command.h"

namespace destudio::ui {

/// Adds a drawn (or pasted, or duplicated) box.
class AddBoxCommand : public BoxCommand {
public:
    AddBoxCommand(Session& session, BoxTarget target, const Box& box, RowId class_id);
    /// The new box's key once it is stored; 0 before.
    qint64 key() const;

protected:
    bool apply(BoxSet& set) override;

private:
    Box m_box;
    RowId m_class_id;
};

}  // namespace destudio::ui
