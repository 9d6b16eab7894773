// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace destudio::ui {

class DiffModel;
class Workspace;

/// A row of DiffModel: the picture with its boxes then and now, its name, and what differs.
class DiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    DiffDelegate(Workspace& workspace, const DiffModel& model, QObject* parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Workspace& m_workspace;
    const DiffModel& m_model;
};

}  // namespace destudio::ui
