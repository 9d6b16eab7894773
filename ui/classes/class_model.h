// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <map>

#include "core/project/store/statistics_store.h"
#include "ui/session/project_query.h"

namespace destudio::ui {

class Workspace;

/// The project's class list with how much of each class there is. Rows can be dragged: the model asks for the move and
/// follows the project when it was made.
class ClassModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kNameColumn, kNumberColumn, kAcceptedColumn, kOpenColumn, kBoxesColumn, kColumns };
    enum Role { kIdRole = Qt::UserRole + 1 };

    explicit ClassModel(Workspace& workspace, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

    /// -1 when the class is not in the list.
    int row_of(RowId class_id) const;
    RowId class_at(int row) const;
    /// Zeros for a class without boxes, and until they are counted.
    ClassUsage usage(RowId class_id) const;
    bool counting() const { return m_query.busy(); }
    /// The lower bound that counts for the class: its own, else the project's.
    int lower_bound(const ProjectClass& entry) const;

signals:
    /// A row was dropped: the class should come to this place, counted without itself.
    void move_requested(destudio::RowId class_id, int place);
    void counted();

private:
    void reload();
    void show_bound();
    void count();

    Workspace& m_workspace;
    std::vector<ProjectClass> m_classes;
    std::map<RowId, ClassUsage> m_usage;
    int m_project_bound = 0;
    QTimer m_count_timer;
    ProjectQuery<std::map<RowId, ClassUsage>> m_query{this};
};

}  // namespace destudio::ui
