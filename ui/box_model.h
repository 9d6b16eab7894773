// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/box_target.h"

namespace destudio::ui {

class EditController;
class Workspace;

/// The boxes of the current picture: the canvas's keyboard twin. The class column can be edited.
class BoxModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kClassColumn, kScoreColumn, kSizeColumn, kColumnCount };
    enum Role { kKeyRole = Qt::UserRole + 1 };

    BoxModel(Workspace& workspace, EditController& edits, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    QModelIndex index_of(qint64 key) const;
    qint64 key_at(int row) const { return box_key(m_boxes[static_cast<std::size_t>(row)]); }

private:
    void reload();

    Workspace& m_workspace;
    EditController& m_edits;
    std::vector<Annotation> m_boxes;
};

}  // namespace destudio::ui
