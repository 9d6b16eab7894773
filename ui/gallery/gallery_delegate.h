// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace destudio::ui {

class GalleryModel;
class Workspace;

/// A gallery cell: thumbnail with boxes, below it the state, ratio, seed and the expected edits.
class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    GalleryDelegate(Workspace& workspace, const GalleryModel& model, QObject* parent = nullptr);
    int side() const { return m_side; }
    void set_side(int pixels) { m_side = pixels; }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Workspace& m_workspace;
    const GalleryModel& m_model;
    int m_side = 148;  ///< of the room for a picture
};

}  // namespace destudio::ui
