// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QCoreApplication;
class QMenu;

namespace destudio::ui {

/// The language of the window; the system's, and English where the system's is not among them.
enum class LanguageChoice { kSystem, kEnglish, kGerman, kChinese };

/// The choice of the last time; the system's at first.
LanguageChoice remembered_language();
/// "system", "en", "de" or "zh_CN". @throws UsageError
LanguageChoice parse_language_choice(const QString& text);
/// Call it once, before the first widget is made: texts that are already shown stay as they are.
/// Qt's own texts, such as buttons of its dialogs, are translated where Qt's translations are installed.
void apply_language_choice(QCoreApplication& application, LanguageChoice choice);

/// "en", "de" or "zh_CN": what was applied, English before.
QString language_in_use();

/// Adds the choices to a menu; choosing one remembers it for the next start.
void fill_language_menu(QMenu* menu);

}  // namespace destudio::ui
