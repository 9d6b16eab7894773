// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace destudio::widgets {
namespace {

Theme g_theme = Theme::kDark;

const ThemeColors kDarkColors{QColor(0x15, 0x16, 0x18), QColor(0x24, 0x26, 0x29), QColor(0x38, 0x3b, 0x40),
                              QColor(0xd8, 0xda, 0xdd), QColor(0x9a, 0x9f, 0xa6), QColor(0x4f, 0x9d, 0xe8),
                              QColor(0x3f, 0xb8, 0x8f), QColor(0xe0, 0x6c, 0x60), QColor(0xdd, 0xa5, 0x3a)};
const ThemeColors kLightColors{QColor(0xcf, 0xd1, 0xd4), QColor(0xf1, 0xf2, 0xf4), QColor(0xc4, 0xc8, 0xcd),
                               QColor(0x1f, 0x23, 0x28), QColor(0x57, 0x5d, 0x66), QColor(0x1f, 0x6f, 0xc0),
                               QColor(0x14, 0x7d, 0x5c), QColor(0xb8, 0x36, 0x2a), QColor(0x8a, 0x5a, 0x00)};

QPalette make_palette(const ThemeColors& colors, bool dark) {
    const QColor base = dark ? QColor(0x1b, 0x1d, 0x1f) : QColor(0xff, 0xff, 0xff);
    const QColor button = dark ? QColor(0x2f, 0x32, 0x36) : QColor(0xe6, 0xe8, 0xeb);
    QPalette palette;
    palette.setColor(QPalette::Window, colors.panel);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, dark ? base.lighter(115) : base.darker(103));
    palette.setColor(QPalette::ToolTipBase, dark ? QColor(0x33, 0x36, 0x3b) : QColor(0xff, 0xff, 0xf2));
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.dim_text);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.bad);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Highlight, dark ? QColor(0x2c, 0x5d, 0x8f) : colors.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Light, button.lighter(dark ? 130 : 105));
    palette.setColor(QPalette::Midlight, button.lighter(dark ? 115 : 102));
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, dark ? QColor(0x14, 0x15, 0x17) : QColor(0xa8, 0xad, 0xb4));
    palette.setColor(QPalette::Shadow, dark ? QColor(0x0a, 0x0a, 0x0b) : QColor(0x80, 0x84, 0x8a));
    const QColor disabled = dark ? QColor(0x6b, 0x70, 0x77) : QColor(0x9a, 0x9f, 0xa6);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.line);
    return palette;
}

QString make_style_sheet(const ThemeColors& colors) {
    // Only what Fusion gets wrong for a dense tool: frames, tool buttons, separators. No geometry tricks.
    return QStringLiteral(
               "QMainWindow::separator { background: %1; width: 1px; height: 1px; }"
               "QMainWindow::separator:hover { background: %2; }"
               "QToolBar { border: 0; border-bottom: 1px solid %1; spacing: 2px; padding: 3px 6px; }"
               "QToolBar::separator { background: %1; width: 1px; margin: 4px 6px; }"
               "QStatusBar { border-top: 1px solid %1; }"
               "QStatusBar::item { border: 0; }"
               "QToolTip { border: 1px solid %1; padding: 3px; }"
               "QDockWidget { titlebar-close-icon: none; }"
               "QSplitter::handle { background: %1; }"
               "QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px; }"
               "QToolButton:hover { background: %3; }"
               "QToolButton:checked { background: %3; border-color: %2; }"
               "QToolButton:focus { border-color: %2; }"
               "QMenuBar { border-bottom: 1px solid %1; }"
               "QCheckBox::indicator:unchecked, QListView::indicator:unchecked { width: 11px; height: 11px; margin: 0; "
               "border: 1px solid %4; "
               "border-radius: 2px; }"
               "QRadioButton::indicator:unchecked { width: 11px; height: 11px; margin: 0; border: 1px solid %4; "
               "border-radius: 6px; }"
               "QPushButton[role=\"primary\"] { background: %6; color: white; border: 1px solid %6; border-radius: 4px;"
               " padding: 6px 12px; font-weight: 600; }"
               "QPushButton[role=\"primary\"]:hover, QPushButton[role=\"primary\"]:focus { border-color: %2; }"
               "QPushButton[role=\"primary\"]:disabled { background: %3; border-color: %1; color: %4; }"
               "QLabel[role=\"heading\"] { font-weight: 600; }"
               "QLabel[role=\"dim\"] { color: %4; }"
               "QLabel[role=\"error\"] { color: %5; }"
               "QLabel[role=\"warning\"] { color: %7; }"
               "QFrame[role=\"panel-line\"] { color: %1; }")
        .arg(colors.line.name(), colors.accent.name(),
             g_theme == Theme::kDark ? QStringLiteral("#33373c") : QStringLiteral("#dde1e6"), colors.dim_text.name(),
             colors.bad.name(), g_theme == Theme::kDark ? QStringLiteral("#2c5d8f") : colors.accent.name(),
             colors.warn.name());
}

}  // namespace

void apply_theme(QApplication& application, Theme theme) {
    g_theme = theme;
    const bool dark = theme == Theme::kDark;
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(make_palette(theme_colors(), dark));
    application.setStyleSheet(make_style_sheet(theme_colors()));
}

Theme current_theme() {
    return g_theme;
}

const ThemeColors& theme_colors() {
    return g_theme == Theme::kDark ? kDarkColors : kLightColors;
}

}  // namespace destudio::widgets
