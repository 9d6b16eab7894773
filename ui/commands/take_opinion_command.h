// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// A label and what stands in its place instead.
struct Opinion {
    std::optional<std::pair<RowId, Box>> label;  ///< class and box as they are; none: nothing is labelled there
    std::optional<std::pair<RowId, Box>> found;  ///< as they shall be; none: the label goes
};

/// Takes a detector's word for one label: changes it, removes it, or adds the one that is missing.
class TakeOpinionCommand : public BoxCommand {
public:
    TakeOpinionCommand(Session& session, BoxTarget target, const Opinion& opinion, const QString& text);

protected:
    bool apply(BoxSet& set) override;

private:
    Opinion m_opinion;
};

}  // namespace destudio::ui
