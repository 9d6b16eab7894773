// SPDX-License-Identifier: Apache-2.0
#include "ui/guide/guide_browser.h"

#include <QEvent>
#include <QFontDatabase>
#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kResizeDelayMs = 120;
constexpr int kDocumentMargin = 2 * kMargin;

/// A picture at the width it is shown with, as sharp as the screen allows.
QImage fitted(const QImage& picture, int room, qreal ratio) {
    const int width = std::min(picture.width(), room);
    const int pixels = std::min(picture.width(), static_cast<int>(std::lround(width * ratio)));
    QImage shown = pixels < picture.width() ? picture.scaledToWidth(pixels, Qt::SmoothTransformation) : picture;
    shown.setDevicePixelRatio(static_cast<qreal>(pixels) / width);
    return shown;
}

void style_table(QTextTable& table) {
    QTextTableFormat format = table.format();
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(widgets::theme_colors().line);
    format.setBorderCollapse(true);
    format.setCellPadding(kMargin / 2.0);
    format.setTopMargin(kMargin / 2.0);
    format.setBottomMargin(kMargin);
    table.setFormat(format);
}

/// More air than Markdown gets by itself, and a ground of its own for code.
void style_block(const QTextBlock& block) {
    constexpr double kLinePercent = 118;
    QTextBlockFormat format = block.blockFormat();
    if (!block.text().contains(QChar::ObjectReplacementCharacter)) {  // a picture's line is high enough
        format.setLineHeight(kLinePercent, QTextBlockFormat::ProportionalHeight);
    }
    if (format.headingLevel() > 1) {
        format.setTopMargin(2 * kMargin);
    }
    if (format.hasProperty(QTextFormat::BlockCodeFence)) {
        format.setBackground(widgets::theme_colors().panel);
    }
    QTextCursor(block).setBlockFormat(format);
}

}  // namespace

GuideBrowser::GuideBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenExternalLinks(true);
    setFrameShape(QFrame::NoFrame);
    // A bar that came and went with the text would change the room for the pictures, which would change the text.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    document()->setDocumentMargin(kDocumentMargin);
    connect(this, &QTextBrowser::sourceChanged, this, &GuideBrowser::style);
    m_resized.setSingleShot(true);
    m_resized.setInterval(kResizeDelayMs);
    connect(&m_resized, &QTimer::timeout, this, [this] {
        if (room() != m_room) {
            show_again();
        }
    });
}

int GuideBrowser::room() const {
    return std::max(100, viewport()->width() - 2 * kDocumentMargin);
}

QVariant GuideBrowser::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource) {
        return QTextBrowser::loadResource(type, name);
    }
    // All languages share one folder; source() still names the chapter before while one is being read.
    const QImage picture(QStringLiteral(":/guide/pictures/") + name.fileName());
    return picture.isNull() ? QVariant() : fitted(picture, room(), devicePixelRatioF());
}

void GuideBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType type) {
    QTextBrowser::doSetSource(source().resolved(name), type);
}

void GuideBrowser::style() {
    m_room = room();
    document()->setDocumentMargin(kDocumentMargin);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        style_block(block);
    }
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            style_table(*table);
        }
    }
}

void GuideBrowser::show_again() {
    const QScrollBar* bar = verticalScrollBar();
    const double place = bar->maximum() > 0 ? static_cast<double>(bar->value()) / bar->maximum() : 0;
    reload();
    verticalScrollBar()->setValue(static_cast<int>(std::lround(place * verticalScrollBar()->maximum())));
}

void GuideBrowser::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    m_resized.start();
}

void GuideBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !source().isEmpty()) {
        show_again();  // links and tables have the colors of the theme they were read under
    }
}

}  // namespace destudio::ui
