// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/diff_delegate.h"

#include <QImage>
#include <QPainter>

#include "ui/session/state_words.h"
#include "ui/session/workspace.h"
#include "ui/versions/diff_model.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kPictureWidth = 128;
constexpr int kPictureHeight = 96;
constexpr int kDiffPad = widgets::kMargin / 2;

void paint_side(QPainter* painter, const QRect& room, const QString& caption, const DiffPicture* picture,
                const VersionPicture::Side* side, const Session& session) {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    painter->fillRect(room, colors.canvas);
    const bool there = side != nullptr && side->there;
    if (there && !picture->thumbnail.isNull()) {
        QRectF place(QPointF(), QSizeF(picture->thumbnail.size()).scaled(room.size(), Qt::KeepAspectRatio));
        place.moveCenter(QRectF(room).center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(place, picture->thumbnail);
        const double sx = place.width() / std::max(1, picture->picture.size.width);
        const double sy = place.height() / std::max(1, picture->picture.size.height);
        painter->setBrush(Qt::NoBrush);
        for (const StoredAnnotation& box : side->boxes) {
            const QRectF rect(place.left() + box.box.x1 * sx, place.top() + box.box.y1 * sy, box.box.width() * sx,
                              box.box.height() * sy);
            painter->setPen(QPen(QColor(0, 0, 0, 140), 3));
            painter->drawRect(rect);
            painter->setPen(QPen(session.class_color(box.class_id), 1.5));
            painter->drawRect(rect);
        }
        if (side->state == VariantState::kRejected) {
            painter->fillRect(place, QColor(0, 0, 0, 120));
        }
    }
    const QString text = side == nullptr ? QString() : there ? caption : DiffDelegate::tr("not there");
    if (text.isEmpty()) {
        return;
    }
    QRect label = painter->fontMetrics().boundingRect(text).adjusted(-kDiffPad, -1, kDiffPad, 1);
    label.moveBottomLeft(room.bottomLeft());
    painter->fillRect(label, QColor(0, 0, 0, 170));
    painter->setPen(Qt::white);
    painter->drawText(label, Qt::AlignCenter, text);
}

}  // namespace

DiffDelegate::DiffDelegate(Workspace& workspace, const DiffModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_workspace(workspace), m_model(model) {}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {2 * kPictureWidth + 3 * kDiffPad, kPictureHeight + 2 * kDiffPad};
}

void DiffDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const DiffRow* row = m_model.row(index.row());
    const Session* session = m_workspace.session();
    if (row == nullptr || session == nullptr) {
        return;
    }
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    }
    QRect room(option.rect.left() + kDiffPad, option.rect.top() + kDiffPad, kPictureWidth, kPictureHeight);
    if (!row->is_reference) {
        const std::optional<DiffPicture> picture = m_model.picture(index.row());
        const DiffPicture* known = picture ? &*picture : nullptr;
        paint_side(painter, room, tr("before"), known, known ? &known->picture.before : nullptr, *session);
        room.translate(kPictureWidth + kDiffPad, 0);
        paint_side(painter, room, tr("after"), known, known ? &known->picture.after : nullptr, *session);
        room.translate(kPictureWidth + 2 * kDiffPad, 0);
    }
    QRect text(room.left(), room.top(), option.rect.right() - room.left() - kDiffPad, kPictureHeight);
    const QString name = QString::fromStdString(row->name);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      option.fontMetrics.elidedText(name, Qt::ElideMiddle, text.width()));
    text.setTop(text.top() + option.fontMetrics.height() + kDiffPad);
    painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : widgets::theme_colors().dim_text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, diff_row_text(*row));
    painter->restore();
}

}  // namespace destudio::ui
