// SPDX-License-Identifier: Apache-2.0
#include "ui/session/picture_sources.h"

#include "core/engine/recipe/reference_preparation.h"
#include "core/image/compare.h"
#include "core/image/image_io.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

constexpr int kPictureMib = 384;
constexpr int kThumbnailMib = 128;
constexpr int kThumbnailSide = 128;
constexpr int kMaxThumbnailSide = 512;

/// With the path: a reference that was moved is tried again where it is now.
QString reference_key(const Reference& reference) {
    return QStringLiteral("r%1 %2").arg(reference.id).arg(QString::fromStdString(reference.path.string()));
}
QString variant_key(RowId id) {
    return QStringLiteral("v%1").arg(id);
}
QString difference_key(RowId id) {
    return QStringLiteral("d%1").arg(id);
}
/// Thumbnails come in steps, so that a slightly wider window does not load all of them again.
QString thumbnail_key(RowId id, int side) {
    return QStringLiteral("v%1 %2").arg(id).arg(side);
}
RowId id_of(const QString& key) {
    return key.mid(1).section(QLatin1Char(' '), 0, 0).toLongLong();
}

PictureStore::Load load_file(const std::filesystem::path& path) {
    return [path] { return widgets::Picture(widgets::to_qimage(load_image(path))); };
}

PictureStore::Load load_difference(const std::filesystem::path& variant, const std::filesystem::path& reference,
                                   const ReferencePlan& plan) {
    return [variant, reference, plan] {
        const cv::Mat prepared = prepare_reference(load_image(reference), plan);
        return widgets::Picture(widgets::to_qimage(difference_picture(load_image(variant), prepared)));
    };
}

PictureStore::Load load_small(const std::filesystem::path& path, int side) {
    return [path, side] { return widgets::Picture(widgets::to_qimage(load_thumbnail(path, side))); };
}

}  // namespace

PictureSources::PictureSources(QObject* parent)
    : QObject(parent), m_pictures(kPictureMib), m_thumbnails(kThumbnailMib) {
    connect(&m_pictures, &PictureStore::ready, this, [this](const QString& key) {
        if (key.startsWith(QLatin1Char('r'))) {
            emit reference_ready(id_of(key));
        } else {
            emit variant_ready(id_of(key));
        }
    });
    connect(&m_pictures, &PictureStore::failed, this, [this](const QString& key, const QString& sentence) {
        emit failed(sentence, key.startsWith(QLatin1Char('r')) ? IssuePlace::reference(id_of(key))
                                                               : IssuePlace::variant(id_of(key)));
    });
    connect(&m_thumbnails, &PictureStore::ready, this, [this](const QString& key) {
        if (key.startsWith(QLatin1Char('r'))) {
            emit thumbnail_ready(id_of(key));
        } else {
            emit variant_thumbnail_ready(id_of(key));
        }
    });
}

widgets::Picture PictureSources::reference(const Reference& reference) {
    return m_pictures.get(reference_key(reference), load_file(reference.path));
}

widgets::Picture PictureSources::variant(const VariantRecord& variant) {
    if (variant.image.empty()) {
        return {};
    }
    return m_pictures.get(variant_key(variant.id), load_file(variant.image));
}

bool PictureSources::is_unreadable(const Reference& reference) const {
    return m_pictures.has_failed(reference_key(reference));
}

bool PictureSources::is_unreadable(const VariantRecord& variant) const {
    return m_pictures.has_failed(variant_key(variant.id));
}

widgets::Picture PictureSources::difference(const VariantRecord& variant, const Reference& reference) {
    if (variant.image.empty()) {
        return {};
    }
    const Box& crop = variant.recipe.crop;
    const Box whole{0, 0, static_cast<double>(reference.size.width), static_cast<double>(reference.size.height)};
    return m_pictures.get(
        difference_key(variant.id),
        load_difference(variant.image, reference.path, {crop.empty() ? whole : crop, variant.recipe.size}));
}

widgets::Picture PictureSources::reference_thumbnail(const Reference& reference) {
    return m_thumbnails.get(reference_key(reference), load_small(reference.path, kThumbnailSide));
}

widgets::Picture PictureSources::variant_thumbnail(RowId id, const std::filesystem::path& image, int side) {
    if (image.empty()) {
        return {};
    }
    int step = kThumbnailSide;
    while (step < kMaxThumbnailSide && step * 5 / 4 < side) {
        step *= 2;
    }
    return m_thumbnails.get(thumbnail_key(id, step), load_small(image, step));
}

void PictureSources::insert_variant(RowId id, const widgets::Picture& picture) {
    m_pictures.insert(variant_key(id), picture);
}

void PictureSources::clear() {
    m_pictures.clear();
    m_thumbnails.clear();
}

}  // namespace destudio::ui
