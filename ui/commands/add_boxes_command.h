// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Adds boxes: drawn, pasted or duplicated ones, or detections that a person adopts.
class AddBoxesCommand : public BoxCommand {
public:
    /// @param boxes their ids must be 0; they are cut to the picture, and those outside of it are left out
    AddBoxesCommand(Session& session, BoxTarget target, std::vector<StoredAnnotation> boxes, const QString& text);
    /// The new boxes' keys, in their order, once they are stored.
    std::vector<qint64> keys() const;

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<StoredAnnotation> m_boxes;
};

}  // namespace destudio::ui
