// SPDX-License-Identifier: Apache-2.0
#include "ui/project/recent_delegate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>

#include "ui/project/recent_model.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr QSize kPicturePlace(96, 72);

}  // namespace

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {360, kPicturePlace.height() + 2 * kMargin};
}

void RecentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRect place(option.rect.topLeft() + QPoint(kMargin, kMargin), kPicturePlace);
    painter->fillRect(place, colors.canvas);
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    if (!image.isNull()) {
        // The place is filled: what is over on two sides is cut off.
        const QSize whole = place.size().scaled(image.size(), Qt::KeepAspectRatio);
        const QRect part(QPoint((image.width() - whole.width()) / 2, (image.height() - whole.height()) / 2), whole);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(place, image, part);
    }
    QRect line(place.right() + 2 * kMargin, place.top(), option.rect.right() - place.right() - 3 * kMargin,
               option.fontMetrics.height() + kMargin / 2);
    const auto write = [&](const QString& text, const QColor& color, Qt::TextElideMode mode) {
        painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : color);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, mode, line.width()));
        line.translate(0, line.height());
    };
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    write(index.data().toString(), colors.text, Qt::ElideMiddle);
    painter->setFont(option.font);
    write(index.data(RecentModel::kCountsRole).toString(), colors.dim_text, Qt::ElideRight);
    write(index.data(RecentModel::kTimeRole).toString(), colors.dim_text, Qt::ElideRight);
    painter->restore();
}

}  // namespace destudio::ui
