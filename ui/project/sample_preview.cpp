// SPDX-License-Identifier: Apache-2.0
#include "ui/project/sample_preview.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <algorithm>

#include "core/base/cancellation.h"
#include "core/dataset/io/dataset_io.h"
#include "core/image/image_io.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/image_conversion.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr std::size_t kPicturesInRow = 4;
constexpr int kPreviewSide = 320;  // pixels that are read; shown in at most half as many
constexpr int kLargestSide = 160;

/// The picture at `position` of a dataset with its boxes.
QImage with_boxes(const dataset::ReadResult& read, std::size_t position) {
    const dataset::Image& image = read.dataset.images[position];
    QImage picture = widgets::to_qimage(load_thumbnail(read.image_folder / image.file_name, kPreviewSide));
    if (picture.isNull() || image.size.width <= 0) {
        return picture;
    }
    picture = picture.convertToFormat(QImage::Format_RGB32);
    const double scale = static_cast<double>(picture.width()) / image.size.width;
    QPainter painter(&picture);
    for (const dataset::Annotation& annotation : read.dataset.annotations) {
        if (annotation.image_id == image.id) {
            painter.setPen(QPen(widgets::class_color(annotation.class_index), 3));
            const Box& box = annotation.box;
            painter.drawRect(QRectF(QPointF(box.x1 * scale, box.y1 * scale), QPointF(box.x2 * scale, box.y2 * scale)));
        }
    }
    return picture;
}

std::vector<QImage> row_of(const SampleSet& sample, const std::stop_token& stop) {
    const dataset::DatasetFormat& coco = dataset::find_format("coco");
    const auto references = dataset::open_dataset(coco, sample.folder);
    const auto ladders = dataset::open_dataset(coco, sample_ladders(sample.folder));
    const auto stem_of = [](const dataset::Image& image) {
        return std::filesystem::path(image.file_name).stem().string();
    };
    std::vector<QImage> row;
    for (std::size_t i = 0; i < references.dataset.images.size() && row.empty(); ++i) {
        // The variants of the first seed; see VariantNamer.
        const std::string beginning = stem_of(references.dataset.images[i]) + "_r";
        for (std::size_t k = 0; k < ladders.dataset.images.size() && row.size() < kPicturesInRow; ++k) {
            throw_if_stopped(stop);
            const std::string stem = stem_of(ladders.dataset.images[k]);
            if (stem.starts_with(beginning) && stem.ends_with("_s1")) {
                if (row.empty()) {
                    row.push_back(with_boxes(references, i));
                }
                row.push_back(with_boxes(ladders, k));
            }
        }
    }
    return row;
}

}  // namespace

SamplePreview::SamplePreview(const SampleSet& sample, const QString& title, QWidget* parent)
    : QPushButton(title, parent), m_sample(sample) {
    setObjectName(QStringLiteral("sample_preview"));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void SamplePreview::load() {
    if (m_asked) {
        return;
    }
    m_asked = true;
    m_task.start([sample = m_sample](std::stop_token stop) { return row_of(sample, stop); },
                 [this](const std::vector<QImage>& pictures) {
                     m_pictures = pictures;
                     update();
                 },
                 [](const QString&) {});  // opening the sample tells what is wrong
}

QSize SamplePreview::sizeHint() const {
    const int row = static_cast<int>(kPicturesInRow);
    return {row * kLargestSide + (row - 1) * kMargin, fontMetrics().height() + kMargin + kLargestSide};
}

QSize SamplePreview::minimumSizeHint() const {
    return {kLargestSide, fontMetrics().height() + kMargin + kLargestSide / 4};
}

void SamplePreview::paintEvent(QPaintEvent*) {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    QPainter painter(this);
    const int line = fontMetrics().height();
    painter.setPen(underMouse() || hasFocus() ? colors.text : colors.dim_text);
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, text());
    const int row = static_cast<int>(kPicturesInRow);
    const int side = std::min({kLargestSide, (width() - (row - 1) * kMargin) / row, height() - line - kMargin});
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int i = 0; i < row; ++i) {
        const QRect place(i * (side + kMargin), line + kMargin, side, side);
        painter.fillRect(place, colors.canvas);
        if (static_cast<std::size_t>(i) < m_pictures.size()) {
            const QImage& picture = m_pictures[static_cast<std::size_t>(i)];
            QRect fitted(QPoint(), picture.size().scaled(place.size(), Qt::KeepAspectRatio));
            fitted.moveCenter(place.center());
            painter.drawImage(fitted, picture);
        }
    }
    if (hasFocus() || underMouse()) {
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRect(QRect(0, line + kMargin, row * side + (row - 1) * kMargin, side).adjusted(1, 1, -1, -1));
    }
}

}  // namespace destudio::ui
