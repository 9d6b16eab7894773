// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "core/project/box_carry.h"
#include "ui/session/box_target.h"
#include "ui/session/project_query.h"

namespace destudio::ui {

class EditController;
class Workspace;

/// Carries boxes to the other variants of their reference (core's box_carry.h): compared on a worker, then one step to
/// undo and one sentence that says where they went.
class CarryController : public QObject {
    Q_OBJECT

public:
    CarryController(Workspace& workspace, EditController& edits, QObject* parent = nullptr);

    /// The selected boxes; without any, those that were copied last in this ladder.
    void carry();
    bool busy() const { return m_query.busy(); }

signals:
    /// What the carry did.
    void finished(const QString& sentence);

private:
    void ask(BoxTarget source, const std::vector<StoredAnnotation>& boxes);
    void finish(BoxTarget source, const CarryAnswer& answer);

    Workspace& m_workspace;
    EditController& m_edits;
    ProjectQuery<CarryAnswer> m_query;
};

/// "Carried to 4 variants. In 3 variants neither picture nor detector agrees: a ghost marks the place."
QString carry_sentence(const CarryAnswer& answer);

}  // namespace destudio::ui
