// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QCache>
#include <vector>

#include "core/project/store/variant_search.h"

namespace destudio {
struct ProjectChange;
}

namespace destudio::ui {

class PictureSources;
class Workspace;

/// Variants in the order of a search. FormatCapabilities their ids; what a row shows is read when it is asked for, a
/// few dozen rows at a time, and thumbnails arrive later.
class GalleryModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { kIdRole = Qt::UserRole + 1 };

    GalleryModel(Workspace& workspace, PictureSources& pictures, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// Pixels of the screen that a picture covers; larger ones are loaded for it.
    void set_picture_side(int pixels) { m_picture_side = pixels; }
    void set_ids(std::vector<RowId> ids);
    const std::vector<RowId>& ids() const { return m_ids; }
    /// An invalid index when the variant is not in the list.
    QModelIndex index_of(RowId variant_id) const;
    /// nullptr when the variant is gone. Valid until the next call.
    const VariantSummary* summary(int row) const;

private:
    void on_change(const ProjectChange& change);
    void refresh();

    Workspace& m_workspace;
    PictureSources& m_pictures;
    std::vector<RowId> m_ids;
    int m_picture_side = 148;
    mutable QCache<RowId, VariantSummary> m_summaries;
};

}  // namespace destudio::ui
