// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/gallery_delegate.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPixmapCache>

#include "ui/base/percent.h"
#include "ui/gallery/gallery_model.h"
#include "ui/session/workspace.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kStrip = 22;
constexpr int kGalleryPad = widgets::kMargin / 2;
constexpr int kIcon = 14;

struct Mark {
    QString icon;
    QColor color;
};

Mark mark_of(VariantState state) {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    switch (state) {
        case VariantState::kAccepted:
            return {QStringLiteral("accept"), colors.good};
        case VariantState::kEdited:
            return {QStringLiteral("edited"), colors.warn};
        case VariantState::kRejected:
            return {QStringLiteral("reject"), colors.bad};
        case VariantState::kFailed:
            return {QStringLiteral("warning"), colors.bad};
        case VariantState::kNew:
            break;
    }
    return {};
}

/// Painted once for each mark and theme: an SVG takes longer than the rest of a cell.
QPixmap mark_pixmap(const Mark& mark, qreal ratio) {
    const QString key = QStringLiteral("gallery ") + mark.icon + mark.color.name() + QString::number(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(QSize(kIcon, kIcon) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        widgets::icon(mark.icon, mark.color).paint(&painter, QRect(0, 0, kIcon, kIcon));
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paint_boxes(QPainter* painter, const Session& session, const VariantSummary& summary, const QRectF& picture) {
    const double sx = picture.width() / std::max(1, summary.size.width);
    const double sy = picture.height() / std::max(1, summary.size.height);
    painter->setBrush(Qt::NoBrush);
    for (const StoredAnnotation& box : summary.boxes) {
        const QRectF rect(picture.left() + box.box.x1 * sx, picture.top() + box.box.y1 * sy, box.box.width() * sx,
                          box.box.height() * sy);
        painter->setPen(QPen(QColor(0, 0, 0, 140), 3));
        painter->drawRect(rect);
        painter->setPen(QPen(session.class_color(box.class_id), 1.5));
        painter->drawRect(rect);
    }
}

}  // namespace

GalleryDelegate::GalleryDelegate(Workspace& workspace, const GalleryModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_workspace(workspace), m_model(model) {}

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_side + 2 * kGalleryPad, m_side + kStrip + 2 * kGalleryPad};
}

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool current = option.state.testFlag(QStyle::State_HasFocus);
    const QRect cell = option.rect.adjusted(kGalleryPad / 2, kGalleryPad / 2, -kGalleryPad / 2, -kGalleryPad / 2);
    painter->fillRect(cell, selected ? option.palette.color(QPalette::Highlight) : colors.panel);
    const VariantSummary* summary = m_model.summary(index.row());
    const Session* session = m_workspace.session();
    if (summary == nullptr || session == nullptr) {
        return;
    }
    const QRect room(cell.left() + kGalleryPad / 2, cell.top() + kGalleryPad / 2, cell.width() - kGalleryPad,
                     cell.height() - kStrip - kGalleryPad / 2);
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    painter->fillRect(room, colors.canvas);
    if (!image.isNull()) {
        QRectF picture(QPointF(), QSizeF(image.size()).scaled(room.size(), Qt::KeepAspectRatio));
        picture.moveCenter(QRectF(room).center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(picture, image);
        paint_boxes(painter, *session, *summary, picture);
        if (summary->state == VariantState::kRejected) {
            painter->fillRect(picture, QColor(0, 0, 0, 120));
        }
    }
    QRect strip(cell.left() + kGalleryPad, cell.bottom() - kStrip + 1, cell.width() - 2 * kGalleryPad, kStrip);
    Mark mark = mark_of(summary->state);
    if (selected) {
        mark.color = option.palette.color(QPalette::HighlightedText);  // green on blue would not be seen
    }
    if (!mark.icon.isEmpty()) {
        const QPixmap pixmap = mark_pixmap(mark, painter->device()->devicePixelRatioF());
        painter->drawPixmap(strip.left(), strip.center().y() - kIcon / 2 + 1, pixmap);
        strip.setLeft(strip.left() + kIcon + kGalleryPad);
    }
    const QLocale locale;
    const bool open = summary->state == VariantState::kNew;
    const QString edits = open ? tr("≈%1").arg(locale.toString(summary->expected_edits, 'f', 1)) : QString();
    const int edits_width = option.fontMetrics.horizontalAdvance(edits);
    painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : colors.dim_text);
    painter->drawText(strip, Qt::AlignRight | Qt::AlignVCenter, edits);
    strip.setRight(strip.right() - edits_width - kGalleryPad);
    painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : colors.text);
    const QString text = tr("%1 % · seed %2").arg(percent(summary->ratio)).arg(summary->seed);
    painter->drawText(strip, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, strip.width()));
    if (current) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colors.accent, 2));
        painter->drawRect(cell.adjusted(1, 1, -1, -1));
    }
}

}  // namespace destudio::ui
