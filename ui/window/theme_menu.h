// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QApplication;
class QMenu;

namespace destudio::ui {

/// What people choose; the system's is looked up when the program starts.
enum class ThemeChoice { kSystem, kDark, kLight };

/// The choice of the last time; the system's at first.
ThemeChoice remembered_theme();
/// "system", "dark" or "light". @throws UsageError
ThemeChoice parse_theme_choice(const QString& text);
/// Call it before anything else changed the application's palette, which tells what the system likes.
void apply_theme_choice(QApplication& application, ThemeChoice choice);

/// Adds the three choices to a menu; choosing one applies and remembers it.
void fill_theme_menu(QMenu* menu);

}  // namespace destudio::ui
