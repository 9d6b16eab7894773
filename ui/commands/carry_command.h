// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <string>
#include <vector>

#include "core/project/box_carry.h"
#include "ui/session/box_target.h"

namespace destudio::ui {

/// Carries boxes to other variants, all in one durable step. Variants that were decided since the plan was made are
/// left alone.
class CarryCommand : public QUndoCommand {
public:
    /// @param source the picture that the boxes come from
    CarryCommand(Session& session, BoxTarget source, std::vector<CarryPlan> plans);
    void redo() override;
    void undo() override;

private:
    struct Step {
        BoxTarget target;
        BoxSet before;
        BoxSet after;
    };
    void store(bool after);

    std::string source_text();

    Session& m_session;
    BoxTarget m_source;
    std::vector<CarryPlan> m_plans;
    std::vector<Step> m_steps;
    bool m_done = false;
};

}  // namespace destudio::ui
