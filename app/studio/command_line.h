// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "ui/window/language_menu.h"
#include "ui/window/main_window.h"
#include "ui/window/theme_menu.h"

namespace destudio {

/// What the command line of the window asks for.
struct StudioOptions {
    QString project;               ///< empty: the sample project
    QString bundle;                ///< empty: the project's, else the built-in one
    QString screenshot;            ///< PNG file to write; empty: none
    QSize window_size;             ///< empty: as last time
    std::optional<ui::Page> page;  ///< none: that of the last time
    bool generate = false;
    bool exit_after_startup = false;
    bool startup_time = false;                   ///< print when the window was painted, and quit
    std::optional<ui::ThemeChoice> theme;        ///< none: as last time
    std::optional<ui::LanguageChoice> language;  ///< none: as last time
    QString help;                                ///< text to print instead of starting
    QString manual;                              ///< folder to write the manual to instead of starting; empty: none

    /// Nobody will use the window.
    bool for_picture() const { return !screenshot.isEmpty() || exit_after_startup || startup_time; }
};

/// @throws UsageError with one sentence
StudioOptions parse_command_line(const QStringList& arguments);

}  // namespace destudio
