// SPDX-License-Identifier: Apache-2.0
#include "ui/actions/keys_model.h"

#include <QAction>
#include <QFont>

#include "ui/actions/action_registry.h"
#include "ui/base/column_alignment.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

QString entry_text(const ActionRegistry& registry, int entry) {
    return registry.entries()[static_cast<std::size_t>(entry)].text;
}

KeysModel::KeysModel(ActionRegistry& registry, QObject* parent) : QAbstractTableModel(parent), m_registry(registry) {
    connect(&registry, &ActionRegistry::keys_changed, this,
            [this](int entry) { emit dataChanged(index(entry, 0), index(entry, kColumns - 1)); });
}

int KeysModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_registry.entries().size());
}

int KeysModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant KeysModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    const auto& entry = m_registry.entries()[static_cast<std::size_t>(row)];
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == kActionColumn ? entry_text(m_registry, row)
                   : index.column() == kKeysColumn ? m_registry.keys_text(row)
                                                   : entry.group;
        case Qt::DecorationRole:
            return index.column() == kActionColumn && entry.action != nullptr ? QVariant(entry.action->icon())
                                                                              : QVariant();
        case Qt::FontRole: {
            QFont font;
            font.setBold(index.column() == kKeysColumn && m_registry.is_changed(row));
            return font;
        }
        case Qt::ForegroundRole:
            return entry.action == nullptr ? QVariant(widgets::theme_colors().dim_text) : QVariant();
        case Qt::ToolTipRole:
            return entry.action == nullptr ? tr("This key cannot be changed.") : QVariant();
        default:
            return {};
    }
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(false);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    return section == kActionColumn ? tr("Action") : section == kKeysColumn ? tr("Keys") : tr("Where");
}

}  // namespace destudio::ui
