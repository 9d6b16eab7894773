// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <cstdio>

#include "command_line.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/runtime_environment.h"
#include "core/engine/model/bundle_info.h"
#include "quit_on_signal.h"
#include "startup.h"
#include "studio_manual.h"
#include "ui/window/language_menu.h"
#include "ui/window/main_window.h"
#include "ui/window/qt_messages.h"
#include "ui/window/theme_menu.h"
#include "ui/window/threads_menu.h"

namespace {

using namespace destudio;

/// What only prints or writes works on a machine without a display, too.
void need_no_display_to_print(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument = argv[i];
        if (argument == "-h" || argument == "--help" || argument == "-v" || argument == "--version") {
            qputenv("QT_QPA_PLATFORM", "offscreen");
        }
    }
}

int run(QApplication& application) {
    const StudioOptions options = parse_command_line(QApplication::arguments());
    if (!options.help.isEmpty()) {
        std::fputs(qPrintable(options.help), stdout);
        return 0;
    }
    if (!options.manual.isEmpty()) {
        write_studio_manual(options.manual, OptionTable());
        return 0;
    }
    if (!options.bundle.isEmpty()) {
        read_bundle_info(options.bundle.toStdString());  // a wrong one is told before a window opens
    }
    ui::apply_theme_choice(application, options.theme.value_or(ui::remembered_theme()));
    ui::apply_language_choice(application, options.language.value_or(ui::remembered_language()));
    ui::apply_remembered_threads();
    const auto shared = std::make_shared<SharedGenerator>();
    ui::MainWindow window(ui::product_job_factory(shared), ui::product_inspection(shared));
    if (!options.for_picture()) {
        window.remember_layout();
    }
    if (!options.window_size.isEmpty()) {
        window.resize(options.window_size);
    }
    if (!options.bundle.isEmpty()) {
        window.set_bundle(options.bundle.toStdString());
    }
    if (options.page) {
        window.show_page(*options.page);
    }
    const QuitOnSignal signals_of_system;
    QObject::connect(&signals_of_system, &QuitOnSignal::asked, &window, [&window] {
        window.end_work();
        QApplication::exit(static_cast<int>(ExitStatus::kCancelled));
    });
    const Startup startup(window, options);
    return application.exec();
}

}  // namespace

int main(int argc, char** argv) {
    prefer_fast_runtime(argv);
    set_up_logging(false);
    ui::forward_qt_messages();
    need_no_display_to_print(argc, argv);
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("destudio"));  // the window's icon and name on Wayland
    QApplication::setOrganizationName(QStringLiteral("DiffusionEngine Studio"));
    QApplication::setApplicationName(QStringLiteral("destudio"));
    QApplication::setApplicationVersion(QStringLiteral(DESTUDIO_VERSION));
    try {
        return run(application);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(exit_status(error));
    }
}
