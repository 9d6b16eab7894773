// SPDX-License-Identifier: Apache-2.0
#include "startup.h"

#include <QGuiApplication>
#include <cstdio>

#include "startup_clock.h"
#include "ui/window/tour.h"

namespace destudio {
namespace {

bool somebody_can_see() {
    const QString platform = QGuiApplication::platformName();
    return platform != QStringLiteral("offscreen") && platform != QStringLiteral("minimal");
}

}  // namespace

Startup::Startup(ui::MainWindow& window, const StudioOptions& options) : m_window(window), m_options(options) {
    connect(&window.controllers().projects, &ui::ProjectController::opened, this, &Startup::opened,
            Qt::SingleShotConnection);
    connect(&window.controllers().projects, &ui::ProjectController::open_failed, this, &Startup::failed,
            Qt::SingleShotConnection);
    if (options.startup_time) {
        new StartupClock(&window);
        window.show();
        return;
    }
    if (somebody_can_see()) {
        window.show();  // at once; else with the project, because the platform has warnings of its own to print
    }
    const QStringList recent = ui::ProjectController::recent();
    if (options.project.isEmpty() && !recent.isEmpty() && !options.for_picture()) {
        window.controllers().projects.open(recent.front().toStdString());  // on with what was left
    } else if (options.project.isEmpty() && somebody_can_see() && !options.for_picture() && !options.generate) {
        window.show_page(options.page.value_or(ui::Page::kLadder));  // the start page: nothing was open before
    } else if (options.project.isEmpty()) {
        window.controllers().projects.open_sample();
    } else {
        window.controllers().projects.open(options.project.toStdString());
    }
}

void Startup::opened() {
    m_window.show();
    if (m_options.generate && !m_window.generate() && m_options.for_picture()) {
        const QString message = m_window.message();
        fail(message.isEmpty() ? tr("The project has no reference to generate from.") : message, ExitStatus::kUsage);
    } else if (m_options.for_picture()) {
        m_screenshot = std::make_unique<Screenshot>(m_window, m_options.screenshot);
    } else if (somebody_can_see()) {
        m_window.tour().offer();
    }
}

void Startup::failed(const ui::OpenFailure& failure) const {
    if (m_options.for_picture() || !somebody_can_see()) {
        fail(failure.sentence, ExitStatus::kFailed);
    }
}

void Startup::fail(const QString& sentence, ExitStatus status) const {
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    QCoreApplication::exit(static_cast<int>(status));
}

}  // namespace destudio
