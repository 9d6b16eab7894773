// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoGroup>

#include "ui/domain/domain_controller.h"
#include "ui/editing/box_tools.h"
#include "ui/editing/edit_controller.h"
#include "ui/evaluation/self_check_controller.h"
#include "ui/export/export_controller.h"
#include "ui/generate/generation_controller.h"
#include "ui/generate/live_ladder.h"
#include "ui/generate/rerun_controller.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/models/library_controller.h"
#include "ui/project/project_controller.h"
#include "ui/scaleup/scale_up_controller.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "ui/training/loop_controller.h"
#include "ui/training/training_controller.h"

namespace destudio::ui {

/// What works on the open project and has no widget. First the model, last what works on it: destruction runs the other
/// way round.
struct WindowControllers {
    explicit WindowControllers(GenerationJobFactory factory);

    /// All pictures that were asked for are there, and nothing is being opened, generated or imported.
    bool settled() const;

    Workspace workspace;
    QUndoGroup undo_group;
    PictureSources pictures;
    JobQueueSignals jobs;
    EditController edits;
    BoxTools tools;
    GenerationController generation;
    LiveLadder live;
    RerunController reruns;
    ProjectController projects;
    ExportController exports;
    TrainingController training;
    LoopController loop;
    DomainController domain;
    SelfCheckController checks;
    ScaleUpController scale_ups;
    LibraryController library;
};

}  // namespace destudio::ui
