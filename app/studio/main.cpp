// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <cstdio>

#include "command_line.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/openmp_environment.h"
#include "core/engine/bundle_info.h"
#include "screenshot.h"
#include "ui/main_window.h"
#include "widgets/theme.h"

namespace {

using namespace destudio;

int run(const QApplication& application) {
    const StudioOptions options = parse_command_line(QApplication::arguments());
    if (!options.help.isEmpty()) {
        std::fputs(qPrintable(options.help), stdout);
        return 0;
    }
    if (!options.bundle.isEmpty()) {
        read_bundle_info(options.bundle.toStdString());  // a wrong one is told before a window opens
    }
    const bool for_picture = !options.screenshot.isEmpty() || options.exit_after_startup;
    ui::MainWindow window(ui::product_job_factory());
    if (!for_picture) {
        window.remember_layout();
    }
    if (!options.window_size.isEmpty()) {
        window.resize(options.window_size);
    }
    if (!options.bundle.isEmpty()) {
        window.set_bundle(options.bundle.toStdString());
    }
    if (options.project.isEmpty()) {
        window.projects().open_sample();
    } else {
        window.projects().open(options.project.toStdString());
    }
    window.show_page(options.page);
    window.show();
    if (options.generate && !window.generate() && for_picture) {
        throw UsageError(window.message().isEmpty() ? "The project has no reference to generate from."
                                                    : window.message().toStdString());
    }
    std::unique_ptr<Screenshot> screenshot;
    if (for_picture) {
        screenshot = std::make_unique<Screenshot>(window, options.screenshot);
    }
    return application.exec();
}

}  // namespace

int main(int argc, char** argv) {
    prefer_passive_openmp(argv);
    set_up_logging(false);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("DiffusionEngine Studio"));
    QApplication::setApplicationName(QStringLiteral("destudio"));
    QApplication::setApplicationVersion(QStringLiteral(DESTUDIO_VERSION));
    widgets::apply_theme(application, widgets::Theme::kDark);
    try {
        return run(application);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(exit_status(error));
    }
}
