// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <memory>

#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/ui/window_fixture.h"

namespace destudio::test {

/// A window on a project whose bundle is a tiny one, so that trainings and checks really run.
class TrainingWindow {
public:
    TrainingWindow() {
        {
            const auto project = Project::open(files.project_file());
            GenerationSettings settings;
            settings.bundle = files.bundle();
            project->settings().set_generation(settings);
        }
        window = std::make_unique<TestWindow>(fake_jobs([](std::stop_token) {}));
        window->resize(1400, 900);
        window->projects().open(files.project_file());
        window->show();
        wait_until_open(*window);
    }

    template <class Widget>
    Widget* find(const char* name) const {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        if (found == nullptr) {
            qFatal("There is no %s.", name);
        }
        return found;
    }
    QString text(const char* label) const { return find<QLabel>(label)->text(); }
    void click(const char* button) const { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    Project& project() const { return window->workspace().session()->project(); }
    void rest() const {
        if (!QTest::qWaitFor([this] { return window->settled(); }, 60'000)) {
            qFatal("The window does not come to rest.");
        }
    }

    AdaptationFixture files;
    std::unique_ptr<TestWindow> window;
};

}  // namespace destudio::test
