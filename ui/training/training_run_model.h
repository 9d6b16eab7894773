// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/adaptation/run_list.h"

namespace destudio::ui {

/// The trainings of a project, newest first.
class TrainingRunModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kNameColumn, kPicturesColumn, kStepsColumn, kApColumn, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set_runs(std::vector<adaptation::RunSummary> runs);
    /// nullptr outside of the list.
    const adaptation::RunSummary* run(int row) const;
    /// -1 when it is not in the list.
    int row_of(const std::filesystem::path& folder) const;

private:
    std::vector<adaptation::RunSummary> m_runs;
};

/// "References", "Corrections", ...
QString picture_kind_word(adaptation::PictureChoice::Kind kind);
/// "0.412"; a dash where it is undefined.
QString ap_text(double ap);

}  // namespace destudio::ui
