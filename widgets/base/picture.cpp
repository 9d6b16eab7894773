// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/picture.h"

#include <QPaintDevice>
#include <QPainter>
#include <algorithm>

namespace destudio::widgets {
namespace {

constexpr int kSmallestLevel = 64;
constexpr double kNearestNeighbourScale = 3;

}  // namespace

Picture::Picture(const QImage& image) {
    if (image.isNull()) {
        return;
    }
    auto levels = std::make_shared<std::vector<QImage>>();
    levels->push_back(image.convertToFormat(QImage::Format_RGB32));  // what the raster engine paints without converting
    while (std::min(levels->back().width(), levels->back().height()) >= 2 * kSmallestLevel) {
        const QImage& last = levels->back();
        levels->push_back(
            last.scaled(last.width() / 2, last.height() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    m_levels = std::move(levels);
}

void Picture::paint(QPainter& painter, const QRectF& target, const QRectF& visible) const {
    const QRectF wanted = target & visible;
    if (empty() || wanted.isEmpty()) {
        return;
    }
    const double scale = target.width() * painter.device()->devicePixelRatioF() / size().width();
    std::size_t index = 0;
    while (index + 1 < m_levels->size() && (*m_levels)[index + 1].width() >= scale * size().width()) {
        ++index;
    }
    const QImage& level = (*m_levels)[index];
    // Whole pixels of the level and one more around, so that the parts of a picture that is painted in parts fit.
    const double x_step = target.width() / level.width();
    const double y_step = target.height() / level.height();
    const QRect source = QRectF((wanted.x() - target.x()) / x_step, (wanted.y() - target.y()) / y_step,
                                wanted.width() / x_step, wanted.height() / y_step)
                             .toAlignedRect()
                             .adjusted(-1, -1, 1, 1) &
                         level.rect();
    const QRectF place(target.x() + source.x() * x_step, target.y() + source.y() * y_step, source.width() * x_step,
                       source.height() * y_step);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < kNearestNeighbourScale);
    painter.drawImage(place, level, source);
    painter.restore();
}

}  // namespace destudio::widgets
