// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/box_command.h"

namespace destudio::ui {

/// Deletes a box.
class RemoveBoxCommand : public BoxCommand {
public:
    RemoveBoxCommand(Session& session, BoxTarget target, qint64 key);

protected:
    bool apply(BoxSet& set) override;

private:
    qint64 m_key;
};

}  // namespace destudio::ui
