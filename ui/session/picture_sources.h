// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include "core/project/store/types.h"
#include "ui/session/issue.h"
#include "ui/session/picture_store.h"

namespace destudio::ui {

/// The pictures of a project: full size for canvases, small for lists, both made off the GUI thread.
class PictureSources : public QObject {
    Q_OBJECT

public:
    explicit PictureSources(QObject* parent = nullptr);

    /// Empty while it is being loaded; reference_ready / variant_ready tell when to ask again.
    widgets::Picture reference(const Reference& reference);
    widgets::Picture variant(const VariantRecord& variant);
    /// Loading it was tried in vain; failed() has told why.
    bool is_unreadable(const Reference& reference) const;
    bool is_unreadable(const VariantRecord& variant) const;
    /// Where a variant differs from the part of its reference that it was made from. variant_ready tells of it, too.
    widgets::Picture difference(const VariantRecord& variant, const Reference& reference);
    widgets::Picture reference_thumbnail(const Reference& reference);
    /// Empty, too, for a variant without a picture.
    /// @param side pixels that its longer side shall have, about
    widgets::Picture variant_thumbnail(RowId id, const std::filesystem::path& image, int side);

    void insert_variant(RowId id, const widgets::Picture& picture);
    void clear();
    bool idle() const { return m_pictures.idle() && m_thumbnails.idle(); }

signals:
    void reference_ready(destudio::RowId id);
    void variant_ready(destudio::RowId id);
    void thumbnail_ready(destudio::RowId reference_id);
    void variant_thumbnail_ready(destudio::RowId variant_id);
    void failed(const QString& sentence, const destudio::ui::IssuePlace& place);

private:
    PictureStore m_pictures;
    PictureStore m_thumbnails;
};

}  // namespace destudio::ui
