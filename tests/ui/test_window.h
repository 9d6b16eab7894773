// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/window/main_window.h"

namespace destudio::test {

/// The window, with a short way to each part of it that tests drive or look at.
class TestWindow : public ui::MainWindow {
public:
    using MainWindow::MainWindow;

    ui::Workspace& workspace() { return controllers().workspace; }
    ui::ProjectController& projects() { return controllers().projects; }
    ui::JobQueueSignals& jobs() { return controllers().jobs; }
    ui::RerunController& reruns() { return controllers().reruns; }
    ui::GenerationController& generation() { return controllers().generation; }
    ui::TrainingController& training() { return controllers().training; }
    ui::BoxTools& box_tools() { return controllers().tools; }
    ui::LadderPage* ladder_page() const { return pages().ladder(); }
    ui::EditorPage* editor_page() const { return pages().editor(); }
    ui::GalleryPage* gallery_page() const { return pages().gallery(); }
    ui::TrainingPage* training_page() const { return pages().training(); }
};

}  // namespace destudio::test
