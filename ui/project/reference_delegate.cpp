// SPDX-License-Identifier: Apache-2.0
#include "ui/project/reference_delegate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include "ui/project/reference_model.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kReferenceSide = 52;
constexpr int kReferencePad = widgets::kMargin / 2;

}  // namespace

QSize ReferenceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {120, kReferenceSide + 2 * kReferencePad};
}

void ReferenceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRect place(option.rect.left() + kReferencePad, option.rect.top() + kReferencePad, kReferenceSide,
                      kReferenceSide);
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    painter->fillRect(place, colors.canvas);
    if (!image.isNull()) {
        QRect target(QPoint(), image.size().scaled(place.size(), Qt::KeepAspectRatio));
        target.moveCenter(place.center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(target, image);
    }
    const QRect text =
        option.rect.adjusted(kReferenceSide + 3 * kReferencePad, kReferencePad, -kReferencePad, -kReferencePad);
    const QRect upper(text.left(), text.top(), text.width(), text.height() / 2);
    const QRect lower(text.left(), upper.bottom() + 1, text.width(), text.height() / 2);
    const int variants = index.data(ReferenceModel::kVariantCountRole).toInt();
    const int reviewed = index.data(ReferenceModel::kReviewedCountRole).toInt();
    const QColor highlighted = option.palette.color(QPalette::HighlightedText);
    const QRect name_place = variants > 0 ? upper : text;
    painter->setPen(selected ? highlighted : colors.text);
    painter->drawText(name_place, Qt::AlignLeft | (variants > 0 ? Qt::AlignBottom : Qt::AlignVCenter),
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, name_place.width()));
    if (variants > 0) {
        painter->setPen(selected ? highlighted : colors.dim_text);
        const QString counts = tr("%1 of %2 reviewed").arg(reviewed).arg(variants);
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(counts, Qt::ElideRight, lower.width()));
    }
    painter->restore();
}

}  // namespace destudio::ui
