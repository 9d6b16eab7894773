// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "ui/evaluation/self_check_controller.h"

namespace destudio::ui {

/// The classes of a self-check that have objects, or that the adapter invents. Sort it with a QSortFilterProxyModel on
/// kSortRole.
class ClassCheckModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kNameColumn, kObjectsColumn, kApColumn, kAp50Column, kThresholdColumn, kF1Column, kColumnCount };
    enum Role { kSortRole = Qt::UserRole + 1, kClassRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set_report(const SelfCheckReportPtr& report);

private:
    SelfCheckReportPtr m_report;
    std::vector<int> m_rows;  ///< indices into the report's classes
};

}  // namespace destudio::ui
