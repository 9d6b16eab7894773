// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <memory>

#include "command_line.h"
#include "core/base/error.h"
#include "screenshot.h"

namespace destudio {

/// Carries out the command line on a window: shows it, opens the project, generates, takes the picture. Where nobody
/// can see the window, what goes wrong ends the program with a sentence on standard error; else the window says it.
class Startup : public QObject {
    Q_OBJECT

public:
    Startup(ui::MainWindow& window, const StudioOptions& options);

private:
    void opened();
    void failed(const ui::OpenFailure& failure) const;
    void fail(const QString& sentence, ExitStatus status) const;

    ui::MainWindow& m_window;
    StudioOptions m_options;
    std::unique_ptr<Screenshot> m_screenshot;
};

}  // namespace destudio
