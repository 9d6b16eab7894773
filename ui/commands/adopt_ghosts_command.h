// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Makes ghosts of verified carry boxes of the variant.
class AdoptGhostsCommand : public BoxCommand {
public:
    AdoptGhostsCommand(Session& session, BoxTarget target, std::vector<qint64> keys);

    /// @param class_id 0: each ghost's own @return whether any of the keys was a ghost's
    static bool adopt(BoxSet& set, const std::vector<qint64>& keys, RowId class_id = 0);

protected:
    bool apply(BoxSet& set) override { return adopt(set, m_keys); }

private:
    std::vector<qint64> m_keys;
};

}  // namespace destudio::ui
