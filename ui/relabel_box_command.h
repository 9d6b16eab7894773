// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/box_command.h"

namespace destudio::ui {

/// Gives a box another class.
class RelabelBoxCommand : public BoxCommand {
public:
    RelabelBoxCommand(Session& session, BoxTarget target, qint64 key, RowId class_id);

protected:
    bool apply(BoxSet& set) override;

private:
    qint64 m_key;
    RowId m_class_id;
};

}  // namespace destudio::ui
