// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {
struct ProjectChange;
}

namespace destudio::ui {

class PictureSources;
class Workspace;

/// The references of the open project. Thumbnails are asked for when a row is shown and arrive later.
class ReferenceModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        kIdRole = Qt::UserRole + 1,
        kVariantCountRole,   ///< variants of this reference
        kReviewedCountRole,  ///< those accepted, edited or rejected
    };

    ReferenceModel(Workspace& workspace, PictureSources& pictures, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// An invalid index when the reference is not in the list.
    QModelIndex index_of(RowId reference_id) const;

private:
    struct Counts {
        int variants = 0;
        int reviewed = 0;
    };

    void reload();
    void on_change(const ProjectChange& change);
    Counts counts(RowId reference_id) const;

    Workspace& m_workspace;
    PictureSources& m_pictures;
    std::vector<Reference> m_references;
    mutable QHash<RowId, Counts> m_counts;  ///< filled when a row is shown
};

}  // namespace destudio::ui
