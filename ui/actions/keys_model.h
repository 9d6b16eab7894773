// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

namespace destudio::ui {

class ActionRegistry;

/// The actions and their keys as a table, for the keys dialog.
class KeysModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kActionColumn, kKeysColumn, kGroupColumn, kColumns };

    explicit KeysModel(ActionRegistry& registry, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ActionRegistry& m_registry;
};

/// What the entry does, as the keys dialog and the key sheet name it.
QString entry_text(const ActionRegistry& registry, int entry);

}  // namespace destudio::ui
