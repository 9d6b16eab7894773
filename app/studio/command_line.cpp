// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include "core/base/error.h"
#include "option_table.h"

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
    if (text == QStringLiteral("models")) {
        return ui::Page::kModels;
    }
    if (text == QStringLiteral("map")) {
        return ui::Page::kMap;
    }
    if (text == QStringLiteral("domain")) {
        return ui::Page::kDomain;
    }
    throw UsageError(
        "--page wants ladder, editor, gallery, charts, export, training, evaluation, jobs, models, map or domain, not "
        "\"" +
        text.toStdString() + "\".");
}

}  // namespace

StudioOptions parse_command_line(const QStringList& arguments) {
    const OptionTable table;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Makes labelled variants of reference images."));
    parser.addPositionalArgument(QStringLiteral("PROJECT"),
                                 QStringLiteral("Project file to open; without it, the sample project."),
                                 QStringLiteral("[PROJECT]"));
    for (const QCommandLineOption* const option : table.shown()) {
        parser.addOption(*option);
    }
    parser.addOption(table.write_manual);
    if (!parser.parse(arguments)) {
        throw UsageError(parser.errorText().toStdString());
    }
    StudioOptions options;
    if (parser.isSet(table.help)) {
        options.help = parser.helpText();
    } else if (parser.isSet(table.version)) {
        options.help = QStringLiteral("destudio %1\n").arg(QCoreApplication::applicationVersion());
    }
    if (parser.positionalArguments().size() > 1) {
        throw UsageError("Only one project can be opened at a time.");
    }
    options.project = parser.positionalArguments().value(0);
    options.manual = parser.value(table.write_manual);
    options.bundle = parser.value(table.bundle);
    options.screenshot = parser.value(table.screenshot);
    if (parser.isSet(table.page)) {
        options.page = parse_page(parser.value(table.page));
    }
    options.generate = parser.isSet(table.generate);
    options.exit_after_startup = parser.isSet(table.exit_after_startup);
    options.startup_time = parser.isSet(table.startup_time);
    if (parser.isSet(table.theme)) {
        options.theme = ui::parse_theme_choice(parser.value(table.theme));
    }
    if (parser.isSet(table.language)) {
        options.language = ui::parse_language_choice(parser.value(table.language));
    }
    if (parser.isSet(table.window_size)) {
        options.window_size = parse_size(parser.value(table.window_size));
    }
    return options;
}

}  // namespace destudio
