// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "core/project/version_overview.h"

namespace destudio::ui {

/// The versions of a project as a table, the newest first.
class VersionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kName, kWhen, kVariants, kAccepted, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void set_lines(std::vector<VersionLine> lines);
    const std::vector<VersionLine>& lines() const { return m_lines; }
    /// nullptr for an invalid row.
    const VersionLine* line(int row) const;
    /// -1 when it is not there.
    int row_of(RowId version) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<VersionLine> m_lines;
};

}  // namespace destudio::ui
