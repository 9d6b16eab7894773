// SPDX-License-Identifier: Apache-2.0
// The guide's chapter on the command line against the program: every command that is named there exists, and every
// command that exists is named there.
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QtTest/QtTest>

#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::guide_commands_test {

namespace {

QString chapter(const QString& language, const QString& name) {
    QFile file(QStringLiteral(DESTUDIO_SOURCE_DIR "/resources/guide/%1/%2.md").arg(language, name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QSet<QString> captured(const QString& text, const QRegularExpression& pattern) {
    QSet<QString> found;
    for (const QRegularExpressionMatch& match : pattern.globalMatch(text)) {
        found.insert(match.captured(1));
    }
    return found;
}

/// The commands that a help text lists.
QSet<QString> listed(const QStringList& arguments) {
    const auto help = test::run_cli(arguments);
    static const QRegularExpression line(QStringLiteral("^ +([a-z][a-z-]+) "), QRegularExpression::MultilineOption);
    return help.status == 0 ? captured(help.out.section(QStringLiteral("Subcommands:"), 1), line) : QSet<QString>();
}

}  // namespace

class GuideCommandsTest : public QObject {
    Q_OBJECT

    QSet<QString> m_commands;

private slots:
    void initTestCase() {
        m_commands = listed({QStringLiteral("--help")});
        QVERIFY(m_commands.size() > 20);
    }

    void every_command_is_in_the_chapter_data() {
        QTest::addColumn<QString>("language");
        for (const char* language : {"en", "de", "zh_CN"}) {
            QTest::newRow(language) << QString::fromLatin1(language);
        }
    }
    void every_command_is_in_the_chapter() {
        QFETCH(const QString, language);
        const QString text = chapter(language, QStringLiteral("command-line")) +
                             chapter(language, QStringLiteral("datasets")) +
                             chapter(language, QStringLiteral("models"));
        static const QRegularExpression row(QStringLiteral("^\\| `([a-z-]+)(?: [a-z]+)?` \\|"),
                                            QRegularExpression::MultilineOption);
        QCOMPARE(captured(text, row), m_commands);
        // What is timed and weighed one by one.
        const QString bench = text.section(QStringLiteral("| `bench` |"), 1).section(QLatin1Char('\n'), 0, 0);
        static const QRegularExpression word(QStringLiteral("`([a-z]+)`"));
        QCOMPARE(captured(bench, word), listed({QStringLiteral("bench"), QStringLiteral("--help")}));
    }

    void every_call_names_a_command_and_its_options() {
        static const QRegularExpression call(QStringLiteral("^destudio-cli ([a-z-]+)((?:.*\\\\\n)*.*)$"),
                                             QRegularExpression::MultilineOption);
        static const QRegularExpression option(QStringLiteral("(--[a-z-]+)"));
        int calls = 0;
        // Options of the program may stand behind a command, too.
        const QString general = test::run_cli({QStringLiteral("--help")}).out;
        for (const char* name : {"command-line", "datasets", "models", "scale-up", "train", "export", "reproducing"}) {
            const QString text = chapter(QStringLiteral("en"), QString::fromLatin1(name));
            for (const QRegularExpressionMatch& match : call.globalMatch(text)) {
                QStringList help{match.captured(1)};
                if (help.front() == QStringLiteral("bench") || help.front() == QStringLiteral("models") ||
                    help.front() == QStringLiteral("project")) {
                    help << match.captured(2).simplified().section(QLatin1Char(' '), 0, 0);
                }
                const auto result = test::run_cli(help << QStringLiteral("--help"));
                QVERIFY2(result.status == 0, qPrintable(match.captured(0)));
                for (const QString& used : captured(match.captured(2), option)) {
                    QVERIFY2(result.out.contains(used) || general.contains(used), qPrintable(match.captured(0)));
                }
                ++calls;
            }
        }
        QVERIFY(calls > 25);
    }
};

DESTUDIO_CORE_TEST(GuideCommandsTest)

}  // namespace destudio::guide_commands_test

#include "guide_commands_test.moc"
