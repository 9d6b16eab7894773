// SPDX-License-Identifier: Apache-2.0
#include "widgets/picture.h"

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

void Picture::paint(QPainter& painter, const QRectF& target) const {
    if (empty()) {
        return;
    }
    const double scale = target.width() * painter.device()->devicePixelRatioF() / size().width();
    std::size_t level = 0;
    while (level + 1 < m_levels->size() && (*m_levels)[level + 1].width() >= scale * size().width()) {
        ++level;
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < kNearestNeighbourScale);
    painter.drawImage(target, (*m_levels)[level]);
    painter.restore();
}

}  // namespace destudio::widgets
