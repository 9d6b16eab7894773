// SPDX-License-Identifier: Apache-2.0
#include "ui/window/language_menu.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMenu>
#include <QTranslator>

#include "core/base/error.h"
#include "ui/base/user_settings.h"

// Outside of every namespace, as Qt asks for: the compiled translations are in a static library.
static void register_translations() {
    Q_INIT_RESOURCE(translations);
}

namespace destudio::ui {
namespace {

struct LanguageEntry {
    LanguageChoice choice;
    const char* word;      ///< in settings and on the command line
    const char16_t* text;  ///< in the language itself, so that everyone finds their own
};
constexpr LanguageEntry kLanguages[] = {{LanguageChoice::kSystem, "system", nullptr},
                                        {LanguageChoice::kEnglish, "en", u"English"},
                                        {LanguageChoice::kGerman, "de", u"Deutsch"},
                                        {LanguageChoice::kChinese, "zh_CN", u"简体中文"}};

LanguageChoice g_language = LanguageChoice::kEnglish;

const LanguageEntry& entry_of(LanguageChoice choice) {
    return kLanguages[static_cast<int>(choice)];
}

/// The first of the system's languages that there is a translation for; people list several in order of liking.
LanguageChoice system_language() {
    for (const QString& name : QLocale::system().uiLanguages()) {
        const QLocale locale(name);
        if (locale.language() == QLocale::German) {
            return LanguageChoice::kGerman;
        }
        if (locale.language() == QLocale::Chinese && locale.script() != QLocale::TraditionalHanScript) {
            return LanguageChoice::kChinese;
        }
        if (locale.language() == QLocale::English) {
            return LanguageChoice::kEnglish;
        }
    }
    return LanguageChoice::kEnglish;
}

void install(QCoreApplication& application, const QString& file, const QString& folder) {
    auto* translator = new QTranslator(&application);
    if (translator->load(file, folder)) {
        QCoreApplication::installTranslator(translator);
    } else {
        delete translator;
    }
}

}  // namespace

LanguageChoice parse_language_choice(const QString& text) {
    for (const LanguageEntry& entry : kLanguages) {
        if (text == QLatin1String(entry.word)) {
            return entry.choice;
        }
    }
    throw UsageError("--language wants system, en, de or zh_CN, not \"" + text.toStdString() + "\".");
}

LanguageChoice remembered_language() {
    try {
        const QString word = UserSettings().language();
        return word.isEmpty() ? LanguageChoice::kSystem : parse_language_choice(word);
    } catch (const UsageError&) {
        return LanguageChoice::kSystem;
    }
}

void apply_language_choice(QCoreApplication& application, LanguageChoice choice) {
    register_translations();
    g_language = choice == LanguageChoice::kSystem ? system_language() : choice;
    const QString word = language_in_use();
    install(application, QStringLiteral("qtbase_%1").arg(word), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English has one as well: it holds the singulars.
    install(application, QStringLiteral("destudio_%1").arg(word), QStringLiteral(":/translations"));
}

QString language_in_use() {
    return QLatin1String(entry_of(g_language).word);
}

void fill_language_menu(QMenu* menu) {
    auto* group = new QActionGroup(menu);
    const LanguageChoice chosen = remembered_language();
    for (const LanguageEntry& entry : kLanguages) {
        const QString text = entry.text == nullptr ? QCoreApplication::translate("language", "Like the &system")
                                                   : QString::fromUtf16(entry.text);
        QAction* action = menu->addAction(text);
        action->setObjectName(QStringLiteral("language_%1").arg(QLatin1String(entry.word)));
        action->setCheckable(true);
        action->setChecked(entry.choice == chosen);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu,
                         [word = entry.word] { UserSettings().set_language(QLatin1String(word)); });
    }
}

}  // namespace destudio::ui
