// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoStack>
#include <memory>

#include "core/image/image_io.h"
#include "tests/core/project/project_fixture.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"

namespace destudio::test {

/// A workspace on a real project in a temporary folder: one reference of 640 x 480 with one cat, one variant of 64 x 64
/// with detections cat 0.9, dog 0.4 and cat 0.1; threshold 0.3.
struct UiFixture {
    ProjectFixture files;
    RowId reference = 0;
    RowId variant = 0;
    RowId cat = 0;
    RowId dog = 0;
    ui::Workspace workspace;
    ui::EditController edits{workspace};

    UiFixture() {
        reference = files.add_reference();
        variant = files.add_variant(reference);
        cat = files.project->classes().find("cat")->id;
        dog = files.project->classes().find("dog")->id;
        files.project->references().set_boxes(reference, {{0, 0, cat, {10, 20, 110, 220}}});
        files.project->settings().set_threshold(0.3);
        workspace.set_session(std::make_unique<ui::Session>(std::move(files.project)));
    }

    ui::Session& session() { return *workspace.session(); }
    Project& project() { return session().project(); }
    QUndoStack& undo_stack() { return session().undo_stack(); }

    ui::BoxTarget on_reference() const { return {ui::BoxTarget::Kind::kReference, reference}; }
    ui::BoxTarget on_variant() const { return {ui::BoxTarget::Kind::kVariant, variant}; }

    std::vector<StoredAnnotation> boxes(ui::BoxTarget target) { return ui::load_boxes(session(), target).boxes; }
    VariantRecord record() { return project().variants().get(variant); }

    /// Closes the project and opens its file again, as the next start of the program would.
    void reopen() {
        workspace.set_session(nullptr);
        workspace.set_session(std::make_unique<ui::Session>(Project::open(files.file)));
    }
};

}  // namespace destudio::test
