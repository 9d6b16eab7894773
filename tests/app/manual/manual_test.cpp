// SPDX-License-Identifier: Apache-2.0
// Manual pages and completions: nothing of the option tables is lost, and the shells understand them.
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "app/manual/man_page.h"
#include "app/manual/shell_completion.h"
#include "core/base/atomic_file.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::manual_test {

namespace {

using manual::CommandText;
using manual::OptionText;

OptionText option(std::vector<std::string> names, std::string value, std::string description) {
    OptionText text;
    text.names = std::move(names);
    text.value = std::move(value);
    text.description = std::move(description);
    return text;
}

CommandText program() {
    CommandText text;
    text.name = "tool-box";
    text.summary = "Boxes, and what's in them";
    text.options = {option({"-h", "--help"}, "", "Help"), option({"--style"}, "TEXT", "How: [plain] or a\\b")};
    text.options.back().choices = {"plain", "round"};
    CommandText open;
    open.name = "open";
    open.summary = "Open a box";
    open.options = {option({"--out"}, "TEXT", ".hidden folder"), option({"--count"}, "INT", "How many")};
    open.options.front().required = true;
    open.options.back().number = true;
    CommandText inner;
    inner.name = "lid";
    inner.summary = "Only the lid";
    inner.argument = "LID";
    inner.argument_meanings = {{"LID", "The lid's own file"}};
    open.commands = {inner};
    text.commands = {open};
    return text;
}

std::string page(const std::string& name) {
    for (const auto& candidate : manual::man_pages(program(), {})) {
        if (candidate.name == name) {
            return candidate.roff;
        }
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// What bash offers for the last of `words` after it read the script.
QStringList offers(const QString& script, const QString& function, const QStringList& words,
                   const QString& folder = QStringLiteral(".")) {
    QStringList quoted;
    for (const QString& word : words) {
        quoted.append('\'' + word + '\'');
    }
    QProcess bash;
    bash.setWorkingDirectory(folder);
    bash.start(QStringLiteral("bash"),
               {QStringLiteral("--norc"), QStringLiteral("-c"),
                QStringLiteral("source '%1'; COMP_WORDS=(%2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); %3; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\"")
                    .arg(script, quoted.join(' '), function)});
    bash.waitForFinished();
    const QString errors = QString::fromUtf8(bash.readAllStandardError());
    return (errors + QString::fromUtf8(bash.readAllStandardOutput())).split('\n', Qt::SkipEmptyParts);
}

}  // namespace

class ManualTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString script(const std::string& text) {
        const QString file = m_folder.filePath(QStringLiteral("script"));
        write_file_atomically(file.toStdString(), text);
        return file;
    }

private slots:
    void there_is_a_page_for_each_command() {
        std::vector<std::string> names;
        for (const auto& one : manual::man_pages(program(), {})) {
            names.push_back(one.name);
        }
        QCOMPARE(names, (std::vector<std::string>{"tool-box", "tool-box-open", "tool-box-open-lid"}));
        QVERIFY(contains(page("tool-box"), "\\fBtool\\-box\\-open\\fR(1)"));
        QVERIFY(contains(page("tool-box"), "tool\\-box \\- boxes, and what's in them\n"));
        QVERIFY(contains(page("tool-box-open"), "\\fBtool\\-box open\\fR \\fB\\-\\-out\\fR \\fITEXT\\fR [\\fIoptions"));
        QVERIFY(contains(page("tool-box-open-lid"), "[\\fIoptions\\fR] \\fILID\\fR\n"));
        QVERIFY(contains(page("tool-box-open-lid"), ".SH ARGUMENTS\n.TP\n\\fBLID\\fR\nThe lid's own file.\n"));
    }

    void text_is_never_read_as_roff() {
        QVERIFY(contains(page("tool-box-open"), "\n\\&.hidden folder.\n"));
        QVERIFY(contains(page("tool-box"), "or a\\eb."));
        QVERIFY(contains(page("tool-box"), "One of: plain, round."));
    }

    void bash_completes_commands_options_values_and_files() {
        const QString file = script(manual::bash_completion(program()));
        const QString function = QStringLiteral("_tool_box");
        const QString tool = QStringLiteral("tool-box");
        QCOMPARE(offers(file, function, {tool, QStringLiteral("o")}), QStringList{QStringLiteral("open")});
        QCOMPARE(offers(file, function, {tool, QStringLiteral("--style"), QString()}),
                 (QStringList{QStringLiteral("plain"), QStringLiteral("round")}));
        QCOMPARE(offers(file, function, {tool, QStringLiteral("open"), QStringLiteral("--s")}),
                 QStringList{QStringLiteral("--style")});
        QCOMPARE(offers(file, function, {tool, QStringLiteral("open"), QStringLiteral("--count"), QString()}),
                 QStringList());
        QCOMPARE(offers(file, function, {tool, QStringLiteral("open"), QStringLiteral("l")}),
                 QStringList{QStringLiteral("lid")});
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("two words")));
        QCOMPARE(offers(file, function, {tool, QStringLiteral("open"), QStringLiteral("--out"), QStringLiteral("t")},
                        folder.path()),
                 QStringList{QStringLiteral("two words")});
    }

    void zsh_gets_every_option_and_command() {
        const std::string text = manual::zsh_completion(program());
        QVERIFY(contains(text, "#compdef tool-box\n"));
        QVERIFY(contains(text, "'(--style)--style[How\\: \\[plain\\] or a\\\\b]:TEXT:(plain round)'"));
        QVERIFY(contains(text, "'(--out)--out[.hidden folder]:TEXT:_files'"));
        QVERIFY(contains(text, "'(--count)--count[How many]:INT:'"));
        QVERIFY(contains(text, "'open:Open a box'"));
        QVERIFY(contains(text, "open) _tool_box_open ;;"));
    }

    /// The real tables: all that --help shows is in the pages, and nothing hidden is.
    void the_command_lines_manual_is_complete() {
        const QString out = m_folder.filePath(QStringLiteral("cli"));
        QCOMPARE(test::run_cli({QStringLiteral("write-manual"), QStringLiteral("--out"), out}).status, 0);
        const auto read = [&](const QString& name) {
            return QString::fromStdString(read_file((out + '/' + name).toStdString()));
        };
        const QString top = read(QStringLiteral("man1/destudio-cli.1"));
        const QString bash = out + QStringLiteral("/bash/destudio-cli");
        QVERIFY(!top.contains(QStringLiteral("write")));
        static const QRegularExpression command_line(QStringLiteral("^  ([a-z][a-z-]*) "),
                                                     QRegularExpression::MultilineOption);
        static const QRegularExpression option_line(QStringLiteral("^  (?:-\\w,)?(--[a-z-]+)"),
                                                    QRegularExpression::MultilineOption);
        const QString help = test::run_cli({QStringLiteral("--help")}).out;
        QVERIFY(!help.contains(QStringLiteral("write-manual")));
        const QStringList looked_at{QStringLiteral("generate"), QStringLiteral("scale-up"), QStringLiteral("convert"),
                                    QStringLiteral("train-adapter")};
        int commands = 0;
        for (const auto& command : command_line.globalMatch(help)) {
            const QString name = command.captured(1);
            const QString text = read(QStringLiteral("man1/destudio-cli-%1.1").arg(name));
            const QStringList offered =
                offers(bash, QStringLiteral("_destudio_cli"), {QStringLiteral("destudio-cli"), name, QString()});
            ++commands;
            if (!looked_at.contains(name)) {
                continue;  // each look starts the program once more
            }
            for (const auto& option : option_line.globalMatch(test::run_cli({name, QStringLiteral("--help")}).out)) {
                QString escaped = option.captured(1);
                escaped.replace('-', QStringLiteral("\\-"));
                QVERIFY2(text.contains(escaped), qPrintable(name + ' ' + option.captured(1)));
                QVERIFY2(offered.contains(option.captured(1)), qPrintable(name + ' ' + option.captured(1)));
            }
        }
        QVERIFY(commands >= 20);
        QVERIFY(QFile::exists(out + QStringLiteral("/zsh/_destudio-cli")));
        QVERIFY(QFile::exists(out + QStringLiteral("/man1/destudio-cli-bench-memory.1")));
        QVERIFY(read(QStringLiteral("man1/destudio-cli-models-inspect.1")).contains(QStringLiteral("\\fIPATH\\fR")));
    }

#ifdef DESTUDIO_STUDIO
    void the_windows_manual_holds_its_options() {
        const QString out = m_folder.filePath(QStringLiteral("studio"));
        const auto result = test::run_studio({QStringLiteral("--write-manual"), out});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto text = QString::fromStdString(read_file((out + QStringLiteral("/man1/destudio.1")).toStdString()));
        for (const char* const part : {"\\-\\-page", "[PROJECT]", "\\-\\-exit\\-after\\-startup", "zh_CN"}) {
            QVERIFY2(text.contains(QString::fromLatin1(part)), part);
        }
        QVERIFY(!text.contains(QStringLiteral("write\\-manual")));
        QCOMPARE(offers(out + QStringLiteral("/bash/destudio"), QStringLiteral("_destudio"),
                        {QStringLiteral("destudio"), QStringLiteral("--page"), QStringLiteral("ch")}),
                 QStringList{QStringLiteral("charts")});
    }
#endif
};

DESTUDIO_CORE_TEST(ManualTest)

}  // namespace destudio::manual_test

#include "manual_test.moc"
