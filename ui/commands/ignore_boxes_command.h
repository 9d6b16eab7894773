// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Makes boxes ignored regions, for half objects that melted into something else, or objects again.
class IgnoreBoxesCommand : public BoxCommand {
public:
    IgnoreBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys, bool ignore);

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<qint64> m_keys;
    bool m_ignore;
};

}  // namespace destudio::ui
