// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include "core/base/error.h"

namespace destudio {
namespace {

constexpr int kSmallestSide = 400;
constexpr int kLargestSide = 16'384;

QSize parse_size(const QString& text) {
    const QStringList sides = text.split(QLatin1Char('x'));
    bool width_ok = false;
    bool height_ok = false;
    const int width = sides.front().toInt(&width_ok);
    const int height = sides.back().toInt(&height_ok);
    if (sides.size() != 2 || !width_ok || !height_ok || std::min(width, height) < kSmallestSide ||
        std::max(width, height) > kLargestSide) {
        throw UsageError("--window-size wants WIDTHxHEIGHT with sides from 400 to 16384, for example 1600x1000; \"" +
                         text.toStdString() + "\" is not that.");
    }
    return {width, height};
}

ui::Page parse_page(const QString& text) {
    if (text == QStringLiteral("ladder")) {
        return ui::Page::kLadder;
    }
    if (text == QStringLiteral("editor")) {
        return ui::Page::kEditor;
    }
    if (text == QStringLiteral("gallery")) {
        return ui::Page::kGallery;
    }
    if (text == QStringLiteral("charts")) {
        return ui::Page::kCharts;
    }
    if (text == QStringLiteral("export")) {
        return ui::Page::kExport;
    }
    if (text == QStringLiteral("training")) {
        return ui::Page::kTraining;
    }
    if (text == QStringLiteral("evaluation")) {
        return ui::Page::kEvaluation;
    }
    if (text == QStringLiteral("jobs")) {
        return ui::Page::kJobs;
    }
    throw UsageError("--page wants ladder, editor, gallery, charts, export, training, evaluation or jobs, not \"" +
                     text.toStdString() + "\".");
}

}  // namespace

StudioOptions parse_command_line(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Makes labelled variants of reference images."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("PROJECT"),
                                 QStringLiteral("Project file to open; without it, the sample project."),
                                 QStringLiteral("[PROJECT]"));
    const QCommandLineOption bundle(QStringLiteral("bundle"), QStringLiteral("Bundle to generate with."),
                                    QStringLiteral("DIR"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QStringLiteral("Write a picture of the window and quit."),
                                        QStringLiteral("FILE.png"));
    const QCommandLineOption page(
        QStringLiteral("page"),
        QStringLiteral("Page to show: ladder, editor, gallery, charts, export, training, evaluation or jobs."),
        QStringLiteral("PAGE"));
    const QCommandLineOption size(QStringLiteral("window-size"), QStringLiteral("Size of the window in pixels."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption generate(QStringLiteral("generate"),
                                      QStringLiteral("Generate a ladder of the first reference."));
    const QCommandLineOption exit_after(QStringLiteral("exit-after-startup"),
                                        QStringLiteral("Quit as soon as the window is shown."));
    const QCommandLineOption startup_time(QStringLiteral("startup-time"),
                                          QStringLiteral("Print how long the window took to appear, and quit."));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Colors: system, dark or light."),
                                   QStringLiteral("THEME"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      QStringLiteral("Language of the window: system, en, de or zh_CN."),
                                      QStringLiteral("LANGUAGE"));
    parser.addOptions({bundle, screenshot, page, size, theme, language, generate, exit_after, startup_time});
    if (!parser.parse(arguments)) {
        throw UsageError(parser.errorText().toStdString());
    }
    StudioOptions options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
    } else if (parser.isSet(version)) {
        options.help = QStringLiteral("destudio %1\n").arg(QCoreApplication::applicationVersion());
    }
    if (parser.positionalArguments().size() > 1) {
        throw UsageError("Only one project can be opened at a time.");
    }
    options.project = parser.positionalArguments().value(0);
    options.bundle = parser.value(bundle);
    options.screenshot = parser.value(screenshot);
    if (parser.isSet(page)) {
        options.page = parse_page(parser.value(page));
    }
    options.generate = parser.isSet(generate);
    options.exit_after_startup = parser.isSet(exit_after);
    options.startup_time = parser.isSet(startup_time);
    if (parser.isSet(theme)) {
        options.theme = ui::parse_theme_choice(parser.value(theme));
    }
    if (parser.isSet(language)) {
        options.language = ui::parse_language_choice(parser.value(language));
    }
    if (parser.isSet(size)) {
        options.window_size = parse_size(parser.value(size));
    }
    return options;
}

}  // namespace destudio
