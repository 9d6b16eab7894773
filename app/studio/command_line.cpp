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

/// @param pages  the words of all pages, in the order of ui::Page
ui::Page parse_page(const QString& text, QStringList pages) {
    if (const auto place = pages.indexOf(text); place >= 0) {
        return static_cast<ui::Page>(place);
    }
    const std::string last = pages.takeLast().toStdString();
    throw UsageError("--page wants " + pages.join(QStringLiteral(", ")).toStdString() + " or " + last + ", not \"" +
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
        options.page = parse_page(parser.value(table.page), table.choices(table.page));
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
