// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "ui/evaluation/self_check_controller.h"

namespace destudio::ui {

/// Likely mistakes of the ground truth, the surest first.
class SuspectLabelModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kWhatColumn, kPictureColumn, kConfidenceColumn, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set_report(const SelfCheckReportPtr& report);
    /// nullptr outside of the list.
    const evaluation::SuspectLabel* suspect(int row) const;
    const adaptation::CheckedPicture* picture(int row) const;

private:
    QString sentence(const evaluation::SuspectLabel& suspect) const;

    SelfCheckReportPtr m_report;
};

}  // namespace destudio::ui
