// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <filesystem>
#include <vector>

#include "core/engine/model/model_listing.h"

namespace destudio::ui {

/// The user's list of models as a table. Sort it with a QSortFilterProxyModel on kSortRole.
class ModelTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        kNameColumn,
        kKindColumn,
        kSizeColumn,
        kPrecisionColumn,
        kLicenceColumn,
        kAbilityColumn,
        kStateColumn,
        kColumnCount
    };
    enum Role { kSortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void set_models(std::vector<ListedModel> models);
    /// What the window draws with now; empty: the built-in bundle.
    void set_in_use(const std::filesystem::path& bundle);
    const ListedModel& model_at(int row) const { return m_models.at(static_cast<std::size_t>(row)); }
    /// -1 when the list does not have it.
    int row_of(const std::filesystem::path& path) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool is_in_use(const ListedModel& model) const;
    QString state_text(const ListedModel& model) const;
    QString text_at(const ListedModel& model, int column) const;

    std::vector<ListedModel> m_models;
    std::filesystem::path m_in_use;
};

}  // namespace destudio::ui
