// SPDX-License-Identifier: Apache-2.0
#include "ui/window/theme_menu.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCoreApplication>
#include <QMenu>
#include <QPalette>

#include "core/base/error.h"
#include "ui/base/user_settings.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

struct ThemeEntry {
    ThemeChoice choice;
    const char* word;  ///< in settings and on the command line
    const char* text;
};
constexpr ThemeEntry kThemes[] = {{ThemeChoice::kSystem, "system", QT_TRANSLATE_NOOP("theme", "Like the &system")},
                                  {ThemeChoice::kDark, "dark", QT_TRANSLATE_NOOP("theme", "&Dark")},
                                  {ThemeChoice::kLight, "light", QT_TRANSLATE_NOOP("theme", "&Light")}};

ThemeChoice g_choice = ThemeChoice::kSystem;

bool system_is_dark() {
    // Asked once: afterwards the palette is ours.
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

}  // namespace

ThemeChoice parse_theme_choice(const QString& text) {
    for (const ThemeEntry& entry : kThemes) {
        if (text == QLatin1String(entry.word)) {
            return entry.choice;
        }
    }
    throw UsageError("--theme wants system, dark or light, not \"" + text.toStdString() + "\".");
}

ThemeChoice remembered_theme() {
    try {
        const QString word = UserSettings().theme();
        return word.isEmpty() ? ThemeChoice::kSystem : parse_theme_choice(word);
    } catch (const UsageError&) {
        return ThemeChoice::kSystem;
    }
}

void apply_theme_choice(QApplication& application, ThemeChoice choice) {
    const bool like_system = system_is_dark();
    g_choice = choice;
    const bool dark = choice == ThemeChoice::kSystem ? like_system : choice == ThemeChoice::kDark;
    widgets::apply_theme(application, dark ? widgets::Theme::kDark : widgets::Theme::kLight);
}

void fill_theme_menu(QMenu* menu) {
    auto* group = new QActionGroup(menu);
    for (const ThemeEntry& entry : kThemes) {
        QAction* action = menu->addAction(QCoreApplication::translate("theme", entry.text));
        action->setObjectName(QStringLiteral("theme_%1").arg(QLatin1String(entry.word)));
        action->setCheckable(true);
        action->setChecked(entry.choice == g_choice);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [choice = entry.choice, word = entry.word] {
            apply_theme_choice(*qApp, choice);
            UserSettings().set_theme(QLatin1String(word));
        });
    }
}

}  // namespace destudio::ui
