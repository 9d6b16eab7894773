// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/window/language_menu.h"

namespace destudio::languages_test {

namespace {

struct Message {
    QString context;
    QString source;
    bool unfinished = false;
    QStringList forms;  ///< one, or one for each plural form
};

/// Everything in a .ts file, in its order.
std::vector<Message> read_messages(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("Cannot read %s", qPrintable(path));
    }
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"source") {
            messages.push_back({context, xml.readElementText(), false, {}});
        } else if (xml.name() == u"translation") {
            messages.back().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
                if (xml.isStartElement()) {
                    messages.back().forms << xml.readElementText();
                } else {
                    text += xml.text();
                }
            }
            if (messages.back().forms.isEmpty()) {
                messages.back().forms << text;
            }
        }
    }
    if (xml.hasError()) {
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    }
    return messages;
}

QString ts_file(const QString& language) {
    return QStringLiteral(DESTUDIO_SOURCE_DIR "/translations/destudio_%1.ts").arg(language);
}

/// %1, %2, %n in alphabetical order.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%[0-9n]"));
    QStringList found;
    for (const QRegularExpressionMatch& match : pattern.globalMatch(text)) {
        found << match.captured();
    }
    found.sort();
    return found;
}

QStringList keys_of(const std::vector<Message>& messages) {
    QStringList keys;
    for (const Message& message : messages) {
        keys << message.context + QStringLiteral(": ") + message.source;
    }
    keys.sort();
    return keys;
}

bool has_chinese(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

/// Names and file endings that are the same in every language.
bool is_name(QString text) {
    static const QRegularExpression names(
        QStringLiteral("DPM-Solver|DDIM|Euler|COCO|Pascal VOC|YOLO|English|Deutsch|DiffusionEngine "
                       "Studio|LoRA|Test|bundle|scene_[01]|png|blood-cells|train|val|test"));
    static const QRegularExpression letters(QStringLiteral("[A-Za-z]{3,}"));
    return !text.remove(names).contains(letters);
}

}  // namespace

class LanguagesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanupTestCase() { QSettings().clear(); }

    void cleanup() {
        for (QTranslator* translator : qApp->findChildren<QTranslator*>()) {
            delete translator;  // which takes it out of use
        }
    }

    void every_text_is_translated_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN");
        QTest::newRow("English plurals") << QStringLiteral("en");
    }
    void every_text_is_translated() {
        QFETCH(const QString, language);
        const std::vector<Message> messages = read_messages(ts_file(language));
        QVERIFY(messages.size() >= (language == QStringLiteral("en") ? 5 : 250));
        for (const Message& message : messages) {
            QVERIFY2(!message.unfinished, qPrintable(message.source));
            QVERIFY2(!message.forms.isEmpty(), qPrintable(message.source));
            for (const QString& form : message.forms) {
                QVERIFY2(!form.trimmed().isEmpty(), qPrintable(message.source));
                QCOMPARE(placeholders(form), placeholders(message.source));
                // An accelerator key that is lost in translation cannot be typed.
                QCOMPARE(form.count(QLatin1Char('&')), message.source.count(QLatin1Char('&')));
            }
        }
    }

    void no_source_text_is_missing_data() { every_text_is_translated_data(); }
    void no_source_text_is_missing() {
        QFETCH(const QString, language);
        if (!QFile::exists(QStringLiteral(DESTUDIO_LUPDATE))) {
            QSKIP("lupdate is not installed");
        }
        const QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
        const QString root = QStringLiteral(DESTUDIO_SOURCE_DIR);
        QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-I"), root};
        for (const char* part : {"ui", "widgets", "app/studio"}) {
            arguments << root + QLatin1Char('/') + QLatin1String(part);
        }
        if (language == QStringLiteral("en")) {
            arguments << QStringLiteral("-pluralonly");
        }
        arguments << QStringLiteral("-source-language") << QStringLiteral("en") << QStringLiteral("-target-language")
                  << language << QStringLiteral("-ts") << fresh;
        QCOMPARE(QProcess::execute(QStringLiteral(DESTUDIO_LUPDATE), arguments), 0);
        const QStringList expected = keys_of(read_messages(fresh));
        const QStringList here = keys_of(read_messages(ts_file(language)));
        for (const QString& key : expected) {
            QVERIFY2(here.contains(key), qPrintable(QStringLiteral("build update_translations: new is ") + key));
        }
        for (const QString& key : here) {
            QVERIFY2(expected.contains(key), qPrintable(QStringLiteral("build update_translations: gone is ") + key));
        }
    }

    void every_text_of_a_chinese_window_is_chinese() {
        ui::apply_language_choice(*qApp, ui::LanguageChoice::kChinese);
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        QStringList texts;
        for (const QAction* action : window->findChildren<QAction*>()) {
            // Undo and redo are Qt's texts.
            if (!action->objectName().startsWith(QStringLiteral("qt_")) &&
                action->shortcut() != QKeySequence(QKeySequence::Undo) &&
                !action->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)) &&
                action->parent()->metaObject()->className() != QByteArray("QLineEdit")) {
                texts << action->text() << action->toolTip();
            }
        }
        QVERIFY(texts.size() > 60);
        for (const QLabel* label : window->findChildren<QLabel*>()) {
            texts << label->text() << label->toolTip();
        }
        for (const QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
            if (button->actions().isEmpty()) {
                texts << button->text();
            }
        }
        for (const QWidget* widget : window->findChildren<QWidget*>()) {
            texts << widget->accessibleName();
        }
        // What core tells of an unreadable file is English everywhere; here it names the bundle that is not there.
        const QString told_by_core = QString::fromStdString(fixture.folder().string());
        for (const QString& text : texts) {
            if (text.contains(told_by_core)) {
                continue;
            }
            QVERIFY2(has_chinese(text) || is_name(text), qPrintable(text));
        }
    }

    void plurals_are_right_in_every_language() {
        const auto boxes = [](int count) {
            return QCoreApplication::translate("destudio::widgets::BoxCanvas", "%n boxes", nullptr, count);
        };
        ui::apply_language_choice(*qApp, ui::LanguageChoice::kEnglish);
        QCOMPARE(boxes(1), QStringLiteral("1 box"));
        QCOMPARE(boxes(2), QStringLiteral("2 boxes"));
        cleanup();
        ui::apply_language_choice(*qApp, ui::LanguageChoice::kGerman);
        QCOMPARE(boxes(1), QStringLiteral("1 Box"));
        QCOMPARE(boxes(0), QStringLiteral("0 Boxen"));
        cleanup();
        ui::apply_language_choice(*qApp, ui::LanguageChoice::kChinese);
        QCOMPARE(boxes(1), QStringLiteral("1 个框"));
        QCOMPARE(boxes(3), QStringLiteral("3 个框"));
    }

    void the_menu_remembers_a_language() {
        QSettings().clear();
        QVERIFY(ui::remembered_language() == ui::LanguageChoice::kSystem);
        const test::WindowFixture fixture;
        {
            const auto window = fixture.open();
            QVERIFY(window->findChild<QAction*>(QStringLiteral("language_system"))->isChecked());
            window->findChild<QAction*>(QStringLiteral("language_de"))->trigger();
        }
        QVERIFY(ui::remembered_language() == ui::LanguageChoice::kGerman);
        ui::apply_language_choice(*qApp, ui::remembered_language());
        const auto window = fixture.open();
        QVERIFY(window->findChild<QAction*>(QStringLiteral("language_de"))->isChecked());
        QCOMPARE(window->menuBar()->actions().front()->text(), QStringLiteral("&Datei"));
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("klingon"));
        QVERIFY(ui::remembered_language() == ui::LanguageChoice::kSystem);
        QVERIFY_THROWS_EXCEPTION(UsageError, ui::parse_language_choice(QStringLiteral("fr")));
        QVERIFY(ui::parse_language_choice(QStringLiteral("zh_CN")) == ui::LanguageChoice::kChinese);
    }
};

DESTUDIO_GUI_TEST(LanguagesTest)

}  // namespace destudio::languages_test

#include "languages_test.moc"
