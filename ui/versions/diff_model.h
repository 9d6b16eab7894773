// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QCache>
#include <QTimer>
#include <memory>
#include <optional>
#include <set>

#include "core/project/version_picture.h"
#include "ui/session/project_query.h"
#include "ui/versions/diff_rows.h"

namespace destudio::ui {

class PictureSources;
class Workspace;

/// What a cell shows of a variant then and now.
struct DiffPicture {
    VersionPicture picture;
    QImage thumbnail;  ///< null while it is being loaded
};

/// The pictures that differ between two versions. What boxes they had is read on a worker for the rows that are looked
/// at.
class DiffModel : public QAbstractListModel {
    Q_OBJECT

public:
    DiffModel(Workspace& workspace, PictureSources& pictures, QObject* parent = nullptr);

    /// @param to none: the project as it is now
    void set_rows(std::shared_ptr<const std::vector<DiffRow>> rows, RowId from, std::optional<RowId> to);
    void clear() { set_rows(nullptr, 0, {}); }
    const DiffRow* row(int row) const;
    /// Nothing while it is being read, and for references.
    std::optional<DiffPicture> picture(int row) const;
    bool settled() const { return !m_query.busy() && m_wanted.empty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void ask();
    void show_id(RowId id);

    Workspace& m_workspace;
    PictureSources& m_pictures;
    std::shared_ptr<const std::vector<DiffRow>> m_rows;
    RowId m_from = 0;
    std::optional<RowId> m_to;
    mutable QCache<RowId, VersionPicture> m_read;
    mutable std::set<RowId> m_wanted;
    mutable QTimer m_timer;
    ProjectQuery<std::vector<VersionPicture>> m_query;
};

}  // namespace destudio::ui
