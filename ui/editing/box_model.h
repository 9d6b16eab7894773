// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/session/box_target.h"

namespace destudio::ui {

class EditController;
class Workspace;

/// The boxes and ghosts of the current picture: the canvas's keyboard twin. The class column can be edited.
class BoxModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kClassColumn, kScoreColumn, kSizeColumn, kMarksColumn, kColumnCount };
    enum Role { kKeyRole = Qt::UserRole + 1 };

    BoxModel(Workspace& workspace, EditController& edits, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    QModelIndex index_of(qint64 key) const;
    /// Rows that are boxes, not ghosts.
    int box_count() const;
    qint64 key_at(int row) const { return m_rows[static_cast<std::size_t>(row)].key; }

private:
    struct Row {
        qint64 key = 0;
        StoredAnnotation box;
        bool ghost = false;
        bool locked = false;
        bool hidden = false;
    };
    void reload();
    static QString origin_text(const Row& row);
    /// What is special about it in words; empty for an ordinary box.
    static QString marks_text(const Row& row);

    Workspace& m_workspace;
    EditController& m_edits;
    std::vector<Row> m_rows;
};

}  // namespace destudio::ui
